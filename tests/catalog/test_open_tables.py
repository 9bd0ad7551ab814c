"""Rows are found by id, code and name, in any spelling."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from catalog.catalog import Catalog
from catalog.rows import CompanyRow, GenreRow, MovieRow, PersonRow
from tests.support.builders import (
    catalog,
    film,
)


def global_id(plain: str) -> str:
    return base64.b64encode(plain.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        *("10", " 10 ", "tt0000010", "tt10", "TT0010", global_id("Movie:10")),
        *("https://www.imdb.com/title/tt0000010/", "https://www.themoviedb.org/movie/10-first"),
    ],
)
def test_a_film_is_found_by_each_of_its_ids_even_in_row_0(small: Catalog, text: str) -> None:
    found = small.movie(text)
    assert found == 0
    assert type(found) is MovieRow


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "0", "11", "-10", "10.0", "First", "2147483647", "2147483648", "9999999999"),
        *("tt", "tt0000011", "tt0000100", "tt1", "\ud800", "tt\ud800"),
        *(global_id("Movie:11"), global_id("Genre:10"), global_id("Movie:9999999999")),
    ],
)
def test_an_id_that_no_film_has_finds_none(small: Catalog, text: str) -> None:
    assert small.movie(text) is None


def test_a_film_without_an_imdb_id_is_not_found_by_a_blank_one(small: Catalog) -> None:
    assert small.movies.imdb_id[2] is None
    assert small.movie("None") is None


@pytest.mark.parametrize("text", ["50", "tt7777777", global_id("Movie:50")])
def test_an_adult_film_is_found_by_id(small: Catalog, text: str) -> None:
    assert small.movie(text) == 4


@pytest.mark.parametrize("text", ["18", global_id("Genre:18")])
def test_a_genre_is_found_by_number_and_id(small: Catalog, text: str) -> None:
    found = small.by_number(small.genres, text)
    assert found == 0
    assert type(found) is GenreRow


def test_an_address_finds_what_it_names_and_only_as_its_type(small: Catalog) -> None:
    address = "https://www.themoviedb.org/genre/18-drama"
    assert small.by_number(small.genres, address) == 0
    assert small.movie(address) is None
    assert small.movie("https://www.themoviedb.org/person/10") is None


def test_the_number_of_another_type_finds_nothing(small: Catalog) -> None:
    assert small.by_number(small.genres, global_id("Movie:18")) is None
    assert small.by_number(small.genres, "10") is None


@pytest.mark.parametrize("name", ["Drama", "drama", "DRAMA!"])
def test_a_genre_is_found_by_name(small: Catalog, name: str) -> None:
    assert small.by_name(small.genres, name) == 0


@pytest.mark.parametrize("name", ["Acción", "accion", "Action"])
def test_a_genre_is_found_by_its_name_in_both_languages(small: Catalog, name: str) -> None:
    assert small.by_name(small.genres, name) == 1


def test_a_company_called_42_is_found_by_that_name(small: Catalog) -> None:
    found = small.by_name(small.companies, "42")
    assert found is not None
    assert type(found) is CompanyRow
    assert small.companies.name[found] == "42"


def test_of_several_bearers_the_one_with_most_films_is_taken(small: Catalog) -> None:
    found = small.by_name(small.companies, "éclair")
    assert found is not None
    assert small.companies.tmdb_id[found] == 8


def test_adult_films_do_not_count_among_bearers(small: Catalog) -> None:
    found = small.by_name(small.companies, "twin")
    assert found is not None
    assert (small.companies.tmdb_id[found], small.companies.movie_count[found]) == (9, 1)


def test_of_bearers_with_as_many_films_the_lowest_id_is_taken(tmp_path: Path) -> None:
    companies = [{"id": 9, "name": "Twin"}, {"id": 5, "name": "Twin"}]
    made = catalog(tmp_path, film(1, production_companies=companies))
    found = made.by_name(made.companies, "Twin")
    assert found == 0
    assert made.companies.tmdb_id[0] == 5


@pytest.mark.parametrize("name", ["", " ", "nobody", "\ud800", "?"])
def test_a_name_that_nobody_bears_finds_none(small: Catalog, name: str) -> None:
    assert small.by_name(small.people, name) is None


@pytest.mark.parametrize("name", ["zoe ohara", "ZOË O'HARA", "Zoe O’Hara"])
def test_a_person_is_found_without_case_accents_and_apostrophes(small: Catalog, name: str) -> None:
    found = small.by_name(small.people, name)
    assert found is not None
    assert type(found) is PersonRow
    assert small.people.name[found] == "Zoë O'Hara"


@pytest.mark.parametrize(
    ("global_name", "row"),
    [
        ("Movie:10", 0),
        ("Movie:50", 4),
        ("Genre:28", 1),
        ("Company:42", 4),
        ("Person:31", 0),
        ("Collection:3", 0),
        ("Movie:11", None),
        ("Country:10", None),
        ("Cast:0", None),
        ("Rating:0", None),
        ("Nothing:10", None),
    ],
)
def test_a_node_is_found_by_its_global_id_alone(
    small: Catalog, global_name: str, row: int | None
) -> None:
    found = small.node(global_id(global_name))
    assert found == row
    if found is not None:
        assert type(found).__name__ == global_name.partition(":")[0] + "Row"


@pytest.mark.parametrize("text", ["", "10", "tt0000010", "\ud800", "TW92aWU6"])
def test_what_is_no_global_id_is_no_node(small: Catalog, text: str) -> None:
    assert small.node(text) is None


def test_every_id_of_a_catalog_leads_back_to_its_row(small: Catalog) -> None:
    checked = 0
    for table in (small.movies, small.genres, small.companies, small.people, small.collections):
        kind: Any = table
        for row in range(len(kind)):
            assert small.node(kind.id[row]) == row
            assert small.by_number(kind, str(kind.tmdb_id[row])) == row
            checked += 1
    assert checked == 5 + 2 + 5 + 2 + 1


def test_lists_are_in_the_order_of_english_names(small: Catalog) -> None:
    assert [small.genres.name_en[row] for row in small.genres_by_name] == ["Action", "Drama"]
    countries = [small.countries.name_en[row] for row in small.countries_by_name]
    assert countries == ["Germany", "Spain"]
    languages = [small.languages.name_en[row] for row in small.languages_by_name]
    assert languages == ["German", "Spanish"]
