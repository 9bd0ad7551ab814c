"""Bounds of arguments; each is checked where it is read."""

from __future__ import annotations

from typing import TypeVar

from catalog.errors import CursorError, CursorStale
from catalog.selection import Selection
from resolvers.errors import BadUserInput, OneOf, StaleCursor

MOST_ROWS = 100
MOST_OFFSET = 10_000
LONGEST_TEXT = 200
R = TypeVar("R", bound=int)


def bounded(argument: str, value: int, low: int, high: int) -> int:
    """`value`, if it is from `low` to `high`."""
    if not low <= value <= high:
        raise BadUserInput(argument, value, f"{low} to {high}")
    return value


def first_of(value: int) -> int:
    """`value` as the size of a page."""
    return bounded("first", value, 0, MOST_ROWS)


def k_of(value: int) -> int:
    """`value` as a number of neighbors."""
    return bounded("k", value, 1, MOST_ROWS)


def window(first: int, offset: int) -> slice:
    """The rows from `offset`, `first` of them."""
    begin = bounded("offset", offset, 0, MOST_OFFSET)
    return slice(begin, begin + first_of(first))


def text_of(argument: str, value: str) -> str:
    """`value`, if it can be looked for: short enough, and no half of a character."""
    if len(value) > LONGEST_TEXT:
        shown = f"{value[:20]}… ({len(value)} characters)"
        raise BadUserInput(argument, shown, f"at most {LONGEST_TEXT} characters")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadUserInput(argument, value, "text without lone surrogates")
    return value


def one_of(**arguments: object) -> None:
    """Refuse unless exactly one of the arguments is given."""
    given = tuple(name for name, value in arguments.items() if value is not None)
    if len(given) != 1:
        raise OneOf(tuple(arguments), given)


def page_of(selection: Selection[R], first: int, after: str | None) -> Selection[R]:
    """The page of `selection` after the cursor `after`."""
    try:
        return selection.page(first_of(first), after)
    except CursorStale as error:
        raise StaleCursor(str(error)) from error
    except CursorError as error:
        raise BadUserInput("after", after, "a cursor of `pageInfo` or `edges`") from error
