"""The look-ups of a catalog that went through the whole ETL and a folder of files."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from catalog import tables
from catalog.catalog import Catalog
from catalog.enums import MovieSort
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Window
from catalog.rows import CompanyRow, GenreRow, MovieRow, PersonRow
from catalog.storage.list_columns import Edges
from catalog.storage.manifest import MANIFEST
from catalog.storage.snapshot import Draft
from catalog.storage.store import current
from catalog.storage.table import Table
from resolvers.context import Context
from settings import ROOT
from tests.support.builders import (
    FINGERPRINT,
    cast_credit,
    catalog,
    credits_of,
    crew_credit,
    fill,
    film,
)

ADULT = {"adult": "True", "imdb_id": "tt7777777"}
FILMS = (
    film(
        10,
        "First",
        original_title="Primera",
        imdb_id="tt0000010",
        popularity="5",
        genres=[{"id": 18, "name": "Drama"}],
        production_companies=[{"id": 42, "name": "42"}, {"id": 7, "name": "Éclair"}],
        production_countries=[{"iso_3166_1": "ES", "name": "España"}],
        original_language="es",
    ),
    film(
        20,
        "Second",
        original_title="Zweite",
        imdb_id="tt0000020",
        popularity="9",
        genres=[{"id": 18, "name": "Drama"}, {"id": 28, "name": "Action"}],
        production_companies=[{"id": 8, "name": "Eclair"}],
        production_countries=[{"iso_3166_1": "DE", "name": "Germany"}],
        original_language="de",
    ),
    film(
        30,
        "Third",
        original_title="Troisième",
        popularity="9",
        production_companies=[{"id": 8, "name": "Eclair"}, {"id": 9, "name": "Twin"}],
        belongs_to_collection={"id": 3, "name": "The Set", "poster_path": "/p.jpg"},
    ),
    film(40, "Unpopular", original_title="Impopular"),
    film(
        50,
        "Hidden",
        popularity="99",
        genres=[{"id": 28, "name": "Action"}],
        production_companies=[{"id": 5, "name": "Twin"}, {"id": 7, "name": "Éclair"}],
        **ADULT,
    ),
)
CREDITS = (
    credits_of(10, [cast_credit(31, "Zoë O'Hara")], [crew_credit(99, "Max")]),
    credits_of(20, [cast_credit(31, "Zoë O'Hara", credit_id="again")]),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Five films; First is row 0, Hidden is an adult film."""
    return catalog(tmp_path_factory.mktemp("snapshots"), *FILMS, credits=CREDITS)


def listed(catalog: Catalog, first: int = 100) -> MovieSelection:
    """The films that a client sees who asks for nothing in particular."""
    return catalog.movie_page(catalog.visible, [MovieSort.POPULARITY_DESC], Window(first))


def global_id(plain: str) -> str:
    return base64.b64encode(plain.encode()).decode()


@pytest.mark.parametrize("text", ["10", " 10 ", "tt0000010", global_id("Movie:10")])
def test_a_film_is_found_by_each_of_its_ids_even_in_row_0(small: Catalog, text: str) -> None:
    found = small.movie(text)
    assert found == 0
    assert type(found) is MovieRow


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "0", "11", "-10", "10.0", "First", "2147483647", "2147483648", "9999999999"),
        *("tt", "tt0000011", "tt00000100", "\ud800", "tt\ud800"),
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


def test_an_adult_film_is_in_no_list_no_search_and_no_count(small: Catalog) -> None:
    assert 4 not in listed(small).nodes
    assert listed(small).total_count == 4
    assert small.titles.match("Hidden").movie is None
    action = small.by_name(small.genres, "Action")
    assert action is not None
    assert small.genres.movie_count[action] == 1


def test_films_come_most_popular_first_ties_by_id_and_the_unknown_last(small: Catalog) -> None:
    page = listed(small)
    assert [small.movies.title[row] for row in page.nodes] == [
        *("Second", "Third", "First", "Unpopular"),
    ]


