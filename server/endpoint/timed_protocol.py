"""uvicorn's HTTP protocol, with limits on the time that a client takes."""

from __future__ import annotations

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

READ_SECONDS = 30.0
"""In which a request has to be here, from its first byte to its last."""
WRITE_SECONDS = 30.0
MIN_TAKEN_BYTES = 64_000
"""Of the responses that wait for it a client has to take so much, or the rest, within
`WRITE_SECONDS`."""
LATE_SECONDS = 1.0
"""A timer that comes so much later than planned tells that the event loop was held up, and that
what clients sent meanwhile is not read yet."""


class TimedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with one timer, which looks now and then whether the client is too slow.

    Attributes
    ----------
    _reading
        A request has begun and is not here in full; or the first one is waited for.
    _since
        When a request was first seen to be half here, or else when the latest response was
        complete; in the loop's time.
    _unsent, _taken
        How many bytes of responses waited when the client was last seen to take any, and when.
    _look_timer, _look_due
        The timer, and when it was to come.
    """

    _reading = True
    _since = 0.0
    _unsent = 0
    _taken = 0.0
    _look_timer: TimerHandle | None = None
    _look_due = 0.0

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

    @property
    def _is_free(self) -> bool:
        """Whether no request waits for its response."""
        return self.cycle is None or self.cycle.response_complete

    def _time_out(self) -> None:
        """End the connection of a client whose request did not come in time."""
        self.transport.close()

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
        elif self._reading:
            self._time_out()
        else:
            self.transport.close()
