"""The bounds of arguments."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CursorBroken, CursorStale
from catalog.lists.page import Window
from resolvers.arguments import (
    CURSORS,
    bounded,
    few,
    first_of,
    k_of,
    one_of,
    text_of,
    window,
    window_of,
)
from resolvers.errors import BadCursor, BadUserInput, OneOf, StaleCursor


@pytest.mark.parametrize("value", [3, 4, 9])
def test_a_value_within_its_bounds_is_given_back(value: int) -> None:
    assert bounded("size", value, 3, 9) == value


@pytest.mark.parametrize("value", [2, 10, -1])
def test_a_value_out_of_bounds_is_refused_with_value_and_bounds(value: int) -> None:
    with pytest.raises(BadUserInput, match=f"^size is {value}; allowed is 3 to 9$"):
        bounded("size", value, 3, 9)


def test_a_page_may_be_empty_but_neighbors_may_not() -> None:
    assert (first_of(0), first_of(100), k_of(1), k_of(100)) == (0, 100, 1, 100)
    for check, value in ((first_of, -1), (first_of, 101), (k_of, 0), (k_of, 101)):
        with pytest.raises(BadUserInput, match=f"is {value}; "):
            check(value)


@given(first=st.integers(0, 100), offset=st.integers(0, 10_000))
def test_a_window_holds_the_rows_from_offset_on(first: int, offset: int) -> None:
    rows = range(150)
    found = rows[window(first, offset)]
    assert list(found) == [row for row in rows if offset <= row < offset + first]


@pytest.mark.parametrize(("first", "offset"), [(-1, 0), (101, 0), (10, -1), (10, 10_001)])
def test_a_window_out_of_bounds_is_refused(first: int, offset: int) -> None:
    with pytest.raises(BadUserInput):
        window(first, offset)


@pytest.mark.parametrize("text", ["", "Amélie", "七人の侍", "😀", "x" * 200])
def test_text_that_can_be_looked_for_is_given_back(text: str) -> None:
    assert text_of("title", text) == text


def test_text_that_is_too_long_is_refused_without_repeating_it() -> None:
    with pytest.raises(BadUserInput, match=r"'x{20}… \(99999 characters\)'") as refusal:
        text_of("title", "x" * 99_999)
    assert len(str(refusal.value)) < 100


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadUserInput, match="lone surrogates"):
        text_of("title", "Heat \udc00")


def test_exactly_one_argument_must_be_given() -> None:
    one_of(id="", title=None)
    one_of(id=None, title="")
    with pytest.raises(OneOf, match=r"^exactly one of id and title is needed; given is neither$"):
        one_of(id=None, title=None)
    with pytest.raises(OneOf, match=r"given is id and title$"):
        one_of(id="", title="")


def test_a_list_is_bounded() -> None:
    assert few("ids", list(range(100))) == list(range(100))
    with pytest.raises(BadUserInput, match=r"^ids is 'a list of 101'; allowed is at most 100"):
        few("ids", list(range(101)))
    with pytest.raises(BadUserInput, match="at most 5 values"):
        few("sort", list(range(6)), 5)


def test_a_page_has_twenty_rows_unless_told_otherwise() -> None:
    assert window_of(None, None) == Window(first=20)
    assert window_of(7, "x") == Window(first=7, after="x")
    assert window_of(0, None, 3, "y") == Window(first=0, last=3, before="y")
    assert window_of(20, None, None, None, 10_000) == Window(first=20, offset=10_000)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"first": 101}, "first is 101; allowed is 0 to 100"),
        ({"first": -1}, "first is -1; allowed is 0 to 100"),
        ({"last": 101}, "last is 101; allowed is 0 to 100"),
        ({"last": -1}, "last is -1; allowed is 0 to 100"),
        ({"offset": 10_001}, "offset is 10001; allowed is 0 to 10000"),
        ({"offset": -1}, "offset is -1; allowed is 0 to 10000"),
        ({"offset": 1, "after": "x"}, "offset is 1; allowed is 0 beside a cursor"),
        ({"offset": 1, "before": ""}, "offset is 1; allowed is 0 beside a cursor"),
    ],
)
def test_a_page_out_of_bounds_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(BadUserInput, match=f"^{message}$"):
        window_of(**{"first": None, "after": None, **given})


def test_an_offset_of_nothing_goes_with_a_cursor() -> None:
    assert window_of(5, "x", offset=0) == Window(first=5, after="x", offset=0)


def test_a_cursor_of_other_data_is_stale_to_the_client() -> None:
    with pytest.raises(StaleCursor, match="start again without it"), CURSORS:
        raise CursorStale("x")


def test_what_is_no_cursor_is_refused_shortened() -> None:
    with pytest.raises(BadCursor, match=r"^'zzz") as refusal, CURSORS:
        raise CursorBroken("z" * 5000)
    assert len(str(refusal.value)) < 200
