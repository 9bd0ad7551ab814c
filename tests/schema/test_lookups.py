"""One thing by its id or its name."""

from __future__ import annotations

import pytest

from catalog.enums import Basis
from catalog.rows import MovieRow
from resolvers.context import Context
from tests.support.graphql import (
    ADULT,
    ask,
    every_film,
    global_id,
)


@pytest.mark.parametrize(
    "id",
    [
        *("949", '"949"', '" 949 "', '"TW92aWU6OTQ5"', '"tt0113277"', '"tt113277"'),
        '"https://www.imdb.com/title/tt0113277/"',
        '"https://www.themoviedb.org/movie/949-heat?language=es"',
    ],
    ids=lambda text: text,
)
def test_a_film_is_found_by_each_of_its_ids(id: str, sample: Context) -> None:
    assert ask(sample, f"{{ movie(id: {id}) {{ title }} }}")["movie"] == {"title": "Heat"}


@pytest.mark.parametrize(
    "id",
    ["", "garbage", "0", "-1", "4294967296", "9" * 30, "tt", "tt9999999", "٩٤٩", "TW92aWU6", "é"],
)
def test_an_id_that_no_film_has_finds_nothing(id: str, sample: Context) -> None:
    query = "query ($id: ID!) { movie(id: $id) { title } node(id: $id) { id } }"
    assert ask(sample, query, id=id) == {"movie": None, "node": None}


def test_the_global_id_of_something_else_finds_no_film(sample: Context) -> None:
    query = "query ($id: ID!) { movie(id: $id) { title } }"
    assert ask(sample, query, id=global_id("Person", 949)) == {"movie": None}


@pytest.mark.parametrize(
    ("type_name", "number", "field", "name"),
    [
        ("Movie", 11, "title", "Star Wars"),
        ("Movie", 949, "title", "Heat"),
        ("Genre", 12, "name", "Adventure"),
        ("Genre", 80, "name", "Crime"),
        ("Company", 1, "name", "Lucasfilm"),
        ("Company", 3, "name", "Pixar Animation Studios"),
        ("Person", 1, "name", "George Lucas"),
        ("Person", 1158, "name", "Al Pacino"),
        ("Collection", 10, "name", "Star Wars Collection"),
        ("Collection", 10194, "name", "Toy Story Collection"),
    ],
)
def test_a_global_id_fetches_the_same_thing_again(
    type_name: str, number: int, field: str, name: str, sample: Context
) -> None:
    """The first of each pair stands in row 0 of its table."""
    root, id = type_name.lower(), global_id(type_name, number)
    query = f"""query ($id: ID!, $number: ID!) {{
        node(id: $id) {{ __typename id ... on {type_name} {{ {field} }} }}
        byId: {root}(id: $id) {{ {field} tmdbId }}
        byNumber: {root}(id: $number) {{ id {field} }} }}"""
    answer = ask(sample, query, id=id, number=number)
    assert answer["node"] == {"__typename": type_name, "id": id, field: name}
    assert answer["byId"] == {field: name, "tmdbId": number}
    assert answer["byNumber"] == {"id": id, field: name}


@pytest.mark.parametrize(
    "id",
    [
        "949",
        "tt0113277",
        "QmFuYW5hOjE=",
        global_id("Movie", 1),
        global_id("Country", 1),
        global_id("Cast", 1),
        global_id("Query", 1),
    ],
)
def test_what_is_no_nodes_global_id_is_no_node(id: str, sample: Context) -> None:
    assert ask(sample, "query ($id: ID!) { node(id: $id) { id } }", id=id) == {"node": None}


def test_a_keyword_is_fetched_again_by_its_global_id(sample: Context) -> None:
    (keyword, *_) = ask(sample, "{ movie(id: 949) { keywords { id name } } }")["movie"]["keywords"]
    query = "query ($id: ID!) { node(id: $id) { __typename id ... on Keyword { name } } }"
    assert ask(sample, query, id=keyword["id"]) == {"node": {"__typename": "Keyword", **keyword}}


@pytest.mark.parametrize(
    ("field", "name", "found"),
    [
        ("person", "Al Pacino", "Al Pacino"),
        ("person", "  AL  pacino ", "Al Pacino"),
        ("person", "gael garcia bernal", "Gael García Bernal"),
        ("person", "GAEL GARCÍA BERNAL", "Gael García Bernal"),
        ("company", "pixar animation studios", "Pixar Animation Studios"),
        ("collection", "toy story COLLECTION", "Toy Story Collection"),
        ("genre", "science fiction", "Science Fiction"),
        ("genre", "Ciencia ficción", "Science Fiction"),
        ("genre", "ciencia ficcion", "Science Fiction"),
    ],
)
def test_names_are_found_without_case_and_accents(
    field: str, name: str, found: str, sample: Context
) -> None:
    query = f"query ($name: String!) {{ {field}(name: $name) {{ name }} }}"
    assert ask(sample, query, name=name)[field] == {"name": found}


@pytest.mark.parametrize("field", ["person", "company", "collection", "genre"])
@pytest.mark.parametrize("name", ["", " ", "Nobody Has This Name", "949"])
def test_a_name_that_nothing_has_finds_nothing(field: str, name: str, sample: Context) -> None:
    query = f"query ($name: String!) {{ {field}(name: $name) {{ name }} }}"
    assert ask(sample, query, name=name) == {field: None}


def test_an_adult_film_is_reachable_by_id(sample: Context) -> None:
    query = "query ($id: ID!) { movie(id: $id) { adult title similar { movie { adult } } } }"
    film = ask(sample, query, id=ADULT)["movie"]
    assert (film["adult"], film["title"]) == (True, "The Film for Grown-Ups")
    assert film["similar"]


def test_an_adult_film_is_in_no_list_and_no_count(sample: Context) -> None:
    films = every_film(sample, "id adult originalLanguage { code } genres { name }")
    assert len(films) == len(sample.catalog.movies) - 1
    assert global_id("Movie", ADULT) not in {film["id"] for film in films}
    assert not any(film["adult"] for film in films)

    answer = ask(sample, "{ languages { code movieCount } genres { name movieCount } }")
    for language in answer["languages"]:
        spoken = [film for film in films if film["originalLanguage"] == {"code": language["code"]}]
        assert len(spoken) == language["movieCount"]
    for genre in answer["genres"]:
        of_genre = [film for film in films if {"name": genre["name"]} in film["genres"]]
        assert len(of_genre) == genre["movieCount"]


def test_an_adult_film_cannot_be_found_by_title_nor_as_a_suggestion(sample: Context) -> None:
    query = """{ movie(title: "The Film for Grown-Ups") { title }
        similarMovies(title: "The Film for Grown-Ups") {
          match { kind alternatives(first: 100) { title } } } }"""
    answer = ask(sample, query)
    assert answer["movie"] is None or answer["movie"]["title"] != "The Film for Grown-Ups"
    titles = [film["title"] for film in answer["similarMovies"]["match"]["alternatives"]]
    assert titles
    assert "The Film for Grown-Ups" not in titles


def test_an_adult_film_is_nobodys_neighbor(sample: Context) -> None:
    movies = sample.catalog.movies
    everyone = [
        sample.recommender.similar(MovieRow(row), 100, basis)
        for basis in Basis
        for row in range(len(movies))
    ]
    neighbors = {neighbor.movie for found in everyone for neighbor in found}
    assert len(neighbors) > 200
    assert not any(movies.adult[row] for row in neighbors)
