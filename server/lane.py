"""/graphql as a bare ASGI middleware: bytes in, bytes out, nothing of a framework between.

FastAPI's own handling of a route costs more than a whole compiled answer.
"""

from __future__ import annotations

import asyncio
import gzip
import os
from concurrent.futures import ThreadPoolExecutor

from starlette.types import ASGIApp, Receive, Scope, Send

from execution.executor import Request
from execution.plan import Answer
from server import protocol
from server.errors import Busy, Refused, TooLarge, WrongMethod
from server.protocol import Persisted
from server.served import Generation, Headers, Response, Served

PATH = "/graphql"
MOST_BODY = 64_000
MOST_HEADERS = 16_000
MOST_ADDRESS = 8_000
MOST_IN_FLIGHT = 200
SMALLEST_TO_COMPRESS = 1_000
"""Bytes; a shorter answer fits one packet anyhow."""
FRESH = b"public, max-age=60"
"""How long caches may serve an answer to a GET without asking again."""


class Lane:
    """Answers /graphql; everything else goes on to the app."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app, self._served = app, served
        self._persisted = Persisted()
        self._threads = ThreadPoolExecutor(max(os.cpu_count() or 1, 2), "graphql")
        self._in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or whatever else the server has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._in_flight += 1
        try:
            response = await self._response(scope, receive)
            if response is None:
                await self._app(scope, receive, send)
            else:
                await _send(response, send)
        except Refused as refused:
            await _send(_refusal(refused), send)
        finally:
            self._in_flight -= 1

    async def _response(self, scope: Scope, receive: Receive) -> Response | None:
        """The response; None for what the app is to answer."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if self._in_flight > MOST_IN_FLIGHT:
            raise Busy(MOST_IN_FLIGHT)
        if sum(map(len, headers)) + sum(map(len, headers.values())) > MOST_HEADERS:
            raise TooLarge("The header", MOST_HEADERS, 431)
        if len(scope["query_string"]) + len(scope["path"]) > MOST_ADDRESS:
            raise TooLarge("The address", MOST_ADDRESS, 414)
        if scope["path"] != PATH:
            return None
        match scope["method"]:
            case "POST":
                return await self._answered("POST", headers, await _body(receive, headers))
            case "GET" if b"text/html" not in headers.get(b"accept", b""):
                return await self._answered("GET", headers, scope["query_string"])
            case "GET" | "OPTIONS":  # a browser's page, and the preflight of another site's script
                return None
        raise WrongMethod(scope["method"])

    async def _answered(self, method: str, headers: dict[bytes, bytes], asked: bytes) -> Response:
        generation = self._served.now()
        accept = headers.get(b"accept", b"*/*")
        zipped = b"gzip" if b"gzip" in headers.get(b"accept-encoding", b"") else b""
        kind = headers.get(b"content-type", b"")
        key = (method.encode(), kind, accept, zipped, asked)
        response = generation.responses.get(key)
        if response is None:
            media = protocol.media_type(accept)
            made = (
                protocol.from_body(asked, headers)
                if method == "POST"
                else protocol.from_address(asked)
            )
            answer = await self._answer(generation, made.request(self._persisted))
            response = _made(answer, media, generation, get=method == "GET", zipped=bool(zipped))
            if not answer.errors:
                generation.responses.put(key, response)
        if method == "GET" and headers.get(b"if-none-match") == generation.etag:
            return Response(304, _without_body(response.headers), b"")
        return response

    async def _answer(self, generation: Generation, request: Request) -> Answer:
        """What takes longer than some microseconds is worked out in a thread."""
        answer = generation.executor.quick(request)
        if answer is None:
            loop = asyncio.get_running_loop()
            execute = generation.executor.execute
            answer = await loop.run_in_executor(self._threads, execute, request)
        return answer


async def _body(receive: Receive, headers: dict[bytes, bytes]) -> bytes:
    """The body, if it is not too large; it is not read on once that is known."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length[:12]) > MOST_BODY:
        raise TooLarge("The body", MOST_BODY, 413)
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= MOST_BODY:
        message = await receive()
        body += message.get("body", b"")
    if len(body) > MOST_BODY:
        raise TooLarge("The body", MOST_BODY, 413)
    return body


async def _send(response: Response, send: Send) -> None:
    status, headers, body = response
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _made(
    answer: Answer, media: str, generation: Generation, *, get: bool, zipped: bool
) -> Response:
    """The response to a request that was read.

    By the specification a request that was refused before it was run is 400, unless the client
    knows no other type than the older application/json.
    """
    body = answer.json()
    status = 400 if answer.data is None and media == protocol.GRAPHQL_JSON else 200
    headers = [
        (b"content-type", f"{media}; charset=utf-8".encode()),
        (b"access-control-allow-origin", b"*"),
        (b"vary", b"accept, accept-encoding"),
    ]
    if get:
        headers.append((b"cache-control", b"no-store" if answer.errors else FRESH))
    if not answer.errors:
        headers.append((b"etag", generation.etag))
    if zipped and len(body) >= SMALLEST_TO_COMPRESS:
        body = gzip.compress(body, 1, mtime=0)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    return Response(status, headers, body)


def _refusal(refused: Refused) -> Response:
    body = refused.json()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"access-control-allow-origin", b"*"),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
        *refused.headers,
    ]
    return Response(refused.status, headers, body)


def _without_body(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name != b"content-length"]
