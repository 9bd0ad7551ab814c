"""GraphQL over HTTP: the operation that is in the body of a POST or the query string of a GET.

https://graphql.github.io/graphql-over-http/draft/
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from sys import getsizeof
from typing import Any
from urllib.parse import parse_qsl

import orjson

from catalog.weighed_cache import Usage, WeighedCache
from execution.request import OperationRequest
from server.errors import MAX_QUOTED, BadRequest, PersistedQueryNotFound, UnsupportedMediaType
from server.responses import JSON

BYTES_PER_PERSISTED = 250
"""What a persisted query takes in memory beside its text, its hash included."""
MAX_QUERY_PARAMETERS = 20
Headers = Mapping[bytes, bytes]


class PersistedQueries:
    """Automatic persisted queries: recently used texts by their SHA-256.

    Only the event loop reads and writes it.

    Parameters
    ----------
    budget
        Bytes that the texts may take.
    """

    def __init__(self, budget: int) -> None:
        self._texts: WeighedCache[str, str] = WeighedCache(
            budget, lambda _, text: BYTES_PER_PERSISTED + getsizeof(text)
        )

    @property
    def usage(self) -> Usage:
        """How full it is."""
        return self._texts.usage

    def text(self, text: str | None, extensions: Mapping[str, Any]) -> str:
        """Give the text of the query: as sent, or as it was sent before under the same hash.

        Raises
        ------
        BadRequest
            There is neither a text nor a hash, or the hash is not that of the text.
        PersistedQueryNotFound
            There is only a hash, and its text is not known.
        """
        match extensions.get("persistedQuery"):
            case None if text is not None:
                return text
            case None:
                raise BadRequest("query", "missing", "a GraphQL document")
            case {"version": 1, "sha256Hash": str(digest)}:
                return self._by_hash(text, digest)
        raise BadRequest(
            "extensions.persistedQuery",
            _quoted(extensions["persistedQuery"]),
            '{"version": 1, "sha256Hash": SHA-256 of the query in hex}',
        )

    def _by_hash(self, text: str | None, digest: str) -> str:
        if text is None:
            found = self._texts.get(digest)
            if found is None:
                raise PersistedQueryNotFound
            return found
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            raise BadRequest("sha256Hash", repr(digest[:64]), "the SHA-256 of the query in hex")
        self._texts.put(digest, text)
        return text


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
        raise BadRequest("The body", _quoted(parameters), "a JSON object with a query")
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
        raise BadRequest("query", _quoted(text), "a GraphQL document as a string")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables", _quoted(variables), "an object")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("extensions", _quoted(extensions), "an object")
    if operation is not None and not isinstance(operation, str):
        raise BadRequest("operationName", _quoted(operation), "a string")
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


def _quoted(value: Any) -> str:
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # orjson reads deeper nesting than it writes
        text = f"a {type(value).__name__} that is nested too deeply"
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"
