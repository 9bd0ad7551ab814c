"""Responses: headers and bytes that are ready to be sent."""

from __future__ import annotations

import gzip
from typing import NamedTuple

from execution.plan import Answer
from server.errors import Refused
from server.protocol import GRAPHQL_JSON, JSON

SMALLEST_TO_COMPRESS = 1_000
"""Bytes; a shorter answer fits one packet anyhow."""
FRESH = b"public, max-age=60"
"""How long caches may serve an answer to a GET without asking again."""
OPEN = (b"access-control-allow-origin", b"*")
VARY = (b"vary", b"accept, accept-encoding")
TYPES = {
    media: (b"content-type", f"{media}; charset=utf-8".encode()) for media in (GRAPHQL_JSON, JSON)
}

Headers = list[tuple[bytes, bytes]]


class Response(NamedTuple):
    """A response; `operation` and `cost` are for the books."""

    status: int
    headers: Headers
    body: bytes
    operation: str = ""
    cost: int | None = None


def answering(answer: Answer, media: str, etag: bytes, *, get: bool, zipped: bool) -> Response:
    """The response to a request that was read.

    By the specification a request that was refused before it was run is 400, unless the client
    knows no other type than the older application/json.
    """
    body = answer.json()
    status = 400 if answer.data is None and media == GRAPHQL_JSON else 200
    headers = [TYPES[media], OPEN, VARY]
    if get:
        headers.append((b"cache-control", b"no-store" if answer.errors else FRESH))
    if not answer.errors:
        headers.append((b"etag", etag))
    if zipped and len(body) >= SMALLEST_TO_COMPRESS:
        body = gzip.compress(body, 1, mtime=0)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    return Response(status, headers, body, answer.operation, answer.cost)


def refusing(refused: Refused) -> Response:
    """The response to a request that was turned away."""
    body = refused.json()
    headers = [
        TYPES[JSON],
        OPEN,
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
        *refused.headers,
    ]
    return Response(refused.status, headers, body)


def unchanged(response: Response) -> Response:
    """The response to a client that has the answer already."""
    kept = [header for header in response.headers if header[0] != b"content-length"]
    return response._replace(status=304, headers=kept, body=b"")
