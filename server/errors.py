"""Requests that are turned away before any GraphQL, as JSON like every other answer."""

from __future__ import annotations

import json


class Refused(Exception):
    """The request cannot be used; `status` is HTTP's."""

    status = 400
    code = "BAD_USER_INPUT"
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def json(self) -> bytes:
        """The body of the response."""
        error = {"message": str(self), "extensions": {"code": self.code}}
        return json.dumps({"errors": [error]}).encode()


class PortTaken(Exception):
    """The server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        super().__init__(
            f"cannot listen on {host}:{port}: {reason}; --port or REELGRAPH_PORT names another"
        )


class TelemetryMissing(Exception):
    """Traces are asked for, but a package that makes them is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"REELGRAPH_TELEMETRY is true, but {package} is not installed; "
            "`make telemetry` installs it"
        )


class BadRequest(Refused):
    """Something in it is not what it should be."""

    def __init__(self, part: str, found: str, allowed: str) -> None:
        super().__init__(f"{part} is {found}; allowed is {allowed}")


class WrongMethod(Refused):
    """A method that /graphql does not have."""

    status, code = 405, "METHOD_NOT_ALLOWED"
    headers = ((b"allow", b"GET, POST, OPTIONS"),)

    def __init__(self, method: str) -> None:
        super().__init__(f"The method is {method}; allowed is GET or POST")


class WrongType(Refused):
    """A body of another type than JSON; forms, which need no preflight, are among those."""

    status, code = 415, "UNSUPPORTED_MEDIA_TYPE"

    def __init__(self, found: str) -> None:
        super().__init__(f"Content-Type is {found or 'missing'}; allowed is application/json")


class NotAcceptable(Refused):
    """No answer of ours is of a type that the client takes."""

    status, code = 406, "NOT_ACCEPTABLE"

    def __init__(self, found: str) -> None:
        allowed = "application/graphql-response+json or application/json"
        super().__init__(f"Accept is {found}; what can be had is {allowed}")


class TooLarge(Refused):
    """A body, header or address beyond its limit; `most` is in bytes."""

    code = "TOO_LARGE"

    def __init__(self, part: str, most: int, status: int) -> None:
        super().__init__(f"{part} is too large; allowed are {most:,} bytes")
        self.status = status


class PersistedQueryNotFound(Refused):
    """A hash whose text was not sent before; Apollo's clients then send both."""

    status, code = 200, "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class TooSlow(Refused):
    """A query that goes on although its time is over."""

    status, code = 503, "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The query took longer than {seconds:g} s; ask for less")


class Busy(Refused):
    """Too many requests are in flight; none is kept waiting."""

    status, code = 503, "BUSY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self, most: int) -> None:
        super().__init__(f"More than {most} requests are in flight; try again")


class Late(Refused):
    """No thread was free in time for what takes longer; it was not begun."""

    status, code = 503, "BUSY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self, seconds: float) -> None:
        super().__init__(f"No thread was free for {seconds:g} s; try again")


class Failed(Refused):
    """A bug of ours; what happened is in the log."""

    status, code = 500, "INTERNAL"

    def __init__(self) -> None:
        super().__init__("Internal error")


class NotReady(Refused):
    """No snapshot is loaded."""

    status, code = 503, "NOT_READY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self) -> None:
        super().__init__("no snapshot is loaded yet")
