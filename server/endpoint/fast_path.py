"""The fast path: from uvicorn's HTTP parser to the endpoint and back, without ASGI.

Most of the time that a cached answer takes goes into what ASGI needs for requests that wait for
something: a task, messages, a request-response cycle.  A POST to /graphql whose body is here and
whose answer takes microseconds waits for nothing.  Every other request falls back to uvicorn's own
way, through the middleware, which answers the same.  So does all but the first of many requests
that come in one piece: the event loop has to turn between them.
"""

from __future__ import annotations

from time import perf_counter

from server.endpoint.endpoint import GraphQLRequest
from server.endpoint.limited_protocol import BODY_ALLOWANCE, LimitedProtocol
from server.endpoint.middleware import PATH
from server.responses import Response

_URL = PATH.encode()


class FastPath(LimitedProtocol):
    """uvicorn's protocol with limits and a shortcut; one for each connection, on the event loop.

    The scope of a request is left undone until the request turns out to need it.

    Attributes
    ----------
    _body_parts
        Pieces of the body of a request that may still take the fast path; else None.
    _body_size
        Bytes of these pieces, added up as they come: a body may come in a piece for each byte.
    _has_responded
        A request in the piece that is being read took the fast path.
    """

    _body_parts: list[bytes] | None = None
    _body_size = 0
    _has_responded = False

    def shutdown(self) -> None:
        """Let uvicorn wait for a request whose body is still coming."""
        if self._body_parts is not None and not self._ignoring:
            self._fall_back()
        super().shutdown()

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        self._has_responded = False
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Decide by the headers whether a request may take the fast path."""
        if (
            self.url == _URL
            and not self._has_responded
            and (self.cycle is None or self.cycle.response_complete)
            and not self.expect_100_continue
            and not self.flow.write_paused
            and not self.parser.should_upgrade()
            and self.parser.get_method() == b"POST"
        ):
            self._in_head, self._overhead = False, 0
            self._body_parts, self._body_size = [], 0
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Collect a piece of the body; one that is too long falls back."""
        if self._body_parts is None:
            super().on_body(body)
            return
        self._overhead = max(0, self._overhead - BODY_ALLOWANCE * len(body))
        self._body_parts.append(body)
        self._body_size += len(body)
        if self._body_size > self._endpoint.max_body:
            self._fall_back()

    def on_message_complete(self) -> None:
        """Respond if that can be done on the event loop; else fall back."""
        if self._body_parts is not None:
            if self._respond(b"".join(self._body_parts)):
                return
            self._fall_back()
        super().on_message_complete()

    def _fall_back(self) -> None:
        """Give a request over to uvicorn, with as much of its body as is here."""
        parts, self._body_parts = self._body_parts or [], None
        self._start_request()
        if parts:
            super().on_body(b"".join(parts))  # each piece would make uvicorn copy all before it

    def _respond(self, body: bytes) -> bool:
        """Respond at once; whether that was possible.  If not, nothing was sent or counted."""
        started, endpoint, headers = perf_counter(), self._endpoint, dict(self.headers)
        request_id = endpoint.instrumentation.request_id(headers.get(b"x-request-id"))
        try:
            endpoint.check_size(self.headers, len(_URL))
            response = endpoint.respond_on_loop(GraphQLRequest(headers, body))
        except Exception:  # noqa: BLE001 - the middleware meets it again, and responds
            return False
        if not isinstance(response, Response):
            return False
        self._body_parts, self._has_responded = None, True
        endpoint.instrumentation.count_response(started, response)
        # HTTP/1.0 closes unless the client asks to keep alive; uvicorn closes even then.
        keep_alive = self.parser.should_keep_alive() and (
            b"connection" not in headers or self.parser.get_http_version() != "1.0"
        )
        self._write(response, request_id, keep_alive)
        if keep_alive:
            self._reading, self._since = False, self.loop.time()
        else:
            self.transport.close()
        return True
