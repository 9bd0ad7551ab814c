"""Films that matched: counted, paged, summed up and grouped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import GroupBy, MovieSort
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Window
from catalog.lists.rowset import RowSet
from catalog.lists.stats import MovieStats
from tests.support.random_catalogs import Facts, Small

FIGURES: dict[str, Callable[[Facts], float | None]] = {
    "runtime": lambda film: film.runtime,
    "vote_average": lambda film: film.average,
    "popularity": lambda film: film.popularity,
    "budget": lambda film: film.budget,
    "revenue": lambda film: film.revenue,
    "return_ratio": lambda film: film.return_ratio,
}
everything_or_less = st.tuples(st.integers(0, 3), st.sets(st.integers(0, 24)))


def chosen(smalls: list[Small], drawn: tuple[int, set[int]]) -> tuple[Small, list[int], Any]:
    """Some films of one of the catalogs, and their mask."""
    small = smalls[drawn[0]]
    rows = sorted(row for row in drawn[1] if row < len(small.films))
    return small, rows, np.isin(np.arange(len(small.films)), rows)


def of(small: Small, mask: Any, window: Window = Window(100)) -> MovieSelection:  # noqa: B008 - it is a tuple
    return small.catalog.movie_page(
        RowSet(len(mask), mask=mask), [MovieSort.TITLE, MovieSort.RUNTIME_DESC], window
    )


def check(stats: MovieStats, films: list[Facts]) -> None:
    for name, of_film in FIGURES.items():
        values = [value for film in films if (value := of_film(film)) is not None]
        found = getattr(stats, name)
        assert (found.known, found.sum) == (len(values), pytest.approx(sum(values)))
        if values:
            expected = [min(values), max(values), np.mean(values), np.median(values)]
            assert list(found[1:5]) == pytest.approx(expected)
        else:
            assert found[1:5] == (None, None, None, None)


@given(everything_or_less)
def test_figures_and_counts_are_over_everything_that_matched_not_the_page(
    smalls: list[Small], drawn: tuple[int, set[int]]
) -> None:
    small, rows, mask = chosen(smalls, drawn)
    selection = of(small, mask, Window(1))
    assert selection.total_count == len(rows)
    assert len(selection.nodes) == min(1, len(rows))
    check(selection.stats, [small.films[row] for row in rows])


@given(everything_or_less, st.integers(1, 7))
def test_pages_joined_are_all_films_that_matched_forwards_backwards_and_by_offset(
    smalls: list[Small], drawn: tuple[int, set[int]], size: int
) -> None:
    small, rows, mask = chosen(smalls, drawn)
    whole = of(small, mask).nodes
    assert sorted(whole) == rows

    forwards, page = list[int](), of(small, mask, Window(size))
    forwards += page.nodes
    while page.page_info.has_next_page:
        page = of(small, mask, Window(size, after=page.page_info.end_cursor))
        forwards += page.nodes
    assert forwards == whole

    page = of(small, mask, Window(20, last=size))
    backwards: list[int] = list(page.nodes)
    while page.page_info.has_previous_page:
        page = of(small, mask, Window(20, last=size, before=page.page_info.start_cursor))
        backwards = [*page.nodes, *backwards]
    assert backwards == whole

    skipping = [of(small, mask, Window(size, offset=at)).nodes for at in range(0, 25, size)]
    assert [row for part in skipping for row in part] == whole


SINGLE: dict[GroupBy, Callable[[Facts], object]] = {
    GroupBy.YEAR: lambda film: str(film.day.year),
    GroupBy.DECADE: lambda film: f"{film.day.year // 10}0",
    GroupBy.MONTH: lambda film: film.day.strftime("%B").upper(),
    GroupBy.WEEKDAY: lambda film: film.day.strftime("%A").upper(),
    GroupBy.LANGUAGE: lambda film: film.language,
    GroupBy.COLLECTION: lambda film: film.collection,
    GroupBy.STATUS: lambda film: film.status and film.status.name,
}
MANY: dict[GroupBy, Callable[[Facts], frozenset[Any]]] = {
    GroupBy.GENRE: lambda film: film.genres,
    GroupBy.COMPANY: lambda film: film.companies,
    GroupBy.COUNTRY: lambda film: film.countries,
}


@pytest.mark.parametrize("by", SINGLE)
@given(drawn=everything_or_less)
def test_the_groups_of_one_value_a_film_add_up_to_the_known_films(
    smalls: list[Small], by: GroupBy, drawn: tuple[int, set[int]]
) -> None:
    small, rows, mask = chosen(smalls, drawn)
    values = [SINGLE[by](small.films[row]) for row in rows]
    known = [value for value in values if value is not None]
    groups = of(small, mask).groups(by, 200)
    assert sum(group.count for group in groups) == len(known)
    assert sorted(group.count for group in groups) == sorted(map(known.count, set(known)))
    if by is not GroupBy.COLLECTION:  # whose key is a global id
        assert {group.key: group.count for group in groups} == {v: known.count(v) for v in known}
        for group in groups:
            check(
                group.stats,
                [small.films[r] for r in rows if SINGLE[by](small.films[r]) == group.key],
            )


@pytest.mark.parametrize("by", MANY)
@given(drawn=everything_or_less)
def test_a_film_of_many_values_counts_in_each(
    smalls: list[Small], by: GroupBy, drawn: tuple[int, set[int]]
) -> None:
    small, rows, mask = chosen(smalls, drawn)
    values = [value for row in rows for value in MANY[by](small.films[row])]
    groups = of(small, mask).groups(by, 200)
    counts = [group.count for group in groups]
    assert counts == sorted(map(values.count, set(values)), reverse=True)
    if by is GroupBy.COUNTRY:
        assert {group.key: group.count for group in groups} == {v: values.count(v) for v in values}


def test_every_kind_of_group_is_checked_above() -> None:
    assert {*SINGLE, *MANY} == set(GroupBy)
