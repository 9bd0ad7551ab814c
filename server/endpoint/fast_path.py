"""The fast path: from uvicorn's HTTP parser to the endpoint and back, without ASGI.

Most of the time that a cached answer takes goes into what ASGI needs for requests that wait for
something: a task, messages, a request-response cycle.  A POST to /graphql whose body is here and
whose answer takes microseconds waits for nothing.  Every other request falls back to uvicorn's own
way, through the middleware, which answers the same.
"""

from __future__ import annotations

from asyncio import TimerHandle
from time import perf_counter
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from server.endpoint.endpoint import Endpoint, GraphQLRequest
from server.endpoint.middleware import PATH
from server.responses import Header, HeaderBlock, Response

STATE_KEY = "endpoint"
"""Under which the app leaves its endpoint in the lifespan state that each connection gets."""
_URL = PATH.encode()


class FastPath(HttpToolsProtocol):
    """uvicorn's protocol with a shortcut; one for each connection, on the event loop.

    The scope of a request and a keep-alive timer for each answer are left undone until a request
    turns out to need them.  Instead one timer looks now and then whether the connection is idle.

    Attributes
    ----------
    _body_parts
        Pieces of the body of a request that may still take the fast path; else None.
    _body_size
        Bytes of these pieces, added up as they come: a body may come in a piece for each byte.
    _upgraded
        The client wished for another protocol, so what follows is not HTTP.  It is ignored: read as
        HTTP it would be a request that no proxy in front of us has seen.
    _idle
        Nothing has come since the last answer, which was sent at `_idle_since`.
    """

    _body_parts: list[bytes] | None = None
    _body_size = 0
    _upgraded = False
    _idle = False
    _idle_since = 0.0
    _idle_timer: TimerHandle | None = None
    _default_headers: ClassVar[tuple[list[Header], bytes]] = [], b""

    def data_received(self, data: bytes) -> None:
        """Parse what came; the parser calls the methods below."""
        if not self._upgraded:
            self._idle = False
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timer."""
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Let uvicorn wait for a request whose body is still coming."""
        if self._body_parts is not None:
            self._fall_back()
        super().shutdown()

    def on_message_begin(self) -> None:
        """Prepare for the next request; uvicorn would also make its scope."""
        self.url, self.headers, self.expect_100_continue = b"", [], False

    def on_headers_complete(self) -> None:
        """Decide by the headers whether a request may take the fast path."""
        upgrade = self.parser.should_upgrade()
        free = self.cycle is None or self.cycle.response_complete
        if (
            self.url == _URL
            and free
            and not self.expect_100_continue
            and not self.flow.write_paused
            and not upgrade
            and self.parser.get_method() == b"POST"
        ):
            self._body_parts, self._body_size = [], 0
        else:
            self._start_request()
        if upgrade:
            self._upgraded, self.cycle.keep_alive = True, False

    def on_body(self, body: bytes) -> None:
        """Collect a piece of the body; one that is too long falls back."""
        if self._body_parts is None:
            super().on_body(body)
            return
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

    @property
    def _endpoint(self) -> Endpoint:
        endpoint: Endpoint = self.app_state[STATE_KEY]
        return endpoint

    def _start_request(self) -> None:
        """Do what uvicorn does once the headers of a request are there."""
        url, headers, expected = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expected
        self.headers.extend(headers)
        super().on_headers_complete()

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
        self._body_parts = None
        endpoint.instrumentation.count_response(started, response)
        # HTTP/1.0 closes unless the client asks to keep alive; uvicorn closes even then.
        keep_alive = self.parser.should_keep_alive() and (
            b"connection" not in headers or self.parser.get_http_version() != "1.0"
        )
        self.transport.write(
            b"%b%b%bcontent-length: %d\r\nx-request-id: %b\r\n%b\r\n%b"
            % (
                STATUS_LINE[response.status],
                self._default_header_lines(),
                response.header_block.wire,
                len(response.body),
                request_id,
                b"" if keep_alive else b"connection: close\r\n",
                response.body,
            )
        )
        self.server_state.total_requests += 1
        if keep_alive:
            self._wait_for_next()
        else:
            self.transport.close()
        return True

    def _default_header_lines(self) -> bytes:
        """Write uvicorn's headers of every response, such as the date.

        uvicorn makes a new list of them each second; the lines of the latest one are kept for all
        connections.
        """
        headers, lines = FastPath._default_headers
        if headers is not self.server_state.default_headers:
            headers = self.server_state.default_headers
            lines = HeaderBlock.of(*headers).wire
            FastPath._default_headers = headers, lines
        return lines

    def _wait_for_next(self) -> None:
        """Keep the connection open as long as uvicorn would."""
        self._idle, self._idle_since = True, self.loop.time()
        if self._idle_timer is None:
            self._idle_timer = self.loop.call_later(self.timeout_keep_alive, self._close_if_idle)

    def _close_if_idle(self) -> None:
        """Close the connection if it was idle for too long; else look again when it would be."""
        self._idle_timer = None
        if not self._idle or self.transport.is_closing():
            return
        remaining = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if remaining > 0:
            self._idle_timer = self.loop.call_later(remaining, self._close_if_idle)
        else:
            self.transport.close()
