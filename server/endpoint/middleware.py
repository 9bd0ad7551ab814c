"""/graphql as a bare ASGI middleware: bytes in, bytes out, nothing of a framework between.

FastAPI's own handling of a route costs more than a whole compiled answer.
"""

from __future__ import annotations

from time import perf_counter

from starlette.types import ASGIApp, Receive, Scope, Send

from server.endpoint.endpoint import Desk, Question
from server.endpoint.over_http import Headers
from server.errors import Failed, Refused, TooLarge, WrongMethod
from server.responses import Response, refusing

PATH = "/graphql"


class Lane:
    """Answers /graphql; everything else goes on to the app."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or whatever else the server has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        desk, headers = self._desk, dict(scope["headers"])
        began, request_id = perf_counter(), desk.books.name(headers.get(b"x-request-id"))
        try:
            desk.check(scope["headers"], len(scope["query_string"]) + len(scope["path"]))
            response = await self._response(scope, headers, receive, request_id)
        except Refused as refused:
            desk.books.refuse(refused.code)
            response = refusing(refused)
        except Exception:  # noqa: BLE001 - it is logged whole
            desk.books.fail(request_id)
            response = refusing(Failed())
        if response is None:
            await self._app(scope, receive, send)
            return
        desk.books.close(began, response)
        sent = [*response.headers, (b"x-request-id", request_id)]
        await send({"type": "http.response.start", "status": response.status, "headers": sent})
        await send({"type": "http.response.body", "body": response.body})

    async def _response(
        self, scope: Scope, headers: Headers, receive: Receive, request_id: bytes
    ) -> Response | None:
        """The response; None for what the app is to answer."""
        if scope["path"] != PATH:
            return None
        match scope["method"]:
            case "POST":
                body = await _body(receive, headers, self._desk.most_body)
                question = Question(headers, body)
            case "GET" if b"text/html" not in headers.get(b"accept", b""):
                question = Question(headers, b"", scope["query_string"])
            case "GET" | "OPTIONS":  # a browser's page, and the preflight of another site's script
                return None
            case method:
                raise WrongMethod(method)
        found = self._desk.at_once(question)
        if isinstance(found, Response):
            return found
        return await self._desk.work_out(question, found, request_id)


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
