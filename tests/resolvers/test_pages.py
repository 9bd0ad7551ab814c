"""Pages of films, the same wherever films are listed."""

from __future__ import annotations

from typing import Any

import pytest

from catalog import tables
from catalog.catalog import Catalog
from catalog.enums import MovieSort
from catalog.storage.table import Table
from resolvers import collection, genre, person, query
from resolvers.argument_bounds import window
from resolvers.errors import BadCursor, BadUserInput, StaleCursor
from resolvers.inputs import IntRange, MovieFilter
from resolvers.pages import MAX_SORTS, movie_page, movies_resolver
from tests.resolvers.conftest import info_of
from tests.support.random_catalogs import Small

PAGE = window(None, None)


@pytest.mark.parametrize("sort", [None, []])
def test_without_an_order_the_most_popular_come_first(smalls: list[Small], sort: Any) -> None:
    catalog = smalls[-1].catalog
    found = movie_page(catalog, None, sort, PAGE)
    assert found.nodes == movie_page(catalog, None, [MovieSort.POPULARITY_DESC], PAGE).nodes
    known = [catalog.movies.popularity[row] for row in found.nodes]
    assert known[0] == max(value for value in known if value is not None)


def test_an_order_has_few_keys(smalls: list[Small]) -> None:
    catalog = smalls[-1].catalog
    movie_page(catalog, None, [MovieSort.TITLE] * MAX_SORTS, PAGE)
    with pytest.raises(BadUserInput, match=r"^sort is 'a list of 6'; expected at most 5 values"):
        movie_page(catalog, None, [MovieSort.TITLE] * (MAX_SORTS + 1), PAGE)


def test_a_wrong_cursor_is_the_clients_mistake(catalog: Catalog) -> None:
    with pytest.raises(BadCursor, match="is not a cursor"):
        movie_page(catalog, None, None, window(1, "x"))
    with pytest.raises(StaleCursor, match="older data"):
        movie_page(catalog, None, None, window(1, "MDEyM2FiY2Q6Mw=="))


@pytest.mark.parametrize(
    "kind",
    [
        *(tables.Genres, tables.Companies, tables.Countries, tables.Languages),
        *(tables.Keywords, tables.Tags),
    ],
)
def test_the_films_of_each_row_are_those_that_it_counts(
    smalls: list[Small], kind: type[Table[int]]
) -> None:
    info, opened = info_of(smalls[-1].catalog), smalls[-1].catalog.table(kind)
    for row in range(len(opened)):
        found = movies_resolver(kind)(row, info)
        assert found.total_count == opened.column("movie_count")[row]
        assert set(found.nodes) <= set(opened.column("movies")[row])


def test_the_films_of_a_thing_are_filtered_sorted_and_paged(smalls: list[Small]) -> None:
    small, info = smalls[-1], info_of(smalls[-1].catalog)
    drama = small.catalog.by_name(small.catalog.genres, "Drama")
    assert drama is not None
    where = MovieFilter(year=IntRange(min=2000), include_adult=True)
    expected = [
        row for row, film in enumerate(small.films) if 18 in film.genres and film.day.year >= 2000
    ]
    first = genre.movies(drama, info, where, [MovieSort.RELEASE_DATE], 2)
    rest = genre.movies(
        drama, info, where, [MovieSort.RELEASE_DATE], None, first.page_info.end_cursor
    )
    assert len(expected) > 2
    assert sorted(first.nodes + rest.nodes) == expected
    days = [small.films[row].day for row in first.nodes + rest.nodes]
    assert days == sorted(days)


def test_every_film_of_a_person_comes_once_newest_first(smalls: list[Small]) -> None:
    small, info = smalls[-1], info_of(smalls[-1].catalog)
    people = small.catalog.people
    for row in range(len(people)):
        number = people.tmdb_id[row]
        found = person.movies(people.row_type(row), info)  # type: ignore[arg-type]  # a PersonRow
        worked = [
            film_row
            for film_row, film in enumerate(small.films)
            if not film.adult
            and (number in film.cast or number in {someone for someone, _ in film.crew})
        ]
        assert sorted(found.nodes) == worked
        assert found.total_count == people.movie_count[row] == len(worked)
        days = [small.films[film].day for film in found.nodes]
        assert days == sorted(days, reverse=True)


def test_the_films_of_a_collection_are_those_that_it_counts(smalls: list[Small]) -> None:
    catalog = smalls[-1].catalog
    for row in range(len(catalog.collections)):
        found = collection.movies(catalog.collections.row_type(row), info_of(catalog))  # type: ignore[arg-type]  # a CollectionRow
        assert len(found) == catalog.collections.movie_count[row] > 0
        days = [smalls[-1].films[film].day for film in found]
        assert days == sorted(days)


def test_the_root_field_pages_backwards_and_by_offset_too(catalog: Catalog) -> None:
    info = info_of(catalog)
    with pytest.raises(BadUserInput, match="last is 101"):
        query.movies(info, last=101)
    assert query.movies(info, last=2).nodes == query.movies(info, first=3).nodes[1:]
    assert query.movies(info, first=1, offset=1).nodes == query.movies(info, first=2).nodes[1:]
