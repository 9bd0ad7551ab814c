"""The bounds of arguments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rows import MovieRow
from catalog.selection import Selection
from resolvers.arguments import bounded, first_of, k_of, one_of, page_of, text_of, window
from resolvers.errors import BadUserInput, OneOf, StaleCursor

FILMS: Selection[MovieRow] = Selection(np.array([4, 2, 7], dtype=np.int32), "0123456789abcdef")


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


def test_a_page_follows_its_cursor() -> None:
    page = page_of(FILMS, 2, None)
    assert page.nodes == [4, 2]
    assert page_of(FILMS, 2, page.page_info.end_cursor).nodes == [7]


def test_a_cursor_of_other_data_is_stale() -> None:
    other = Selection(FILMS.rows, "fedcba9876543210").page(1, None).page_info.end_cursor
    with pytest.raises(StaleCursor):
        page_of(FILMS, 2, other)


def test_what_is_no_cursor_is_refused_shortened() -> None:
    with pytest.raises(BadUserInput, match=r"^after is 'zzz") as refusal:
        page_of(FILMS, 2, "z" * 5000)
    assert len(str(refusal.value)) < 200
