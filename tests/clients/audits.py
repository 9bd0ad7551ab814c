"""What graphql-http checks that GraphQL over HTTP says a server MUST or SHOULD do."""

from __future__ import annotations

AUDITS = {
    "4655": "MUST accept application/json and match the content-type",
    "8161": (
        "SHOULD allow string {operationName} parameter when accepting "
        "application/graphql-response+json"
    ),
    "22EB": "SHOULD accept application/graphql-response+json and match the content-type",
    "47DE": "SHOULD accept */* and use application/json for the content-type",
    "80D8": "SHOULD assume application/json content-type when accept is missing",
    "82A3": "MUST use utf-8 encoding when responding",
    "BF61": "MUST accept utf-8 encoded request",
    "78D5": "MUST assume utf-8 in request if encoding is unspecified",
    "2C94": "MUST accept POST requests",
    "9ABE": "SHOULD respond with 4xx status code if content-type is not supplied on POST requests",
    "03D4": "MUST accept application/json POST requests",
    "34A2": (
        "SHOULD allow string {query} parameter when accepting application/graphql-response+json"
    ),
    "13EE": "MUST allow string {query} parameter when accepting application/json",
    "B8B3": "MUST allow string {operationName} parameter when accepting application/json",
    "94B0": (
        "SHOULD allow null {variables} parameter when accepting application/graphql-response+json"
    ),
    "0220": "MUST allow null {variables} parameter when accepting application/json",
    "94B1": (
        "SHOULD allow null {operationName} parameter when accepting "
        "application/graphql-response+json"
    ),
    "0221": "MUST allow null {operationName} parameter when accepting application/json",
    "94B2": (
        "SHOULD allow null {extensions} parameter when accepting application/graphql-response+json"
    ),
    "0222": "MUST allow null {extensions} parameter when accepting application/json",
    "2EA1": (
        "SHOULD allow map {variables} parameter when accepting application/graphql-response+json"
    ),
    "28B9": "MUST allow map {variables} parameter when accepting application/json",
    "428F": (
        "SHOULD allow map {extensions} parameter when accepting application/graphql-response+json"
    ),
    "1B7A": "MUST allow map {extensions} parameter when accepting application/json",
    "BCF8": "SHOULD use 400 status code on JSON parsing failure when accepting application/json",
    "B7N8": (
        "SHOULD use 400 status code on JSON parsing failure when accepting "
        "application/graphql-response+json"
    ),
    "572B": (
        "SHOULD use 200 status code on document parsing failure when accepting application/json"
    ),
    "FDE2": (
        "SHOULD use 200 status code on document validation failure when accepting application/json"
    ),
    "7B9B": (
        "SHOULD use a status code of 200 on variable coercion failure when accepting "
        "application/json"
    ),
    "865D": (
        "SHOULD use 4xx or 5xx status codes on document parsing failure when accepting "
        "application/graphql-response+json"
    ),
    "556A": (
        "SHOULD use 400 status code on document parsing failure when accepting "
        "application/graphql-response+json"
    ),
    "D586": (
        "SHOULD not contain the data entry on document parsing failure when accepting "
        "application/graphql-response+json"
    ),
    "51FE": (
        "SHOULD use 4xx or 5xx status codes on document validation failure when accepting "
        "application/graphql-response+json"
    ),
    "74FF": (
        "SHOULD use 400 status code on document validation failure when accepting "
        "application/graphql-response+json"
    ),
    "5E5B": (
        "SHOULD not contain the data entry on document validation failure when accepting "
        "application/graphql-response+json"
    ),
    "86EE": (
        "SHOULD use a status code of 400 on variable coercion failure when accepting "
        "application/graphql-response+json"
    ),
}
"""By the id that the audit has in graphql-http."""
