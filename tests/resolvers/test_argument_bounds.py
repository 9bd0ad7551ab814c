"""The bounds of arguments."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CursorBroken, CursorStale
from catalog.lists.page import Window
from resolvers.argument_bounds import (
    CURSOR_ERRORS,
    at_most,
    exactly_one,
    in_range,
    neighbor_count,
    offset_slice,
    page_size,
    valid_text,
    window,
)
from resolvers.errors import BadCursor, BadUserInput, NotExactlyOne, StaleCursor


@pytest.mark.parametrize("value", [3, 4, 9])
def test_a_value_within_its_bounds_is_given_back(value: int) -> None:
    assert in_range("size", value, 3, 9) == value


@pytest.mark.parametrize("value", [2, 10, -1])
def test_a_value_out_of_bounds_is_refused_with_value_and_bounds(value: int) -> None:
    with pytest.raises(BadUserInput, match=f"^size is {value}; expected 3 to 9$"):
        in_range("size", value, 3, 9)


def test_a_page_may_be_empty_but_neighbors_may_not() -> None:
    assert (page_size(0), page_size(100), neighbor_count(1), neighbor_count(100)) == (
        0,
        100,
        1,
        100,
    )
    for check, value in (
        (page_size, -1),
        (page_size, 101),
        (neighbor_count, 0),
        (neighbor_count, 101),
    ):
        with pytest.raises(BadUserInput, match=f"is {value}; "):
            check(value)


@given(first=st.integers(0, 100), offset=st.integers(0, 10_000))
def test_a_window_holds_the_rows_from_offset_on(first: int, offset: int) -> None:
    rows = range(150)
    found = rows[offset_slice(first, offset)]
    assert list(found) == [row for row in rows if offset <= row < offset + first]


@pytest.mark.parametrize(("first", "offset"), [(-1, 0), (101, 0), (10, -1), (10, 10_001)])
def test_a_window_out_of_bounds_is_refused(first: int, offset: int) -> None:
    with pytest.raises(BadUserInput):
        offset_slice(first, offset)


@pytest.mark.parametrize("text", ["", "Amélie", "七人の侍", "😀", "x" * 200])
def test_text_that_can_be_looked_for_is_given_back(text: str) -> None:
    assert valid_text("title", text) == text


def test_text_that_is_too_long_is_refused_without_repeating_it() -> None:
    with pytest.raises(BadUserInput, match=r"'x{20}… \(99999 characters\)'") as refusal:
        valid_text("title", "x" * 99_999)
    assert len(str(refusal.value)) < 100


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadUserInput, match="lone surrogates"):
        valid_text("title", "Heat \udc00")


def test_exactly_one_argument_must_be_given() -> None:
    exactly_one(id="", title=None)
    exactly_one(id=None, title="")
    with pytest.raises(NotExactlyOne, match=r"^expected exactly one of id and title; got neither$"):
        exactly_one(id=None, title=None)
    with pytest.raises(NotExactlyOne, match=r"got id and title$"):
        exactly_one(id="", title="")


def test_a_list_is_bounded() -> None:
    assert at_most("ids", list(range(100))) == list(range(100))
    with pytest.raises(BadUserInput, match=r"^ids is 'a list of 101'; expected at most 100"):
        at_most("ids", list(range(101)))
    with pytest.raises(BadUserInput, match="at most 5 values"):
        at_most("sort", list(range(6)), 5)


def test_a_page_has_twenty_rows_unless_told_otherwise() -> None:
    assert window(None, None) == Window(first=20)
    assert window(7, "x") == Window(first=7, after="x")
    assert window(0, None, 3, "y") == Window(first=0, last=3, before="y")
    assert window(20, None, None, None, 10_000) == Window(first=20, offset=10_000)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"first": 101}, "first is 101; expected 0 to 100"),
        ({"first": -1}, "first is -1; expected 0 to 100"),
        ({"last": 101}, "last is 101; expected 0 to 100"),
        ({"last": -1}, "last is -1; expected 0 to 100"),
        ({"offset": 10_001}, "offset is 10001; expected 0 to 10000"),
        ({"offset": -1}, "offset is -1; expected 0 to 10000"),
        ({"offset": 1, "after": "x"}, "offset is 1; expected 0 with a cursor"),
        ({"offset": 1, "before": "x"}, "offset is 1; expected 0 with a cursor"),
    ],
)
def test_a_page_out_of_bounds_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(BadUserInput, match=f"^{message}$"):
        window(**{"first": None, "after": None, **given})


def test_an_offset_of_nothing_goes_with_a_cursor() -> None:
    assert window(5, "x", offset=0) == Window(first=5, after="x", offset=0)


def test_an_empty_cursor_is_none() -> None:
    assert window(5, "", None, "", 10) == Window(first=5, offset=10)
    assert window(5, "", 3, "") == Window(first=5, last=3)


def test_a_cursor_of_other_data_is_stale_to_the_client() -> None:
    with pytest.raises(StaleCursor, match="start again without it"), CURSOR_ERRORS:
        raise CursorStale("x")


def test_what_is_no_cursor_is_refused_shortened() -> None:
    with pytest.raises(BadCursor, match=r"^'zzz") as refusal, CURSOR_ERRORS:
        raise CursorBroken("z" * 5000)
    assert len(str(refusal.value)) < 200
