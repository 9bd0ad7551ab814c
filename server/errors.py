"""Errors of the server.

HTTPError
├── BadRequest               400  a part of the request is not what it should be
├── NotFound                 404  nothing is at this address
├── NotAcceptable            406  no media type of ours suits the client
├── MethodNotAllowed         405
├── RequestTimeout           408  the client took too long to send its request
├── TooLarge                 413, 414 or 431
├── UnsupportedMediaType     415  a body that is not JSON
├── PersistedQueryNotFound   200  by Apollo's convention
├── InternalError            500  a bug of ours
├── Busy                     503  too many requests are in flight
├── ClientBusy               503  too many requests of one client are
├── NoFreeThread             503  all threads were busy for too long
├── NotReady                 503  no snapshot is loaded
└── ResponseTimeout          503  the query ran for too long
PortTaken                         the server cannot listen
TelemetryMissing                  traces are asked for, their packages are missing
"""

from __future__ import annotations

import json
from typing import Any

import orjson

MAX_QUOTED = 60
"""Characters of a client's own value that a message repeats."""


class HTTPError(Exception):
    """A request that gets an error instead of an answer, as JSON in the form of GraphQL.

    Attributes
    ----------
    status
        The status code of the response.
    code
        What stands in `extensions.code`, for programs.
    headers
        Sent beside those of every error.
    """

    status = 400
    code = "BAD_USER_INPUT"
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def json(self) -> bytes:
        """Give the body of the response."""
        error = {"message": str(self), "extensions": {"code": self.code}}
        return json.dumps({"errors": [error]}).encode()


class BadRequest(HTTPError):
    """A part of the request, such as `variables`, is not what it should be."""

    def __init__(self, part: str, found: str, allowed: str) -> None:
        super().__init__(f"{part} is {found}; expected {allowed}")


class NotFound(HTTPError):
    """An address that nothing is at."""

    status, code = 404, "NOT_FOUND"

    def __init__(self, path: str) -> None:
        super().__init__(f"Nothing is at {path[:MAX_QUOTED]}; queries go to /graphql")


class MethodNotAllowed(HTTPError):
    """A method that /graphql does not have."""

    status, code = 405, "METHOD_NOT_ALLOWED"
    headers = ((b"allow", b"GET, HEAD, POST, OPTIONS"),)

    def __init__(self, method: str) -> None:
        super().__init__(f"The method is {method}; expected GET, HEAD or POST")


class UnsupportedMediaType(HTTPError):
    """A body that is not JSON.

    Forms are refused with the rest: a page of another site may send one without a preflight.
    """

    status, code = 415, "UNSUPPORTED_MEDIA_TYPE"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Content-Type is {found[:MAX_QUOTED] or 'missing'}; expected application/json"
        )


class NotAcceptable(HTTPError):
    """The client accepts none of the media types that we can answer in."""

    status, code = 406, "NOT_ACCEPTABLE"

    def __init__(self, found: str) -> None:
        allowed = "application/graphql-response+json or application/json"
        super().__init__(f"Accept is {found[:MAX_QUOTED]}; expected {allowed}")


class TooLarge(HTTPError):
    """A body, header or URL beyond its limit, in bytes."""

    code = "TOO_LARGE"

    def __init__(self, part: str, limit: int, status: int) -> None:
        super().__init__(f"{part} is too large; the limit is {limit:,} bytes")
        self.status = status


class RequestTimeout(HTTPError):
    """A request that was not here in full in time."""

    status, code = 408, "REQUEST_TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The request was not here within {seconds:g} s")


class PersistedQueryNotFound(HTTPError):
    """A hash whose text is not known (any more); Apollo's clients then send both."""

    status, code = 200, "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class ResponseTimeout(HTTPError):
    """A query that still runs when its client has waited long enough."""

    status, code = 503, "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The query took longer than {seconds:g} s; ask for less")


class Busy(HTTPError):
    """Too many requests are in flight; further ones are refused, not queued."""

    status, code = 503, "BUSY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self, limit: int) -> None:
        super().__init__(f"More than {limit} requests are in flight; try again")


class ClientBusy(HTTPError):
    """A client has too many requests in flight, while there may be room for others."""

    status, code = 503, "BUSY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self, limit: int) -> None:
        super().__init__(f"More than {limit} requests of this client are in flight; try again")


class NoFreeThread(HTTPError):
    """The operation's time ran out before a thread was free to start it."""

    status, code = 503, "BUSY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self, seconds: float) -> None:
        super().__init__(f"No thread was free for {seconds:g} s; try again")


class InternalError(HTTPError):
    """A bug of ours. The client learns no more than that; the log has the traceback."""

    status, code = 500, "INTERNAL"

    def __init__(self) -> None:
        super().__init__("Internal error")


class NotReady(HTTPError):
    """No snapshot is loaded."""

    status, code = 503, "NOT_READY"
    headers = ((b"retry-after", b"1"),)

    def __init__(self) -> None:
        super().__init__("no snapshot is loaded yet")


class PortTaken(Exception):
    """The server cannot listen on the address that it was given."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        super().__init__(
            f"cannot listen on {host}:{port}: {reason}; --port or REELGRAPH_PORT names another"
        )


class TelemetryMissing(Exception):
    """Traces are asked for, but a package that they need is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"REELGRAPH_TELEMETRY is true, but {package} is not installed; "
            "`make telemetry` installs it"
        )


def quoted(value: Any) -> str:
    """Write a value of a client as JSON, as far as a message repeats it."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # orjson reads deeper nesting than it writes
        text = f"a {type(value).__name__} that is nested too deeply"
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"
