"""Bounds of arguments; each is checked where it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

from catalog.errors import CursorError, CursorStale
from catalog.lists.page import Window
from resolvers.errors import BadCursor, BadUserInput, OneOf, StaleCursor

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DEFAULT_ROWS = 20
MOST_ROWS = 100
NOTHING: list[Any] = []
"""The default of a list; nobody changes it."""
MOST_OFFSET = 10_000
LONGEST_TEXT = 200
T = TypeVar("T")


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
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise BadUserInput(argument, value, "text without lone surrogates")
    return value


def one_of(**arguments: object) -> None:
    """Refuse unless exactly one of the arguments is given."""
    given = tuple(name for name, value in arguments.items() if value is not None)
    if len(given) != 1:
        raise OneOf(tuple(arguments), given)


def day_of(value: object) -> date:
    """`value` as a day, if it is written YYYY-MM-DD."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise BadUserInput("Date", value, "a day of the calendar, written YYYY-MM-DD")


def share(argument: str, value: float) -> float:
    """`value`, if it is from 0 to 1."""
    if not 0 <= value <= 1:
        raise BadUserInput(argument, value, "0 to 1")
    return value


def few(argument: str, values: Sequence[T], most: int = MOST_ROWS) -> Sequence[T]:
    """`values`, if they are not too many."""
    if len(values) > most:
        raise BadUserInput(argument, f"a list of {len(values)}", f"at most {most} values")
    return values


def window_of(
    first: int | None,
    after: str | None,
    last: int | None = None,
    before: str | None = None,
    offset: int | None = None,
) -> Window:
    """Which page is meant; `last` wins over `first`, whose default cannot be told from a wish."""
    if offset and (after is not None or before is not None):
        raise BadUserInput("offset", offset, "0 beside a cursor")
    return Window(
        first=DEFAULT_ROWS if first is None else first_of(first),
        after=after,
        last=None if last is None else bounded("last", last, 0, MOST_ROWS),
        before=before,
        offset=bounded("offset", offset or 0, 0, MOST_OFFSET),
    )


class _Cursors:
    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, CursorStale):
            raise StaleCursor(str(error)) from error
        if isinstance(error, CursorError):
            raise BadCursor(str(error)) from error


CURSORS = _Cursors()
"""Within it, what is wrong with a cursor is said as the client may hear it."""
