"""Orders are total and stable, and the unknown comes last whichever way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import tables
from catalog.enums import MovieSort, NamedSort
from catalog.lists import orders
from catalog.lists.orders import (
    order,
    sort_keys,
    sort_rows,
    stored_name,
)
from catalog.lists.page import Window
from catalog.lists.rowset import RowSet
from catalog.names.normalization import spelling
from tests.support.builders import table
from tests.support.random_catalogs import Facts, Small

cells = st.lists(st.none() | st.integers(0, 5), max_size=20)
sorts = st.lists(st.sampled_from(MovieSort), min_size=1, max_size=5)
OF: Mapping[str, Callable[[Facts], Any]] = {
    "popularity": lambda film: film.popularity,
    "vote_count": lambda film: film.votes,
    "release_date": lambda film: film.day.toordinal(),
    "runtime": lambda film: film.runtime,
    "budget": lambda film: film.budget,
    "revenue": lambda film: film.revenue,
    "return_ratio": lambda film: film.return_ratio,
}


def column(values: list[int | None]) -> Any:
    movies: tables.Movies = table(tables.Movies, runtime=values)
    return movies.runtime


@pytest.mark.parametrize(("direction", "expected"), [(1, [2, 0, 3, 1, 4]), (-1, [0, 3, 2, 1, 4])])
def test_ties_go_by_row_and_the_unknown_last(direction: int, expected: list[int]) -> None:
    assert order(column([7, None, 3, 7, None]), direction).tolist() == expected


@given(cells, st.sampled_from([1, -1]))
def test_an_order_is_what_sorted_says(values: list[int | None], direction: int) -> None:
    def key(row: int) -> Any:
        value = values[row]
        return (value is None, 0 if value is None else direction * value, row)

    assert order(column(values), direction).tolist() == sorted(range(len(values)), key=key)


def test_days_before_1970_come_before_later_ones() -> None:
    movies: tables.Movies = table(
        tables.Movies, release_date=[date(2000, 1, 1), date(1874, 12, 9), date(1969, 12, 31)]
    )
    assert order(movies.release_date, 1).tolist() == [1, 2, 0]
    assert order(movies.release_date, -1).tolist() == [0, 2, 1]


def test_one_key_after_another() -> None:
    first, second = sort_keys(column([1, 1, None, 0]), 1), sort_keys(column([5, 9, 1, None]), -1)
    assert sort_rows(np.arange(4, dtype=np.int32), [first, second]).tolist() == [3, 1, 0, 2]
    assert sort_rows(np.array([0, 2], dtype=np.int32), [first]).tolist() == [0, 2]
    assert sort_rows(np.array([], dtype=np.int32), [first]).tolist() == []


def test_stored_orders_have_names_of_their_own() -> None:
    movies: tables.Movies = table(tables.Movies, runtime=[])
    names = [stored_name("order", movies, *sort.value) for sort in MovieSort if sort.value]
    assert len(set(names)) == len(MovieSort) - 1


def expected_order(small: Small, films: list[int], by: list[MovieSort]) -> list[int]:
    """The films sorted by Python."""

    def key(row: int) -> list[Any]:
        parts: list[Any] = []
        for sort in by:
            name, direction = sort.value or ("popularity", -1)
            if name == "title_rank":
                titles = sorted({spelling(film.title, film.language) for film in small.films})
                film = small.films[row]
                value: Any = titles.index(spelling(film.title, film.language))
            elif name == "weighted_rating":
                value = small.catalog.movies.weighted_rating[row]
            else:
                value = OF[name](small.films[row])
            parts.append((value is None, 0 if value is None else direction * value))
        return [*parts, row]

    return sorted(films, key=key)


@given(st.integers(0, 3), sorts, st.randoms())
def test_any_films_in_any_order_are_what_sorted_says(
    smalls: list[Small], which: int, by: list[MovieSort], chance: Any
) -> None:
    small = smalls[which]
    chosen = [row for row in range(len(small.films)) if chance.random() < 0.7]
    mask = np.isin(np.arange(len(small.films)), chosen)
    as_mask = RowSet(len(mask), mask=mask)
    as_rows = RowSet(len(mask), rows=np.array(chosen, dtype=np.int32))
    for films in (as_mask, as_rows):
        selection = small.catalog.movie_page(films, by, Window(100))
        assert selection.nodes == expected_order(small, chosen, by)
        assert selection.total_count == len(chosen)


def test_ranks_that_do_not_fit_into_a_number_are_replaced_by_their_ranks(
    smalls: list[Small], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = smalls[-1]
    films = list(range(len(small.films)))
    monkeypatch.setattr(orders, "MAX_NUMBER", len(films) ** 3)
    by = [MovieSort.RUNTIME, MovieSort.TITLE, MovieSort.REVENUE, MovieSort.RELEASE_DATE_DESC]
    everything = RowSet(len(films), mask=np.ones(len(films), dtype=bool))
    columns = [sort.value for sort in by if sort.value]
    assert (
        small.catalog._orders._combined_ranks(small.catalog.movies, everything.rows, columns)
        is not None
    )
    found = small.catalog.movie_page(everything, by, Window(100)).nodes
    assert found == expected_order(small, films, by)


@given(st.lists(st.integers(0, 5)))
def test_dense_ranks_are_the_places_among_the_different_keys(keys: list[int]) -> None:
    ranks = orders._dense_ranks(np.array(keys, dtype=np.int64))
    assert ranks.tolist() == [sorted(set(keys)).index(key) for key in keys]


@pytest.mark.parametrize("sort", MovieSort)
def test_every_order_of_all_films_is_what_sorted_says(smalls: list[Small], sort: MovieSort) -> None:
    small = smalls[-1]
    everything = RowSet(len(small.films), mask=np.ones(len(small.films), dtype=bool))
    found = small.catalog.movie_page(everything, [sort], Window(100)).nodes
    assert found == expected_order(small, list(range(len(small.films))), [sort])


def test_relevance_comes_before_votes_and_those_before_the_id(smalls: list[Small]) -> None:
    small = smalls[-1]
    count = len(small.films)
    relevance = np.array([0.5 if row % 2 else 1.0 for row in range(count)])
    found = small.catalog.movie_page(
        RowSet(count, mask=np.ones(count, dtype=bool)),
        [MovieSort.RELEVANCE],
        Window(100),
        relevance,
    ).nodes
    assert found == sorted(
        range(count), key=lambda row: (-relevance[row], -small.films[row].votes, row)
    )


def test_relevance_can_be_a_later_key(smalls: list[Small]) -> None:
    small = smalls[-1]
    count = len(small.films)
    relevance = np.linspace(0, 1, count)
    by = [MovieSort.VOTE_COUNT_DESC, MovieSort.RELEVANCE]
    found = small.catalog.movie_page(
        RowSet(count, mask=np.ones(count, dtype=bool)), by, Window(100), relevance
    ).nodes
    assert found == sorted(range(count), key=lambda row: (-small.films[row].votes, -row))


@pytest.mark.parametrize("sort", NamedSort)
@pytest.mark.parametrize("query", [None, "acme"])
def test_things_come_in_every_order(
    smalls: list[Small], sort: NamedSort, query: str | None
) -> None:
    catalog = smalls[-1].catalog
    companies = catalog.companies
    column, direction = sort.value or ("movie_count", -1)

    def key(row: int) -> Any:
        name = spelling(companies.name[row])
        ranked = sorted({spelling(n) for n in ("Acme", "42", "Éclair")}).index(name)
        return (
            direction * (companies.movie_count[row] if column == "movie_count" else ranked),
            row,
        )

    rows = [row for row in range(len(companies)) if query is None or row in (0, 1)]
    assert companies.name[0] == "Acme"
    assert catalog.page(companies, query, sort, Window(20)).nodes == sorted(rows, key=key)
