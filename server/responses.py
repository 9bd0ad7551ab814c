"""Responses to /graphql: status, headers and body as bytes, ready to be sent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from execution.answer import Answer
from server.compression import GZIP_MIN_BYTES, compress
from server.errors import HTTPError

GRAPHQL_JSON, JSON = "application/graphql-response+json", "application/json"
"""The media types of answers: the one of the specification, and the older one."""
NOT_MODIFIED = 304
MAX_AGE = b"public, max-age=60"
"""`Cache-Control` of an answer to a GET: for a minute caches need not ask again."""
NO_STORE = (b"cache-control", b"no-store")
ANY_ORIGIN = (b"access-control-allow-origin", b"*")
VARY = (b"vary", b"accept, accept-encoding")
CONTENT_TYPES = {
    media: (b"content-type", f"{media}; charset=utf-8".encode()) for media in (GRAPHQL_JSON, JSON)
}
ENTITY_TAG = re.compile(rb'"[^"]*"')
"""A tag in a list, without the mark of a weak one."""

Header = tuple[bytes, bytes]


class HeaderBlock(NamedTuple):
    """Headers that many responses share.

    Attributes
    ----------
    headers
        Names and values, as ASGI takes them.
    wire
        The same as they are sent: one line each, with its line break.
    """

    headers: tuple[Header, ...]
    wire: bytes

    @classmethod
    def of(cls, *headers: Header) -> HeaderBlock:
        """Write the lines of these headers."""
        return cls(headers, b"".join([b"%b: %b\r\n" % header for header in headers]))


class Response:
    """A response. It is cached and sent again to others, so nobody changes one.

    Parameters
    ----------
    header_block
        All headers but `Content-Length`.
    operation, cost
        Of the operation that it answers; for the metrics.
    """

    def __init__(
        self,
        status: int,
        header_block: HeaderBlock,
        body: bytes,
        operation: str = "",
        cost: int | None = None,
    ) -> None:
        self.status, self.header_block, self.body = status, header_block, body
        self.operation, self.cost = operation, cost

    @property
    def headers(self) -> list[Header]:
        """All headers; those of a 304, which has no content, lack a length."""
        if self.status == NOT_MODIFIED:
            return list(self.header_block.headers)
        return [*self.header_block.headers, (b"content-length", b"%d" % len(self.body))]


class Negotiated:
    """The form of an answer that was negotiated with the client.

    Parameters
    ----------
    media_type
        `GRAPHQL_JSON` or `JSON`.
    gzip
        Whether the client accepts gzip.
    cacheable
        Whether caches may store the answer; they may those to a GET.
    """

    def __init__(self, media_type: str, *, gzip: bool, cacheable: bool) -> None:
        self.media_type, self.gzip, self.cacheable = media_type, gzip, cacheable


def answer_response(answer: Answer, negotiated: Negotiated, etag: bytes) -> Response:
    """Respond with the answer to an operation.

    By the specification the status is 400 where the operation was not run, unless the client asked
    for the older application/json.  An answer with errors has no ETag: the next one may do better.
    """
    body = answer.json()
    status = 400 if answer.data is None and negotiated.media_type == GRAPHQL_JSON else 200
    compressed = negotiated.gzip and len(body) >= GZIP_MIN_BYTES
    if compressed:
        body = compress(body)
    block = _header_block(
        negotiated.media_type, None if answer.errors else etag, negotiated.cacheable, compressed
    )
    return Response(status, block, body, answer.operation, answer.cost)


@lru_cache(100)
def _header_block(
    media_type: str, etag: bytes | None, cacheable: bool, compressed: bool
) -> HeaderBlock:
    headers = [CONTENT_TYPES[media_type], ANY_ORIGIN, VARY]
    if cacheable:
        headers.append((b"cache-control", MAX_AGE) if etag else NO_STORE)
    if etag:
        headers.append((b"etag", etag))
    if compressed:
        headers.append((b"content-encoding", b"gzip"))
    return HeaderBlock.of(*headers)


def error_response(error: HTTPError) -> Response:
    """Respond with an error, which no cache may store."""
    block = HeaderBlock.of(CONTENT_TYPES[JSON], ANY_ORIGIN, NO_STORE, *error.headers)
    return Response(error.status, block, error.json())


def matches(if_none_match: bytes, etag: bytes) -> bool:
    """Tell whether an `If-None-Match` is of a client that has what this ETag names.

    The comparison is the weak one of RFC 9110, 13.1.2: a client may know the tag as a strong one.
    """
    return if_none_match.strip() == b"*" or etag.removeprefix(b"W/") in ENTITY_TAG.findall(
        if_none_match
    )


def not_modified(response: Response) -> Response:
    """Respond to a client that has this response already."""
    return Response(NOT_MODIFIED, response.header_block, b"", response.operation, response.cost)
