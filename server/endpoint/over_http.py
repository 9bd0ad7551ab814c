"""GraphQL over HTTP: what a request asks, and of which type the answer is to be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson

from execution.cache.recent import Recent
from execution.executor import Request
from server.errors import BadRequest, NotAcceptable, PersistedQueryNotFound, WrongType

GRAPHQL_JSON, JSON = "application/graphql-response+json", "application/json"
MOST_PERSISTED = 1_000
USUAL = 8_000
"""Characters that a persisted query counts for at least."""
LONGEST_SHOWN = 60
Headers = Mapping[bytes, bytes]


class Persisted:
    """Automatic persisted queries: texts by their SHA-256, those used lately."""

    def __init__(self) -> None:
        self._texts: Recent[str, str] = Recent(
            MOST_PERSISTED * USUAL, lambda _, text: max(len(text), USUAL)
        )

    def text(self, text: str | None, extensions: Mapping[str, Any]) -> str:
        """The text that was sent now, or once before under the hash."""
        match extensions.get("persistedQuery"):
            case None if text is not None:
                return text
            case None:
                raise BadRequest("query", "missing", "a GraphQL document")
            case {"version": 1, "sha256Hash": str(digest)}:
                return self._hashed(text, digest)
        raise BadRequest(
            "extensions.persistedQuery",
            _short(extensions["persistedQuery"]),
            '{"version": 1, "sha256Hash": SHA-256 of the query in hex}',
        )

    def _hashed(self, text: str | None, digest: str) -> str:
        if text is None:
            found = self._texts.get(digest)
            if found is None:
                raise PersistedQueryNotFound
            return found
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            raise BadRequest("sha256Hash", repr(digest[:64]), "the SHA-256 of the query in hex")
        self._texts.put(digest, text)
        return text


def from_body(body: bytes, headers: Headers, persisted: Persisted) -> Request:
    """What a POST asks."""
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise BadRequest("Content-Encoding", _shown(headers[b"content-encoding"]), "none")
    _check_type(headers.get(b"content-type", b""))
    asked = _json("The body", body)
    if not isinstance(asked, dict):
        raise BadRequest("The body", _short(asked), "a JSON object with a query")
    return _request(asked, persisted)


def from_address(query_string: bytes, persisted: Persisted) -> Request:
    """What a GET asks."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20
        )
    except ValueError as error:
        raise BadRequest("The address", "not readable", "percent-encoded UTF-8") from error
    asked: dict[str, Any] = dict(pairs)
    for name in ("query", "variables", "extensions"):
        if not asked.get(name):
            asked.pop(name, None)
        elif name != "query":
            asked[name] = _json(name, asked[name].encode())
    return _request(asked, persisted)


def _request(asked: Mapping[str, Any], persisted: Persisted) -> Request:
    """The request that these parameters make, each of them checked."""
    get = asked.get
    text, variables, operation = get("query"), get("variables"), get("operationName")
    extensions = get("extensions")
    if text is not None and not isinstance(text, str):
        raise BadRequest("query", _short(text), "a GraphQL document as a string")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables", _short(variables), "an object")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("extensions", _short(extensions), "an object")
    if operation is not None and not isinstance(operation, str):
        raise BadRequest("operationName", _short(operation), "a string")
    if text is None or extensions:
        text = persisted.text(text, extensions or {})
    return Request(text, variables or {}, operation or None)


@lru_cache(1_000)
def _check_type(content_type: bytes) -> None:
    """Refuse all but JSON in UTF-8."""
    kind, _, parameters = content_type.decode("latin-1").partition(";")
    if kind.strip().lower() != JSON:
        raise WrongType(kind.strip()[:LONGEST_SHOWN])
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if charset.startswith("charset=") and charset not in ("charset=utf-8", "charset=utf8"):
        raise WrongType(f"{kind};{parameters}"[:LONGEST_SHOWN])


@lru_cache(1_000)
def media_type(accept: bytes) -> str:
    """The type of the answer that a client with this `Accept` prefers."""
    best, best_quality = "", 0.0
    for part in accept.decode("latin-1").lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        offered = {GRAPHQL_JSON: GRAPHQL_JSON}.get(kind) or (
            JSON if kind in (JSON, "application/*", "*/*", "") else ""
        )
        quality = _quality(parameters)
        if offered and quality > best_quality:
            best, best_quality = offered, quality
    if not best:
        raise NotAcceptable(_shown(accept))
    return best


@lru_cache(1_000)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Whether a client with this `Accept-Encoding` takes gzip."""
    for part in accept_encoding.decode("latin-1").lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if coding == "gzip":
            return _quality(parameters) > 0
    return False


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, number = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(number)
            except ValueError:
                return 0.0
    return 1.0


def _json(part: str, text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(part, f"no JSON ({error})", "JSON in UTF-8") from error


def _short(value: Any) -> str:
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # what can be read may be too deep to be written
        text = f"a {type(value).__name__} that is nested too deeply"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _shown(header: bytes) -> str:
    return header[:LONGEST_SHOWN].decode("latin-1")
