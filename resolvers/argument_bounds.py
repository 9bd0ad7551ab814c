"""The values that arguments may have; each is checked where it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

from catalog.errors import CursorError, CursorStale
from catalog.lists.page import Window
from resolvers.errors import BadCursor, BadUserInput, NotExactlyOne, StaleCursor

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[A-Za-z]{2}")
DEFAULT_ROWS = 20
MAX_ROWS = 100
MAX_OFFSET = 10_000
MAX_TEXT_LENGTH = 200
EMPTY: list[Any] = []
"""The default of arguments that are lists; shared, so it must not be changed."""
T = TypeVar("T")


def in_range(argument: str, value: int, low: int, high: int) -> int:
    """`value`, which must be from `low` to `high`."""
    if not low <= value <= high:
        raise BadUserInput(argument, value, f"{low} to {high}")
    return value


def page_size(first: int) -> int:
    """`first`, which must be a size that a page can have."""
    return in_range("first", first, 0, MAX_ROWS)


def neighbor_count(k: int) -> int:
    """`k`, which must be a number of neighbors that can be asked for."""
    return in_range("k", k, 1, MAX_ROWS)


def offset_slice(first: int, offset: int) -> slice:
    """The slice of `first` rows from `offset` on."""
    begin = in_range("offset", offset, 0, MAX_OFFSET)
    return slice(begin, begin + page_size(first))


def valid_text(argument: str, value: str) -> str:
    """`value`, which must be short enough to search for and valid Unicode."""
    if len(value) > MAX_TEXT_LENGTH:
        shown = f"{value[:20]}… ({len(value)} characters)"
        raise BadUserInput(argument, shown, f"at most {MAX_TEXT_LENGTH} characters")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise BadUserInput(argument, value, "text without lone surrogates")
    return value


def code(argument: str, value: str | None) -> str | None:
    """`value`, which must be a code of two letters for a language or a country."""
    if value is None or _CODE.fullmatch(value):
        return value
    standard = {"lang": "ISO 639-1, such as es", "country": "ISO 3166-1, such as MX"}[argument]
    raise BadUserInput(
        argument, valid_text(argument, value), f"a code of two letters of {standard}"
    )


def exactly_one(**arguments: object) -> None:
    """Refuse unless exactly one of the arguments has a value."""
    given = tuple(name for name, value in arguments.items() if value is not None)
    if len(given) != 1:
        raise NotExactlyOne(tuple(arguments), given)


def parse_day(value: object) -> date:
    """The day that `value` means, a text in the form YYYY-MM-DD."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise BadUserInput("Date", value, "a calendar date in the form YYYY-MM-DD")


def fraction(argument: str, value: float) -> float:
    """`value`, which must be from 0 to 1."""
    if not 0 <= value <= 1:
        raise BadUserInput(argument, value, "0 to 1")
    return value


def at_most(argument: str, values: Sequence[T], limit: int = MAX_ROWS) -> Sequence[T]:
    """`values`, of which there must be no more than `limit`."""
    if len(values) > limit:
        raise BadUserInput(argument, f"a list of {len(values)}", f"at most {limit} values")
    return values


def window(
    first: int | None,
    after: str | None,
    last: int | None = None,
    before: str | None = None,
    offset: int | None = None,
) -> Window:
    """The page that the client asks for.

    `last` wins over `first`, since a `first` that was given looks the same as its default.  An
    empty cursor is none: clients send it for their first page.
    """
    after, before = after or None, before or None
    if offset and (after is not None or before is not None):
        raise BadUserInput("offset", offset, "0 with a cursor")
    return Window(
        first=DEFAULT_ROWS if first is None else page_size(first),
        after=after,
        last=None if last is None else in_range("last", last, 0, MAX_ROWS),
        before=before,
        offset=in_range("offset", offset or 0, 0, MAX_OFFSET),
    )


class _CursorErrors:
    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, CursorStale):
            raise StaleCursor(str(error)) from error
        if isinstance(error, CursorError):
            raise BadCursor(str(error)) from error


CURSOR_ERRORS = _CursorErrors()
"""Turns errors about cursors inside a `with` block into errors for the client.

It has no state, so threads share it.
"""
