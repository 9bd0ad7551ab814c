"""What a snapshot holds beside its tables."""

from __future__ import annotations

import numpy as np
import pytest

from catalog import tables
from catalog.enums import MovieSort, NamedSort
from catalog.indexes import _names
from catalog.lists.orders import order, stored_name
from catalog.names.names import Name
from catalog.storage.columns import Column
from catalog.storage.table import Table
from resolvers.context import Context
from tests.support.builders import table
from tests.support.random_catalogs import Small


def codes() -> Column[str]:
    """Two languages, English and Spanish."""
    languages: tables.Languages = table(tables.Languages, code=["en", "es"])
    return languages.code


def test_a_film_has_its_titles_each_once_and_an_adult_film_none() -> None:
    movies: tables.Movies = table(
        tables.Movies,
        title=["Heat", "Cold", "Hidden"],
        original_title=["Heat", "Frío", "Oculta"],
        vote_count=[7, 5, 9],
        original_language=[0, 1, 1],
        adult=[False, False, True],
    )
    assert list(_names(movies, codes())) == [
        Name("Heat", "movies", 0, 7, "en"),
        Name("Cold", "movies", 1, 5),
        Name("Frío", "movies", 1, 5, "es"),
    ]


def test_a_genre_has_names_in_both_languages_and_is_as_famous_as_it_has_films() -> None:
    genres: tables.Genres = table(
        tables.Genres, name_en=["Drama", "Crime"], name_es=["Drama", "Crimen"], movie_count=[3, 1]
    )
    assert list(_names(genres, codes())) == [
        Name("Drama", "genres", 0, 3),
        Name("Crime", "genres", 1, 1),
        Name("Crimen", "genres", 1, 1),
    ]


def test_no_rows_have_no_names() -> None:
    assert [list(_names(table(kind), codes())) for kind in tables.NAME_COLUMNS] == [[]] * len(
        tables.NAME_COLUMNS
    )


@pytest.mark.parametrize("sort", [sort for sort in MovieSort if sort.value])
def test_every_order_of_films_is_stored(smalls: list[Small], sort: MovieSort) -> None:
    catalog = smalls[-1].catalog
    column, direction = sort.value
    stored = catalog._snapshot.array(stored_name("order", catalog.movies, column, direction))
    assert np.array_equal(stored, order(catalog.movies.column(column), direction))


@pytest.mark.parametrize("sort", [sort for sort in NamedSort if sort.value])
@pytest.mark.parametrize("kind", [tables.People, tables.Companies])
def test_every_order_of_people_and_companies_is_stored(
    smalls: list[Small], kind: type[Table[int]], sort: NamedSort
) -> None:
    catalog = smalls[-1].catalog
    column, direction = sort.value
    opened = catalog.table(kind)
    stored = catalog._snapshot.array(stored_name("order", opened, column, direction))
    assert np.array_equal(stored, order(opened.column(column), direction))


@pytest.mark.parametrize("kind", [kind for kind in tables.NAME_COLUMNS if kind is not tables.Tags])
def test_of_the_sample_every_name_leads_to_its_rows(
    sample: Context, kind: type[Table[int]]
) -> None:
    catalog = sample.catalog
    opened = catalog.table(kind)
    checked = 0
    for name in _names(opened, catalog.languages.code):
        if kind is tables.Movies:
            checked += catalog.titles.match(name.text).movie is not None
        else:
            checked += name.row in catalog.rows_meant(kind, name.text)
    assert checked == len(list(_names(opened, catalog.languages.code))) > 15
