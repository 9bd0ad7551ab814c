"""A short way for what is answered at once: from uvicorn's parser to the desk and back.

Of the time that a cached answer takes, most goes into the task, the messages and the cycle that
ASGI needs for requests that wait for something.  A POST to /graphql whose body is here and whose
answer takes microseconds waits for nothing.  Everything else goes the usual way, through the lane.
"""

from __future__ import annotations

from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from server.desk import Desk, Question
from server.lane import PATH
from server.responses import Head, Header, Response

STATE = "desk"
"""Where the app leaves its desk in the state that uvicorn hands to each connection."""
_URL = PATH.encode()


class Express(HttpToolsProtocol):
    """uvicorn's protocol; `_parts` are the pieces of a body that may take the short way.

    It is `_deaf` after a wish for another protocol, since what follows that is not HTTP: read on
    as if it were, it would be a request that no proxy in front has seen.
    """

    _parts: list[bytes] | None = None
    _deaf = False
    _defaults: ClassVar[tuple[list[Header], bytes]] = [], b""

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if not self._deaf:
            super().data_received(data)

    def shutdown(self) -> None:
        """Let a request whose body is still coming be answered, too."""
        if self._parts is not None:
            self._usual()
        super().shutdown()

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
            super().on_headers_complete()
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

    def _usual(self) -> None:
        """Go on as uvicorn would have."""
        parts, self._parts = self._parts or [], None
        super().on_headers_complete()
        for part in parts:
            super().on_body(part)

    def _answered(self, body: bytes) -> bool:
        desk, headers = self._desk, dict(self.headers)
        entry = desk.books.open(headers.get(b"x-request-id"))
        try:
            desk.check(self.headers, len(_URL))
            found = desk.at_once(Question(headers, body))
        except Exception:  # noqa: BLE001 - the lane meets it again and says what is to be said
            return False
        if not isinstance(found, Response):
            return False
        self._parts = None
        desk.books.close(entry, found)
        keep = self.parser.should_keep_alive() and self.parser.get_http_version() != "1.0"
        self.transport.write(
            b"%b%b%bcontent-length: %d\r\nx-request-id: %b\r\n%b\r\n%b"
            % (
                STATUS_LINE[found.status],
                self._default(),
                found.head.text,
                len(found.body),
                entry.request_id,
                b"" if keep else b"connection: close\r\n",
                found.body,
            )
        )
        if keep:
            self.on_response_complete()
        else:
            self.server_state.total_requests += 1
            self.transport.close()
        return True
