"""A short way for what is answered at once: from uvicorn's parser to the desk and back.

Of the time that a cached answer takes, most goes into the task, the messages and the cycle that
ASGI needs for requests that wait for something.  A POST to /graphql whose body is here and whose
answer takes microseconds waits for nothing.  Everything else goes the usual way, through the lane.
"""

from __future__ import annotations

from asyncio import TimerHandle
from time import perf_counter
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from server.endpoint.endpoint import Desk, Question
from server.endpoint.middleware import PATH
from server.responses import Head, Header, Response

STATE = "desk"
"""Where the app leaves its desk in the state that uvicorn hands to each connection."""
_URL = PATH.encode()


class Express(HttpToolsProtocol):
    """uvicorn's protocol; `_parts` are the pieces of a body that may take the short way.

    What the usual way needs, the short one leaves undone until a request turns out to need it: the
    scope, and a timer for each answer.  One timer looks now and then whether a connection is
    `_quiet` since the last answer.

    It is `_deaf` after a wish for another protocol, since what follows that is not HTTP: read on
    as if it were, it would be a request that no proxy in front has seen.
    """

    _parts: list[bytes] | None = None
    _deaf = False
    _quiet = False
    _answered_at = 0.0
    _timer: TimerHandle | None = None
    _defaults: ClassVar[tuple[list[Header], bytes]] = [], b""

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if not self._deaf:
            self._quiet = False
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the timer."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Let a request whose body is still coming be answered, too."""
        if self._parts is not None:
            self._usual()
        super().shutdown()

    def on_message_begin(self) -> None:
        """Begin to read a request; its scope is made when it is needed."""
        self.url, self.headers, self.expect_100_continue = b"", [], False

    def on_headers_complete(self) -> None:
        """Hold back the cycle of a request that may take the short way."""
        upgrade = self.parser.should_upgrade()
        idle = self.cycle is None or self.cycle.response_complete
        if (
            self.url == _URL
            and idle
            and not self.expect_100_continue
            and not self.flow.write_paused
            and not upgrade
            and self.parser.get_method() == b"POST"
        ):
            self._parts = []
        else:
            self._begin()
        if upgrade:
            self._deaf, self.cycle.keep_alive = True, False

    def on_body(self, body: bytes) -> None:
        """Keep a piece of the body; one that is long goes the usual way."""
        if self._parts is None:
            super().on_body(body)
            return
        self._parts.append(body)
        if sum(map(len, self._parts)) > self._desk.most_body:
            self._usual()

    def on_message_complete(self) -> None:
        """Answer at once, if that can be done."""
        if self._parts is not None:
            if self._answered(b"".join(self._parts)):
                return
            self._usual()
        super().on_message_complete()

    def _default(self) -> bytes:
        """The headers of every response; uvicorn makes a new list of them each second."""
        lines, text = Express._defaults
        if lines is not self.server_state.default_headers:
            lines = self.server_state.default_headers
            text = Head.of(*lines).text
            Express._defaults = lines, text
        return text

    @property
    def _desk(self) -> Desk:
        desk: Desk = self.app_state[STATE]
        return desk

    def _begin(self) -> None:
        """Do what uvicorn does when the headers of a request are there."""
        url, headers, expected = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expected
        self.headers.extend(headers)
        super().on_headers_complete()

    def _usual(self) -> None:
        """Go on as uvicorn would have."""
        parts, self._parts = self._parts or [], None
        self._begin()
        for part in parts:
            super().on_body(part)

    def _answered(self, body: bytes) -> bool:
        began, desk, headers = perf_counter(), self._desk, dict(self.headers)
        request_id = desk.books.name(headers.get(b"x-request-id"))
        try:
            desk.check(self.headers, len(_URL))
            found = desk.at_once(Question(headers, body))
        except Exception:  # noqa: BLE001 - the lane meets it again and says what is to be said
            return False
        if not isinstance(found, Response):
            return False
        self._parts = None
        desk.books.close(began, found)
        # A client of HTTP/1.0 is kept only if it asks for that, but by uvicorn not even then.
        keep = self.parser.should_keep_alive() and (
            b"connection" not in headers or self.parser.get_http_version() != "1.0"
        )
        self.transport.write(
            b"%b%b%bcontent-length: %d\r\nx-request-id: %b\r\n%b\r\n%b"
            % (
                STATUS_LINE[found.status],
                self._default(),
                found.head.text,
                len(found.body),
                request_id,
                b"" if keep else b"connection: close\r\n",
                found.body,
            )
        )
        self.server_state.total_requests += 1
        if keep:
            self._wait()
        else:
            self.transport.close()
        return True

    def _wait(self) -> None:
        """Give the client as long as uvicorn would for its next request."""
        self._quiet, self._answered_at = True, self.loop.time()
        if self._timer is None:
            self._timer = self.loop.call_later(self.timeout_keep_alive, self._look)

    def _look(self) -> None:
        """Close the connection if nothing came for too long."""
        self._timer = None
        if not self._quiet or self.transport.is_closing():
            return
        left = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._timer = self.loop.call_later(left, self._look)
        else:
            self.transport.close()
