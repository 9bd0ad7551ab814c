"""uvicorn's HTTP protocol, with limits on what a client sends and on the time that it takes.

The parser itself has none: it collects an endless header, and makes headers of trailers.
"""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from math import inf
from time import perf_counter
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from server.endpoint.endpoint import MAX_HEADER_BYTES, MAX_URL_BYTES, Endpoint
from server.errors import BadRequest, HTTPError, RequestTimeout, TooLarge
from server.responses import Header, HeaderBlock, Response, error_response

STATE_KEY = "endpoint"
"""Under which the app leaves its endpoint in the lifespan state that each connection gets."""
MAX_OVERHEAD = 32_000
"""Bytes beside the body after which reading stops.  The endpoint's limits of headers and URL are
lower, so that a request which is only a little too large gets its answer from there."""
MAX_PIECE = 4_000
"""Bytes that are parsed at once.  More requests than fit into them do not wait for responses: each
takes kilobytes, and time to be made, while its bytes may be twenty."""
BODY_ALLOWANCE = 8
"""Bytes that each byte of a body accounts for: itself, and what a chunk of one byte needs."""
READ_SECONDS = 30.0
"""In which a request has to be here, from its first byte to its last."""
WRITE_SECONDS = 30.0
MIN_TAKEN_BYTES = 64_000
"""Of the responses that wait for it a client has to take so much, or the rest, within
`WRITE_SECONDS`."""
LATE_SECONDS = 1.0
"""A timer that comes so much later than planned tells that the event loop was held up, and that
what clients sent meanwhile is not read yet."""
LINGER_SECONDS = 2.0
"""How long a client that was refused may go on sending.  A connection that is closed with bytes
still coming is reset, and the client might never see why."""
SHARED_BODY_BYTES = 64_000
"""A longer body is handed to the transport as it is in the cache, not as a copy for each client."""


class LimitedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits; one for each connection, on the event loop.

    One timer looks now and then whether the client takes too long for what it does.

    Attributes
    ----------
    _overhead
        Bytes that came since the latest head was complete, less what belongs to the body: of a
        head, chunk sizes and their extensions, trailers.
    _in_head
        The head of a request is being read; what looks like a header outside of it is a trailer.
    _reading
        A request has begun and is not here in full; or the first one is waited for.
    _ignoring
        Whatever comes is ignored.  The client was refused, or it wished for another protocol: what
        follows is not HTTP, and read as HTTP it would be a request that no proxy has seen.
    _since
        When a request was first seen to be half here, or else when the latest response was
        complete; in the loop's time.
    _unsent, _taken
        How many bytes of responses waited when the client was last seen to take any, and when.
    _unread
        What came behind requests that wait for earlier responses, to be parsed after them.
    _look_timer, _look_due
        The timer, and when it was to come.
    """

    url: bytes = b""
    _overhead = 0
    _in_head = False
    _reading = True
    _ignoring = False
    _since = 0.0
    _unsent = 0
    _taken = 0.0
    _unread = b""
    _look_timer: TimerHandle | None = None
    _look_due = 0.0
    _default_headers: ClassVar[tuple[list[Header], bytes]] = [], b""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Start the timer."""
        super().connection_made(transport)
        self._since = self._taken = self.loop.time()
        self._look_in(self.timeout_keep_alive)

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timer."""
        if self._look_timer is not None:
            self._look_timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, no further than the limits; the parser calls the methods below."""
        overhead = self._overhead + len(data)
        if self._unread:
            self._wait_with(self._unread + data)
        elif len(data) <= MAX_PIECE and overhead <= MAX_OVERHEAD and not self._ignoring:
            self._overhead = overhead
            super().data_received(data)
        else:
            self._parse(data)

    def _parse(self, data: bytes) -> None:
        """Parse piece by piece, as long as no request waits for an earlier response."""
        for start in range(0, len(data), MAX_PIECE):
            if self._ignoring or self.transport.is_closing():
                return
            if self.pipeline:
                self._wait_with(data[start:])
                return
            piece = data[start : start + MAX_PIECE]
            self._overhead += len(piece)
            super().data_received(piece)
            if self._overhead > MAX_OVERHEAD and not self.transport.is_closing():
                self._refuse(self._excess())

    def _wait_with(self, data: bytes) -> None:
        """Keep bytes until earlier requests have their responses, and let no more come."""
        self._unread = data
        self.flow.pause_reading()

    def on_message_begin(self) -> None:
        """Prepare for the next request; uvicorn would also make its scope."""
        self.url, self.headers, self.expect_100_continue = b"", [], False
        self._in_head = self._reading = True
        self._since = inf

    def on_header(self, name: bytes, value: bytes) -> None:
        """Add a header; a trailer is dropped."""
        if self._in_head:
            name = name.lower()
            if name == b"expect" and value.lower() == b"100-continue":
                self.expect_100_continue = True
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Start a request."""
        self._in_head, self._overhead = False, 0
        self._start_request()
        if self.parser.should_upgrade():
            self._ignoring, self.cycle.keep_alive = True, False

    def on_body(self, body: bytes) -> None:
        """Hand a piece of the body on."""
        self._overhead = max(0, self._overhead - BODY_ALLOWANCE * len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that the whole request is here."""
        self._reading = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request by our own timer, not by one of uvicorn's for each response."""
        super().on_response_complete()
        self._unset_keepalive_if_required()
        self._since = self.loop.time()
        if self._unread:
            unread, self._unread = self._unread, b""
            if self.pipeline:
                self._wait_with(unread)
            else:
                self._parse(unread)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's, which is text
        """Refuse what is no HTTP, but never in the place of the response to an earlier request."""
        self._refuse(BadRequest("The request", "not readable", "HTTP/1.1"))

    @property
    def _endpoint(self) -> Endpoint:
        endpoint: Endpoint = self.app_state[STATE_KEY]
        return endpoint

    @property
    def _is_free(self) -> bool:
        """Whether no request waits for its response."""
        return self.cycle is None or self.cycle.response_complete

    def _start_request(self) -> None:
        """Do what uvicorn does once the headers of a request are there."""
        url, headers, expected = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expected
        self.headers.extend(headers)
        super().on_headers_complete()

    def _excess(self) -> TooLarge:
        """Name the part that is too large."""
        if self._in_head and len(self.url) > MAX_URL_BYTES:
            return TooLarge("The URL", MAX_URL_BYTES, 414)
        return TooLarge("The header", MAX_HEADER_BYTES, 431)

    def _refuse(self, error: HTTPError) -> None:
        """Respond with an error, and close the connection.

        The response is left out where the client would take it for that to another request.
        """
        self._ignoring, self._reading = True, False
        if not self._is_free:
            self.transport.close()
            return
        instrumentation, response = self._endpoint.instrumentation, error_response(error)
        instrumentation.count_error(error.code)
        instrumentation.count_response(perf_counter(), response)
        self._write(response, instrumentation.request_id(None), False)
        self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _write(self, response: Response, request_id: bytes, keep_alive: bool) -> None:
        """Send a response without uvicorn's cycle."""
        body = response.body
        head = b"%b%b%bcontent-length: %d\r\nx-request-id: %b\r\n%b\r\n" % (
            STATUS_LINE[response.status],
            self._default_header_lines(),
            response.header_block.wire,
            len(body),
            request_id,
            b"" if keep_alive else b"connection: close\r\n",
        )
        if len(body) > SHARED_BODY_BYTES:
            self.transport.write(head)
            self.transport.write(body)
        else:
            self.transport.write(head + body)
        self.server_state.total_requests += 1

    def _default_header_lines(self) -> bytes:
        """Write uvicorn's headers of every response, such as the date.

        uvicorn makes a new list of them each second; the lines of the latest one are kept for all
        connections.
        """
        headers, lines = LimitedProtocol._default_headers
        if headers is not self.server_state.default_headers:
            headers = self.server_state.default_headers
            lines = HeaderBlock.of(*headers).wire
            LimitedProtocol._default_headers = headers, lines
        return lines

    def _look_in(self, seconds: float) -> None:
        self._look_due = self.loop.time() + seconds
        self._look_timer = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        """Drop a client that takes too long; else look again when it would."""
        now, keep_alive = self.loop.time(), self.timeout_keep_alive
        if now > self._look_due + LATE_SECONDS:
            self._look_in(LATE_SECONDS)
            return
        unsent = self.transport.get_write_buffer_size()
        if unsent or self._unsent or self.flow.read_paused:
            self._since = now  # it was reading until now, or we are the ones who take time
        self._unsent = max(self._unsent, unsent)
        if not unsent or unsent <= self._unsent - MIN_TAKEN_BYTES:
            self._unsent, self._taken = unsent, now
        self._since = min(self._since, now)
        if unsent:
            due = self._taken + WRITE_SECONDS
        elif self._reading:
            due = self._since + READ_SECONDS
        elif self._is_free:
            due = self._since + keep_alive
        else:
            due = now + keep_alive
        wait = due - now
        self._look_in(min(wait, keep_alive) if wait > 0 else keep_alive)
        if wait > 0:
            return
        if unsent:
            self.transport.abort()
        elif self._reading and self.url:  # nobody is told what they did not ask
            self._refuse(RequestTimeout(READ_SECONDS))
        else:
            self.transport.close()
