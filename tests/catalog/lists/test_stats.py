"""Figures over sets of films equal those of the statistics module."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import tables
from catalog.lists.stats import MovieStats, NumberStats, stats_of
from tests.support.builders import table

amounts = st.lists(st.none() | st.floats(0, 1e10, allow_subnormal=False), max_size=30)
minutes = st.lists(st.none() | st.integers(0, 300), max_size=30)


def check(found: NumberStats, cells: list[float] | list[int]) -> None:
    assert found.known == len(cells)
    assert found.sum == pytest.approx(sum(cells))
    if cells:
        assert (found.min, found.max) == (min(cells), max(cells))
        assert found.mean == pytest.approx(statistics.fmean(cells))
        assert found.median == pytest.approx(statistics.median(cells))
    else:
        assert found[1:5] == (None, None, None, None)


@given(minutes)
def test_figures_of_whole_numbers_are_those_of_plain_lists(cells: list[int | None]) -> None:
    movies: tables.Movies = table(tables.Movies, runtime=cells)
    check(stats_of(movies.runtime.values), [cell for cell in cells if cell is not None])


@given(amounts)
def test_figures_of_amounts_are_those_of_plain_lists(cells: list[float | None]) -> None:
    movies: tables.Movies = table(tables.Movies, revenue=cells)
    check(stats_of(movies.revenue.values), [cell for cell in cells if cell is not None])


def test_unknown_values_are_not_zeros() -> None:
    assert stats_of(np.array([100.0, np.nan, 300.0])) == (2, 100.0, 300.0, 200.0, 200.0, 400.0)
    assert stats_of(np.array([-1, -1], dtype=np.int16)) == (0, None, None, None, None, 0.0)
    assert stats_of(np.array([0, -1], dtype=np.int16)) == (1, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_minutes_do_not_overflow_their_16_bits() -> None:
    assert stats_of(np.full(10, 30_000, dtype=np.int16)).sum == 300_000


def test_figures_are_plain_numbers_that_any_json_encoder_takes() -> None:
    found = stats_of(np.array([1, 2], dtype=np.int16))
    assert [type(value) for value in found] == [int, float, float, float, float, float]


def test_each_figure_is_of_its_own_column_and_only_of_the_chosen_films() -> None:
    movies: tables.Movies = table(
        tables.Movies,
        runtime=[1, 90, 100],
        vote_average=[1, 7.0, 8.0],
        popularity=[1, 0.5, 1.5],
        budget=[1, 1000.0, 3000.0],
        revenue=[1, 5000.0, 7000.0],
        return_ratio=[1, 5.0, 2.0],
    )
    stats = MovieStats(movies, np.array([1, 2]))
    means = {
        "runtime": 95,
        "vote_average": 7.5,
        "popularity": 1,
        "budget": 2000,
        "revenue": 6000,
        "return_ratio": 3.5,
    }
    assert {name: getattr(stats, name).mean for name in means} == means
    assert {name: getattr(stats, name).known for name in means} == dict.fromkeys(means, 2)
