"""/graphql as a bare ASGI middleware.

FastAPI's own handling of a route costs more than a whole compiled answer.
"""

from __future__ import annotations

from time import perf_counter

from starlette.types import ASGIApp, Receive, Scope, Send

from server.endpoint.endpoint import Endpoint, GraphQLRequest
from server.endpoint.negotiation import prefers_page
from server.endpoint.over_http import Headers
from server.errors import HTTPError, InternalError, MethodNotAllowed, TooLarge
from server.responses import Response, error_response

PATH = "/graphql"
PATHS = (PATH, f"{PATH}/")
"""Both answer; clients would not follow a redirect with a POST."""


class GraphQLMiddleware:
    """Responds to requests to /graphql, and hands all others on to the app.

    The limits of headers and URL hold for both.
    """

    def __init__(self, app: ASGIApp, endpoint: Endpoint) -> None:
        self._app, self._endpoint = app, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or another event of ASGI.

        A HEAD is answered like a GET, of which the server that runs us leaves out the body.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        endpoint, headers = self._endpoint, dict(scope["headers"])
        instrumentation = endpoint.instrumentation
        started = perf_counter()
        request_id = instrumentation.request_id(headers.get(b"x-request-id"))
        try:
            endpoint.check_size(scope["headers"], len(scope["query_string"]) + len(scope["path"]))
            response = await self._response(scope, headers, receive, request_id)
        except HTTPError as error:
            instrumentation.count_error(error.code)
            response = error_response(error)
        except Exception:  # noqa: BLE001 - it is logged with its traceback
            instrumentation.log_failure(request_id)
            response = error_response(InternalError())
        if response is None:
            await self._app(scope, receive, send)
            return
        instrumentation.count_response(started, response)
        sent = [*response.headers, (b"x-request-id", request_id)]
        await send({"type": "http.response.start", "status": response.status, "headers": sent})
        await send({"type": "http.response.body", "body": response.body})

    async def _response(
        self, scope: Scope, headers: Headers, receive: Receive, request_id: bytes
    ) -> Response | None:
        """Give the response, or None where the app is to respond."""
        if scope["path"] not in PATHS:
            return None
        match scope["method"]:
            case "POST":
                body = await _read_body(receive, headers, self._endpoint.max_body)
                request = GraphQLRequest(headers, body)
            case "GET" if not prefers_page(headers.get(b"accept", b"")):
                request = GraphQLRequest(headers, b"", scope["query_string"])
            case "GET" | "OPTIONS":  # GraphiQL for a browser, and a preflight
                return None
            case method:
                raise MethodNotAllowed(method)
        found = self._endpoint.respond_on_loop(request)
        if isinstance(found, Response):
            return found
        address = scope["client"][0] if scope["client"] else ""
        return await self._endpoint.respond_in_pool(request, found, request_id, address)


async def _read_body(receive: Receive, headers: Headers, limit: int) -> bytes:
    """Read the body, but no further than to know that it is too large."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length[:12]) > limit:
        raise TooLarge("The body", limit, 413)
    message = await receive()
    parts: list[bytes] = [message.get("body", b"")]
    size = len(parts[0])
    while message.get("more_body") and size <= limit:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
    if size > limit:
        raise TooLarge("The body", limit, 413)
    return b"".join(parts)