def test_cursors_belong_to_the_snapshot(small: Catalog) -> None:
    assert small.fingerprint == FINGERPRINT
    cursor = listed(small, 1).page_info.end_cursor
    assert cursor is not None
    assert base64.b64decode(cursor).decode() == f"{FINGERPRINT[:8]}:0"


@pytest.mark.parametrize("text", ["18", global_id("Genre:18")])
def test_a_genre_is_found_by_number_and_id(small: Catalog, text: str) -> None:
    found = small.by_number(small.genres, text)
    assert found == 0
    assert type(found) is GenreRow


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


def test_a_catalog_can_be_read_while_it_is_being_built(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    fill(draft, *FILMS, credits=CREDITS)
    assert Catalog(draft).fingerprint == ""
    assert Catalog(draft).movie("10") == 0


def test_a_catalog_of_no_films_answers_every_question_with_nothing(tmp_path: Path) -> None:
    empty = catalog(tmp_path)
    assert [len(empty.movies), len(empty.people), len(empty.genres)] == [0, 0, 0]
    assert empty.movie("10") is None
    assert empty.titles.match("Heat").movie is None
    assert empty.by_name(empty.people, "Zoë") is None
    assert listed(empty).nodes == []
    assert empty.genres_by_name == []
    assert empty.languages_by_name == []


def test_of_the_sample_every_edge_leads_to_a_row_and_back(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies = catalog.movies
    ways: list[tuple[str, Table[Any]]] = [
        ("genres", catalog.genres),
        ("companies", catalog.companies),
        ("keywords", catalog.keywords),
        ("countries", catalog.countries),
    ]
    for name, table in ways:
        there = {(m, r) for m in range(len(movies)) for r in movies.column(name)[m]}
        things: Edges[MovieRow] = table.column("movies")  # type: ignore[assignment]  # declared so
        back = {(m, r) for r in range(len(table)) for m in things[r]}
        assert there == back
        assert len(there) > 250


def test_of_the_sample_credits_belong_to_their_film_and_person(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies, people = catalog.movies, catalog.people
    for credits, runs, of_person in (
        (catalog.cast, movies.cast, people.cast),
        (catalog.crew, movies.crew, people.crew),
    ):
        assert [row for m in range(len(movies)) for row in runs[m]] == list(range(len(credits)))
        assert all(credits.movie[row] == m for m in range(len(movies)) for row in runs[m])
        held = [row for p in range(len(people)) for row in of_person[p]]
        assert sorted(held) == list(range(len(credits)))
        assert all(credits.person[row] == p for p in range(len(people)) for row in of_person[p])


def test_of_the_sample_every_film_is_found_by_id_and_its_title_is_known(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies: tables.Movies = catalog.movies
    for row in range(len(movies)):
        assert catalog.movie(str(movies.tmdb_id[row])) == row
        if not movies.adult[row]:
            match = catalog.titles.match(movies.title[row], movies.release_year[row])
            assert match.movie == row, movies.title[row]


BUILD = """
import pathlib, sys
from tests.support.builders import catalog
from tests.catalog.test_catalog import CREDITS, FILMS, checksums
catalog(pathlib.Path(sys.argv[1]), *FILMS, credits=CREDITS)
print(*checksums(pathlib.Path(sys.argv[1])), sep="\\n")
"""


def checksums(snapshots: Path) -> list[str]:
    """The files beside the engine's own, which holds random names."""
    files = sorted(file for file in current(snapshots).iterdir() if file.is_file())
    hashed = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]
    return [f"{name} {digest}" for name, digest in hashed if name != MANIFEST]


@pytest.mark.live
def test_the_same_source_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    catalog(tmp_path, *FILMS, credits=CREDITS)
    here = checksums(tmp_path)
    assert len(here) > 100
    there = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path / "there")],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.splitlines() == here
