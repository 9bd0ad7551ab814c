"""Errors that clients see; each has the code that stands in its `extensions`.

ClientError
├── BadCursor           BAD_USER_INPUT: a text is not a cursor
├── BadUserInput        BAD_USER_INPUT: an argument has a value that is not allowed
│   ├── NotExactlyOne   of several arguments exactly one must be given
│   └── UnknownName     nothing has the name
├── StaleCursor         STALE_CURSOR: a cursor belongs to older data
└── TimedOut            TIMEOUT: the operation took too long
"""

from __future__ import annotations

MAX_VALUE_LENGTH = 80
"""How many characters of a client's value a message quotes."""


class ClientError(Exception):
    """An error whose message is meant for the client."""

    code = "BAD_USER_INPUT"

    @property
    def extensions(self) -> dict[str, str]:
        """The entry `extensions` of the error in the answer."""
        return {"code": self.code}


class BadUserInput(ClientError):
    """An argument has a value that is not allowed; the message says what was expected."""

    def __init__(self, argument: str, value: object, expected: str) -> None:
        shown = "null" if value is None else repr(value)
        if len(shown) > MAX_VALUE_LENGTH:
            shown = f"{shown[:MAX_VALUE_LENGTH]}…"
        super().__init__(f"{argument} is {shown}; expected {expected}")


class BadCursor(ClientError):
    """A text is not a cursor."""


class NotExactlyOne(BadUserInput):
    """Of several arguments exactly one must be given."""

    def __init__(self, arguments: tuple[str, ...], given: tuple[str, ...]) -> None:
        names, got = " and ".join(arguments), " and ".join(given) or "neither"
        ClientError.__init__(self, f"expected exactly one of {names}; got {got}")


class UnknownName(BadUserInput):
    """Nothing has the name; the message suggests the most similar one."""

    def __init__(self, argument: str, name: str, nearest: str | None) -> None:
        expected = "a name, a global id or a code that the catalog has"
        hint = "" if nearest is None else f"; did you mean {nearest!r}?"
        super().__init__(argument, name, expected + hint)


class StaleCursor(ClientError):
    """A cursor belongs to older data."""

    code = "STALE_CURSOR"


class TimedOut(ClientError):
    """The operation took too long."""

    code = "TIMEOUT"

    def __init__(self) -> None:
        super().__init__(
            "The query took too long; ask for fewer items, or for fewer fields of each"
        )
