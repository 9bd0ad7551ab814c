"""/graphql as a bare ASGI middleware: bytes in, bytes out, nothing of a framework between.

FastAPI's own handling of a route costs more than a whole compiled answer.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from time import monotonic

from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from execution.executor import Request
from execution.plan import Answer
from server import protocol
from server.books import Books
from server.errors import Busy, Failed, Refused, TooLarge, TooSlow, WrongMethod
from server.protocol import Headers, Persisted
from server.responses import Response, answering, refusing, unchanged
from server.served import Generation, Served
from settings import Settings

PATH = "/graphql"
MOST_HEADERS = 16_000
MOST_ADDRESS = 8_000
PATIENCE = 10.0
"""Seconds after which a client is told to go, whatever its query still does."""


class Lane:
    """Answers /graphql; everything else goes on to the app."""

    def __init__(self, app: ASGIApp, served: Served, books: Books, settings: Settings) -> None:
        self._app, self._served, self._books = app, served, books
        self._most_body, self._most_in_flight = settings.max_body, settings.max_in_flight
        self._persisted = Persisted()
        self._threads = ThreadPoolExecutor(max(os.cpu_count() or 1, 2), "graphql")
        self._in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or whatever else the server has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        entry = self._books.open(headers.get(b"x-request-id"))
        self._in_flight += 1
        try:
            self._check(scope, headers)
            response = await self._response(scope, headers, receive, entry.request_id)
        except Refused as refused:
            self._books.refuse(refused.code)
            response = refusing(refused)
        except Exception:  # noqa: BLE001 - it is logged whole
            self._books.fail(entry)
            response = refusing(Failed())
        finally:
            self._in_flight -= 1
        if response is None:
            await self._app(scope, receive, send)
            return
        self._books.close(entry, response)
        headers_sent = [*response.headers, (b"x-request-id", entry.request_id)]
        await send(
            {"type": "http.response.start", "status": response.status, "headers": headers_sent}
        )
        await send({"type": "http.response.body", "body": response.body})

    def _check(self, scope: Scope, headers: Headers) -> None:
        if scope["path"] == PATH and self._in_flight > self._most_in_flight:
            raise Busy(self._most_in_flight)
        if sum(map(len, headers)) + sum(map(len, headers.values())) > MOST_HEADERS:
            raise TooLarge("The header", MOST_HEADERS, 431)
        if len(scope["query_string"]) + len(scope["path"]) > MOST_ADDRESS:
            raise TooLarge("The address", MOST_ADDRESS, 414)

    async def _response(
        self, scope: Scope, headers: Headers, receive: Receive, request_id: bytes
    ) -> Response | None:
        """The response; None for what the app is to answer."""
        if scope["path"] != PATH:
            return None
        match scope["method"]:
            case "POST":
                body = await _body(receive, headers, self._most_body)
                return await self._answered(headers, request_id, body=body)
            case "GET" if b"text/html" not in headers.get(b"accept", b""):
                return await self._answered(headers, request_id, address=scope["query_string"])
            case "GET" | "OPTIONS":  # a browser's page, and the preflight of another site's script
                return None
        raise WrongMethod(scope["method"])

    async def _answered(
        self,
        headers: Headers,
        request_id: bytes,
        *,
        body: bytes = b"",
        address: bytes | None = None,
    ) -> Response:
        """The response to a POST with this `body`, or to a GET of this `address`."""
        generation = self._served.now()
        get = address is not None
        accept = headers.get(b"accept", b"*/*")
        zipped = b"gzip" in headers.get(b"accept-encoding", b"")
        key = (headers.get(b"content-type", b""), accept, zipped, body, address)
        response = generation.responses.get(key)
        if response is not None:
            self._books.answered("response cache")
        else:
            media = protocol.media_type(accept)
            asked = (
                protocol.from_body(body, headers)
                if not get
                else protocol.from_address(address or b"")
            )
            answer = await self._answer(generation, asked.request(self._persisted), request_id)
            response = answering(answer, media, generation.etag, get=get, zipped=zipped)
            if not answer.errors:
                generation.responses.put(key, response)
        if get and _has(headers, response, generation):
            return unchanged(response)
        return response

    async def _answer(self, generation: Generation, request: Request, request_id: bytes) -> Answer:
        """What takes longer than some microseconds is worked out in a thread."""
        answer = generation.executor.quick(request)
        if answer is not None:
            self._books.answered("plan")
            return answer
        context = copy_context()
        context.run(bind_contextvars, request_id=request_id.decode("latin-1"))
        work = asyncio.get_running_loop().run_in_executor(
            self._threads, context.run, generation.executor.execute, request, monotonic()
        )
        try:
            answer = await asyncio.wait_for(work, PATIENCE)
        except TimeoutError:
            raise TooSlow(PATIENCE) from None
        self._books.worked_out(request, answer, request_id)
        return answer


def _has(headers: Headers, response: Response, generation: Generation) -> bool:
    """Whether the client has this very answer."""
    etag = generation.etag
    return headers.get(b"if-none-match") == etag and (b"etag", etag) in response.headers


async def _body(receive: Receive, headers: Headers, most: int) -> bytes:
    """The body, if it is not too large; it is not read on once that is known."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length[:12]) > most:
        raise TooLarge("The body", most, 413)
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= most:
        message = await receive()
        body += message.get("body", b"")
    if len(body) > most:
        raise TooLarge("The body", most, 413)
    return body
