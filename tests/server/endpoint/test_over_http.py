"""The operation in a body or a query string."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.support.http import Client, answer, post, request, talk

QUERY = "{ movie(id: 949) { title } }"
HEAT = {"data": {"movie": {"title": "Heat"}}}
JSON = {"content-type": "application/json"}


def post_body(app: FastAPI, body: bytes, **headers: str) -> httpx.Response:
    """The response to a body."""
    given = JSON | {name.replace("_", "-"): value for name, value in headers.items()}
    return request(app, "POST", "/graphql", content=body, headers=given)


def refusal(response: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of the only error."""
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/json; charset=latin-1",
        "application/graphql",
        "application/jsonp",
    ],
)
def test_a_body_of_another_type_is_refused(kind: str, shared_app: FastAPI) -> None:
    response = post_body(shared_app, json.dumps({"query": QUERY}).encode(), content_type=kind)
    assert refusal(response)[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "Application/JSON",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
    ],
)
def test_json_may_be_called_so_in_any_way(kind: str, shared_app: FastAPI) -> None:
    assert (
        answer(post_body(shared_app, json.dumps({"query": QUERY}).encode(), content_type=kind))
        == HEAT
    )


def test_a_compressed_body_is_refused_even_if_it_was_answered_before(shared_app: FastAPI) -> None:
    body = json.dumps({"query": QUERY}).encode()

    async def twice(client: Client) -> list[httpx.Response]:
        encoded = JSON | {"content-encoding": "gzip"}
        return [
            await client.post("/graphql", content=body, headers=JSON),
            await client.post("/graphql", content=body, headers=encoded),
        ]

    first, second = talk(shared_app, twice)
    assert answer(first) == HEAT
    assert refusal(second) == (400, "BAD_USER_INPUT", "Content-Encoding is gzip; expected none")


DEEP = b"[" * 1_000 + b"]" * 1_000


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"null", "The body is null"),
        (b'"{ __typename }"', 'The body is "{ __typename }"'),
        (b"1", "The body is 1"),
        (b"[]", "The body is []"),
        (b'[{"query": "{ __typename }"}]', "The body is [{"),
        (b'{"query": "\xff"}', "not JSON"),
        (b'{"query": "\\ud800"}', "not JSON"),
        (b'{"query": "{ __typename }", "variables": {"x": NaN}}', "not JSON"),
        (b'{"query": "{ __typename }", "variables": {"x": Infinity}}', "not JSON"),
        (b'\xef\xbb\xbf{"query": "{ __typename }"}', "not JSON"),
        (b"{}", "query is missing"),
        (b'{"query": null}', "query is missing"),
        (b'{"query": 1}', "query is 1"),
        (b'{"query": ["{ __typename }"]}', "query is ["),
        (b'{"query": "{ __typename }", "variables": []}', "variables is []"),
        (b'{"query": "{ __typename }", "variables": "{}"}', 'variables is "{}"'),
        (b'{"query": "{ __typename }", "operationName": 1}', "operationName is 1"),
        (b'{"query": "{ __typename }", "extensions": 1}', "extensions is 1"),
        (DEEP, "The body is"),
        (b'{"query": ' + DEEP + b"}", "query is"),
        (b'{"query": "{ __typename }", "variables": ' + DEEP + b"}", "variables is"),
        (b'{"extensions": {"persistedQuery": ' + DEEP + b"}}", "persistedQuery is"),
    ],
    ids=lambda value: value[:50].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_a_body_that_is_no_request_is_refused_in_json(
    body: bytes, found: str, shared_app: FastAPI
) -> None:
    status, code, message = refusal(post_body(shared_app, body))
    assert (status, code) == (400, "BAD_USER_INPUT")
    assert found in message
    assert len(message) < 300


@pytest.mark.parametrize(
    "parts",
    [
        {"variables": None},
        {"variables": {}},
        {"operationName": None},
        {"operationName": ""},
        {"extensions": None},
        {"extensions": {"other": 1}},
        {"unheardOf": {"x": 1}},
    ],
    ids=str,
)
def test_parts_that_are_empty_or_unknown_do_no_harm(
    parts: dict[str, Any], shared_app: FastAPI
) -> None:
    assert answer(post_body(shared_app, json.dumps({"query": QUERY, **parts}).encode())) == HEAT


@pytest.mark.parametrize(
    "query",
    [
        "{ movie(id: %s) { title } }" % ("9" * 5_000),
        "query ($id: ID = %s) { movie(id: $id) { title } }" % ("9" * 5_000),
        "{ movies(where: {revenue: {max: %s}}) { totalCount } }" % ("9" * 5_000),
        "{ movies(where: {revenue: {max: 1e999}}) { totalCount } }",
        "{ movies(first: %s) { totalCount } }" % ("9" * 5_000),
    ],
    ids=["an id", "an id as default", "a float", "an endless float", "an int"],
)
def test_a_number_of_any_length_is_answered_in_json(query: str, shared_app: FastAPI) -> None:
    response = post_body(shared_app, json.dumps({"query": query}).encode())
    assert response.status_code == 200
    assert "INTERNAL" not in response.text
    assert set(response.json()) & {"data", "errors"}


def test_a_number_of_5000_digits_in_a_variable_is_answered_in_json(shared_app: FastAPI) -> None:
    query = "query ($id: ID) { movie(id: $id) { title } }"
    digits = "9" * 5_000
    body = f'{{"query": {json.dumps(query)}, "variables": {{"id": {digits}}}}}'
    response = post_body(shared_app, body.encode())
    assert response.status_code in (200, 400)
    assert response.json()["errors"]
    assert "INTERNAL" not in response.text


def test_a_get_has_the_same_parts_as_a_post(shared_app: FastAPI) -> None:
    query = "query A { __typename } query B($id: ID!) { movie(id: $id) { title } }"
    parameters = {"query": query, "operationName": "B", "variables": '{"id": 949}'}
    assert answer(request(shared_app, "GET", "/graphql", params=parameters)) == HEAT


@pytest.mark.parametrize(
    ("query_string", "found"),
    [
        ("", "query is missing"),
        ("query=", "query is missing"),
        ("variables={}", "query is missing"),
        ("query={__typename}&variables={", "variables is not JSON"),
        ("query={__typename}&variables=[]", "variables is []"),
        ("query={__typename}&extensions=NaN", "extensions is not JSON"),
        ("query=%FF", "The query string is not readable"),
        ("query=%ED%A0%80", "The query string is not readable"),
        ("&".join(["query={__typename}"] * 21), "The query string is not readable"),
    ],
)
def test_a_query_string_that_is_no_request_is_refused_in_json(
    query_string: str, found: str, shared_app: FastAPI
) -> None:
    response = request(shared_app, "GET", f"/graphql?{query_string}")
    assert response.status_code in (200, 400)
    assert found in response.json()["errors"][0]["message"]


def test_a_mutation_is_refused_by_get(shared_app: FastAPI) -> None:
    response = request(shared_app, "GET", "/graphql", params={"query": "mutation { x }"})
    assert response.json()["errors"]
    assert "data" not in response.json()


def test_a_variable_that_may_be_null_or_missing_takes_the_default(shared_app: FastAPI) -> None:
    query = "query ($s: PosterSize) { movie(id: 949) { posterUrl(size: $s) } }"
    default = post(shared_app, "{ movie(id: 949) { posterUrl } }")
    assert post(shared_app, query, {"s": None}) == default
    assert post(shared_app, query, {}) == default
