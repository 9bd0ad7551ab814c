"""GraphQL over HTTP: the operation that is in the body of a POST or the query string of a GET.

https://graphql.github.io/graphql-over-http/draft/
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson

from execution.request import OperationRequest
from server.endpoint.persisted_queries import PersistedQueries
from server.errors import MAX_QUOTED, BadRequest, UnsupportedMediaType, quoted
from server.responses import JSON

MAX_QUERY_PARAMETERS = 20
Headers = Mapping[bytes, bytes]


def from_body(body: bytes, headers: Headers, persisted: PersistedQueries) -> OperationRequest:
    """Read the operation from the body of a POST.

    Raises
    ------
    HTTPError
        The body is not JSON in UTF-8, or a part of it has the wrong type.
    """
    encoding = headers.get(b"content-encoding", b"identity")
    if encoding != b"identity":
        raise BadRequest("Content-Encoding", encoding.decode("latin-1")[:MAX_QUOTED], "none")
    parameters = _parse_json("The body", body)
    if not isinstance(parameters, dict):
        raise BadRequest("The body", quoted(parameters), "a JSON object with a query")
    return _from_parameters(parameters, persisted)


def from_query_string(query_string: bytes, persisted: PersistedQueries) -> OperationRequest:
    """Read the operation from the query string of a GET.

    Raises
    ------
    HTTPError
        It is not percent-encoded UTF-8, or a part of it has the wrong type.
    """
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_QUERY_PARAMETERS,
        )
    except ValueError as error:
        raise BadRequest("The query string", "not readable", "percent-encoded UTF-8") from error
    parameters: dict[str, Any] = dict(pairs)
    for name in ("query", "variables", "extensions"):
        if not parameters.get(name):
            parameters.pop(name, None)
        elif name != "query":
            parameters[name] = _parse_json(name, parameters[name].encode())
    return _from_parameters(parameters, persisted)


def _from_parameters(
    parameters: Mapping[str, Any], persisted: PersistedQueries
) -> OperationRequest:
    """Check the type of each parameter, and put them together."""
    get = parameters.get
    text, variables, operation = get("query"), get("variables"), get("operationName")
    extensions = get("extensions")
    if text is not None and not isinstance(text, str):
        raise BadRequest("query", quoted(text), "a GraphQL document as a string")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables", quoted(variables), "an object")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("extensions", quoted(extensions), "an object")
    if operation is not None and not isinstance(operation, str):
        raise BadRequest("operationName", quoted(operation), "a string")
    if text is None or extensions:
        text = persisted.text(text, extensions or {})
    return OperationRequest(text, variables or {}, operation or None)


@lru_cache(100)  # of headers of some kB at the most
def check_content_type(content_type: bytes) -> None:
    """Refuse all but JSON in UTF-8."""
    media_type, _, parameters = content_type.decode("latin-1").partition(";")
    if media_type.strip().lower() != JSON:
        raise UnsupportedMediaType(media_type.strip())
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if charset.startswith("charset=") and charset not in ("charset=utf-8", "charset=utf8"):
        raise UnsupportedMediaType(f"{media_type};{parameters}")


def _parse_json(part: str, text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(part, f"not JSON ({error})", "JSON in UTF-8") from error
