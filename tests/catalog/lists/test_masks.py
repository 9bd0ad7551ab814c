"""Which rows of a column pass; checked by eye, and against a loop."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import tables
from catalog.lists.masks import (
    Mask,
    between,
    credited_to,
    has_text,
    is_in,
    known,
    listed_by,
)
from tests.support.builders import table

RUNTIMES: tables.Movies = table(
    tables.Movies,
    runtime=[90, None, 0, 120],
    budget=[1e6, None, 0.0, 3e9],
    release_date=[date(1999, 12, 31), date(2000, 1, 1), date(1874, 12, 9), date(2020, 2, 29)],
    poster_path=["/a.jpg", None, "/b.jpg", None],
)
numbers = st.none() | st.integers(0, 20)


def rows(mask: Mask) -> list[int]:
    assert mask.dtype == bool
    found: list[int] = np.flatnonzero(mask).tolist()
    return found


@pytest.mark.parametrize(
    ("low", "high", "passing"),
    [
        (None, None, [0, 2, 3]),
        (90, None, [0, 3]),
        (91, None, [3]),
        (None, 90, [0, 2]),
        (None, 89, [2]),
        (90, 120, [0, 3]),
        (-5, 0, [2]),
        (-1, -1, []),
        (None, 2**31 - 1, [0, 2, 3]),
        (-(2**31), None, [0, 2, 3]),
        (2**31 - 1, None, []),
        (None, -(2**31), []),
    ],
)
def test_a_range_takes_its_ends_and_never_the_unknown(
    low: int | None, high: int | None, passing: list[int]
) -> None:
    """The ends may lie beyond what the column can hold: minutes are 16 bits."""
    assert rows(between(RUNTIMES.runtime, low, high)) == passing


@pytest.mark.parametrize(
    ("low", "high", "passing"),
    [
        (None, None, [0, 2, 3]),
        (1e6, 3e9, [0, 3]),
        (0.0, 0.0, [2]),
        (float("inf"), None, []),
    ],
)
def test_money_passes_likewise(low: float | None, high: float | None, passing: list[int]) -> None:
    assert rows(between(RUNTIMES.budget, low, high)) == passing


@pytest.mark.parametrize(
    ("low", "high", "passing"),
    [
        (None, None, [0, 1, 2, 3]),
        (date(2000, 1, 1), None, [1, 3]),
        (None, date(1999, 12, 31), [0, 2]),
        (date(1874, 12, 9), date(1874, 12, 9), [2]),
        (date.min, date.max, [0, 1, 2, 3]),
    ],
)
def test_days_pass_likewise(low: date | None, high: date | None, passing: list[int]) -> None:
    assert rows(between(RUNTIMES.release_date, low, high)) == passing


@given(st.lists(numbers, max_size=12), numbers, numbers)
def test_a_range_is_what_a_loop_says(
    cells: list[int | None], low: int | None, high: int | None
) -> None:
    movies: tables.Movies = table(tables.Movies, runtime=cells)
    expected = [
        row
        for row, cell in enumerate(cells)
        if cell is not None and (low is None or cell >= low) and (high is None or cell <= high)
    ]
    assert rows(between(movies.runtime, low, high)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([0, -1, 5], dtype=np.int16), [0, 2]),
        (np.array([0.0, np.nan, -1.0]), [0, 2]),
        (np.array(["2000-01-01", "NaT"], dtype="datetime64[D]"), [0]),
        (np.array([], dtype=np.int32), []),
    ],
)
def test_null_is_minus_one_or_nan_or_no_time(values: Any, expected: list[int]) -> None:
    assert rows(known(values)) == expected


@pytest.mark.parametrize(("wanted", "passing"), [([90, 120], [0, 3]), ([7], []), ([], [])])
def test_a_choice_takes_any_of_the_values(wanted: list[int], passing: list[int]) -> None:
    assert rows(is_in(RUNTIMES.runtime, wanted)) == passing


def test_a_text_is_there_or_not() -> None:
    assert rows(has_text(RUNTIMES.poster_path)) == [0, 2]


@given(st.lists(st.lists(st.integers(0, 7), max_size=4), max_size=6), st.data())
def test_the_films_that_things_list_are_their_union(
    lists: list[list[int]], data: st.DataObject
) -> None:
    genres: tables.Genres = table(tables.Genres, movies=lists)
    chosen = data.draw(
        st.lists(st.sampled_from(range(len(lists))), max_size=3) if lists else st.just([])
    )
    union = {film for row in chosen for film in lists[row]}
    assert rows(listed_by(genres.movies, chosen, 8)) == sorted(union)


def test_the_films_of_people_are_those_of_their_credits() -> None:
    credits: tables.CastCredits = table(tables.CastCredits, movie=[2, 2, 0, 4])
    people: tables.People = table(tables.People, cast=[[0, 3], [1], [], [2]])
    for chosen, films in (([0], [2, 4]), ([1, 3], [0, 2]), ([2], []), ([], [])):
        assert rows(credited_to(people.cast, credits.movie, chosen, 5)) == films
