"""Responses: headers and bytes that are ready to be sent."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import NamedTuple

from execution.plan import Answer
from server.endpoint.over_http import GRAPHQL_JSON, JSON
from server.errors import Refused

NOT_MODIFIED = 304
SMALLEST_TO_COMPRESS = 1_000
"""Bytes; a shorter answer fits one packet anyhow."""
FRESH = b"public, max-age=60"
"""How long caches may serve an answer to a GET without asking again."""
OPEN = (b"access-control-allow-origin", b"*")
VARY = (b"vary", b"accept, accept-encoding")
TYPES = {
    media: (b"content-type", f"{media}; charset=utf-8".encode()) for media in (GRAPHQL_JSON, JSON)
}

Header = tuple[bytes, bytes]


class Head(NamedTuple):
    """The headers of many responses alike; `text` is how they stand on the wire."""

    headers: tuple[Header, ...]
    text: bytes

    @classmethod
    def of(cls, *headers: Header) -> Head:
        """Write the headers."""
        return cls(headers, b"".join([b"%b: %b\r\n" % header for header in headers]))


class Response:
    """A response; `operation` and `cost` are for the books."""

    def __init__(
        self, status: int, head: Head, body: bytes, operation: str = "", cost: int | None = None
    ) -> None:
        self.status, self.head, self.body = status, head, body
        self.operation, self.cost = operation, cost

    @property
    def headers(self) -> list[Header]:
        """All headers; a response without content has no length."""
        if self.status == NOT_MODIFIED:
            return list(self.head.headers)
        return [*self.head.headers, (b"content-length", b"%d" % len(self.body))]


class Reader:
    """How a client wants its answer."""

    def __init__(self, media: str, *, zipped: bool, get: bool) -> None:
        self.media, self.zipped, self.get = media, zipped, get


def answering(answer: Answer, reader: Reader, etag: bytes) -> Response:
    """The response to a request that was read.

    By the specification a request that was refused before it was run is 400, unless the client
    knows no other type than the older application/json.
    """
    body = answer.json()
    status = 400 if answer.data is None and reader.media == GRAPHQL_JSON else 200
    zipped = reader.zipped and len(body) >= SMALLEST_TO_COMPRESS
    if zipped:
        body = gzip.compress(body, 1, mtime=0)
    head = _head(reader.media, None if answer.errors else etag, reader.get, zipped)
    return Response(status, head, body, answer.operation, answer.cost)


@lru_cache(100)
def _head(media: str, etag: bytes | None, get: bool, zipped: bool) -> Head:
    headers = [TYPES[media], OPEN, VARY]
    if get:
        headers.append((b"cache-control", FRESH if etag else b"no-store"))
    if etag:
        headers.append((b"etag", etag))
    if zipped:
        headers.append((b"content-encoding", b"gzip"))
    return Head.of(*headers)


def refusing(refused: Refused) -> Response:
    """The response to a request that was turned away."""
    head = Head.of(TYPES[JSON], OPEN, (b"cache-control", b"no-store"), *refused.headers)
    return Response(refused.status, head, refused.json())


def unchanged(response: Response) -> Response:
    """The response to a client that has the answer already."""
    return Response(NOT_MODIFIED, response.head, b"", response.operation, response.cost)
