"""uvicorn's HTTP protocol, with limits on what a client sends.

The parser itself has none: it collects an endless header, and makes headers of trailers.
"""

from __future__ import annotations

from math import inf
from time import perf_counter
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from server.endpoint.endpoint import MAX_HEADER_BYTES, MAX_URL_BYTES, Endpoint
from server.endpoint.timed_protocol import READ_SECONDS, TimedProtocol
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
LINGER_SECONDS = 2.0
"""How long a client that was refused may go on sending.  A connection that is closed with bytes
still coming is reset, and the client might never see why."""
SHARED_BODY_BYTES = 64_000
"""A longer body is handed to the transport as it is in the cache, not as a copy for each client."""


class LimitedProtocol(TimedProtocol):
    """uvicorn's protocol with limits; one for each connection, on the event loop.

    Attributes
    ----------
    _overhead
        Bytes that came since the latest head was complete, less what belongs to the body: of a
        head, chunk sizes and their extensions, trailers.
    _in_head
        The head of a request is being read; what looks like a header outside of it is a trailer.
    _ignoring
        Whatever comes is ignored.  The client was refused, or it wished for another protocol: what
        follows is not HTTP, and read as HTTP it would be a request that no proxy has seen.
    _unread
        What came behind requests that wait for earlier responses, to be parsed after them.
    """

    url: bytes = b""
    _overhead = 0
    _in_head = False
    _ignoring = False
    _unread = b""
    _default_headers: ClassVar[tuple[list[Header], bytes]] = [], b""

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

    def _time_out(self) -> None:
        """Say so where a request has begun: nobody is told what they did not ask."""
        if self.url:
            self._refuse(RequestTimeout(READ_SECONDS))
        else:
            self.transport.close()

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
