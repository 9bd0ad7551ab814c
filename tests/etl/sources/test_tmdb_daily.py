"""The daily films of TMDB: people by name, each job in a column of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.data.formats import tmdb_daily
from benchmarks.data.rows import Row
from build import build
from catalog.storage.snapshot import Snapshot
from etl import by_name, pipeline, sources
from etl.frames import Frames
from server.loaded_snapshot import context_of
from tests.support.builders import cast_credit, credits_of, crew_credit, film, folder_of, frames
from tests.support.graphql import ask

NAME = "TMDB_all_movies.csv"
FILMS = [
    film(
        1001,
        "Paper Lighthouse",
        release_date="1995-10-30",
        genres=[{"id": 18, "name": "Drama"}],
        production_companies=[{"name": "Quillfish, Inc.", "id": 77}],
        spoken_languages=[{"iso_639_1": "es", "name": "Español"}],
        runtime="95",
        poster_path="/a.jpg",
    ),
    film(1005, "The Quiet Ferry"),
    film(1006, "Snow Orchard"),
]
PEOPLE = [
    credits_of(
        1001,
        cast=(
            cast_credit(300, "Ana Prall"),
            cast_credit(301, "Ido O'Venn, Jr."),
            cast_credit(302, "Mo"),
        ),
        crew=(
            crew_credit(400, "Rue Okker"),
            crew_credit(300, "Ana Prall", job="Writer", department="Writing"),
            crew_credit(401, "Lio Sund", job="Original Music Composer", department="Sound"),
        ),
    ),
    credits_of(
        1005,
        cast=(cast_credit(300, "Ana Prall", credit_id="another"),),
        crew=(crew_credit(400, "Rue Okker", credit_id="one more"),),
    ),
]


def made(folder: Path, films: list[Row] = FILMS, people: list[Row] = PEOPLE) -> Frames:
    return pipeline.run(sources.read(folder_of(folder, {NAME: tmdb_daily(films, people)})))


def test_films_are_those_of_the_movies_dataset_cell_by_cell(tmp_path: Path) -> None:
    found, expected = made(tmp_path), frames(*FILMS)
    assert found.tables["movies"].equals(expected.tables["movies"])
    for thing in ("country", "language", "genre"):
        columns = ["movie", "position", thing]
        assert found.links[thing].select(columns).equals(expected.links[thing].select(columns))
    assert found.links["company"]["name"].to_list() == ["Quillfish, Inc."]


def test_everybody_has_the_credits_of_the_movies_dataset_without_characters(tmp_path: Path) -> None:
    found, expected = made(tmp_path), frames(*FILMS, credits=PEOPLE)
    cast = [(row["movie"], row["name"]) for row in expected.tables["cast"].to_dicts()]
    crew = [
        (row["movie"], row["department"], row["job"], row["name"])
        for row in expected.tables["crew"].to_dicts()
    ]
    assert found.tables["cast"].select("movie", "name").rows() == cast
    assert found.tables["crew"].select("movie", "department", "job", "name").rows() == crew
    assert found.tables["cast"]["character"].to_list() == [None] * len(cast)
    assert found.tables["cast"]["order"].to_list() == [0, 1, 2, 0]


def test_a_person_is_a_name_and_has_a_number_made_of_it(tmp_path: Path) -> None:
    people = made(tmp_path).tables["people"]
    assert sorted(people["name"].to_list()) == [
        *("Ana Prall", "Ido O'Venn, Jr.", "Lio Sund", "Mo", "Rue Okker"),
    ]
    assert people["number"].to_list() == by_name.numbers(people["name"]).to_list()
    assert people["tmdb_id"].null_count() == len(people)


def test_every_credit_has_an_id_of_its_own(tmp_path: Path) -> None:
    found = made(tmp_path)
    ids = [*found.tables["cast"]["credit_id"], *found.tables["crew"]["credit_id"]]
    assert len(set(ids)) == len(ids) == 8
    assert "1001-cast-0" in ids


def test_what_it_lacks_is_told(tmp_path: Path) -> None:
    lacking = [f.rule for f in made(tmp_path).findings if f.table == "source"]
    assert lacking[0] == "no adult"
    assert "no characters" in lacking
    assert "no numbers of people and companies" in lacking


@pytest.mark.parametrize("name", [NAME, "films.csv"])
def test_it_is_recognized_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    raw = sources.read(folder_of(tmp_path, {name: tmdb_daily(FILMS)}))
    assert raw.format == "tmdb-daily"


def test_a_person_known_by_name_alone_is_found_by_id_and_by_name(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "raw", {NAME: tmdb_daily(FILMS, PEOPLE)})
    context = context_of(Snapshot.open(build(source, tmp_path / "snapshots").folder))
    found = ask(context, "{ movie(id: 1001) { directors { id tmdbId name movieCount } } }")
    (director,) = found["movie"]["directors"]
    assert (director["tmdbId"], director["name"], director["movieCount"]) == (None, "Rue Okker", 2)
    again = "query ($id: ID!) { person(id: $id) { name crew(first: 9) { movie { title } } } }"
    titles = [
        one["movie"]["title"] for one in ask(context, again, id=director["id"])["person"]["crew"]
    ]
    assert sorted(titles) == ["Paper Lighthouse", "The Quiet Ferry"]
    films = ask(context, '{ movies(where: {cast: {any: ["ana prall"]}}) { totalCount } }')
    assert films == {"movies": {"totalCount": 2}}
