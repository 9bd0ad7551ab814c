"""What a client did wrong; `extensions` reach the client as they are.

ClientError
├── BadCursor       BAD_USER_INPUT: a text that is no cursor
├── BadUserInput    BAD_USER_INPUT: an argument has a value that is not allowed
│   ├── NotExactlyOne       of some arguments exactly one must be given
│   └── UnknownName nothing bears the name
├── StaleCursor     STALE_CURSOR: a cursor of older data
└── TimedOut        TIMEOUT: there was not enough time
"""

from __future__ import annotations

MAX_VALUE_LENGTH = 80
"""Characters of a client's value that a message repeats."""


class ClientError(Exception):
    """An error whose message is meant for the client."""

    code = "BAD_USER_INPUT"

    @property
    def extensions(self) -> dict[str, str]:
        """What GraphQL puts beside the message."""
        return {"code": self.code}


class BadUserInput(ClientError):
    """An argument has a value that is not allowed."""

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        shown = "null" if value is None else repr(value)
        if len(shown) > MAX_VALUE_LENGTH:
            shown = f"{shown[:MAX_VALUE_LENGTH]}…"
        super().__init__(f"{argument} is {shown}; allowed is {allowed}")


class BadCursor(ClientError):
    """A cursor that no page gave out."""


class NotExactlyOne(BadUserInput):
    """Of some arguments exactly one must be given."""

    def __init__(self, arguments: tuple[str, ...], given: tuple[str, ...]) -> None:
        found = " and ".join(given) or "neither"
        allowed = f"exactly one of {' and '.join(arguments)}"
        ClientError.__init__(self, f"{allowed} is needed; given is {found}")


class UnknownName(BadUserInput):
    """Nothing bears the name."""

    def __init__(self, argument: str, name: str, nearest: str | None) -> None:
        allowed = "a name, a global id or a code that the catalog has"
        hint = "" if nearest is None else f"; the nearest is {nearest!r}"
        super().__init__(argument, name, allowed + hint)


class StaleCursor(ClientError):
    """The data has changed since the cursor was given out."""

    code = "STALE_CURSOR"


class TimedOut(ClientError):
    """The operation took too long."""

    code = "TIMEOUT"

    def __init__(self) -> None:
        super().__init__("The query takes too long; ask for fewer items, or for less of each")
