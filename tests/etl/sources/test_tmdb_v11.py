"""The million films of TMDB: what it can say is as in The Movies Dataset, the rest is null."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.data.formats import tmdb_v11
from benchmarks.data.rows import Row
from build import build
from catalog.enums import Severity
from catalog.storage.snapshot import Snapshot
from etl import pipeline, sources
from etl.errors import SourceError
from etl.frames import Frames
from server.loaded_snapshot import context_of
from tests.support.builders import film, folder_of, frames
from tests.support.graphql import ask

NAME = "TMDB_movie_dataset_v11.csv"
QUILLFISH, UBEL = {"name": "Quillfish", "id": 77}, {"name": "Übel & Frères, Inc.", "id": 78}
US = {"iso_3166_1": "US", "name": "United States of America"}
FILMS = [
    film(
        1001,
        "Paper Lighthouse",
        release_date="1995-10-30",
        genres=[{"id": 18, "name": "Drama"}, {"id": 35, "name": "Comedy"}],
        production_companies=[QUILLFISH],
        production_countries=[US, {"iso_3166_1": "BA", "name": "Bosnia and Herzegovina"}],
        spoken_languages=[{"iso_639_1": "en", "name": "English"}],
        original_language="en",
        imdb_id="tt9001001",
        poster_path="/a.jpg",
        budget="2000000",
        revenue="9000000",
        vote_count="120",
        vote_average="6.4",
    ),
    film(1004, "Night of the Velvet Room", adult="True", production_companies=[UBEL, QUILLFISH]),
    film(
        1005,
        'The "Quiet" Ferry, or Not',
        overview="A keeper\ncounts ships.",
        production_companies=[QUILLFISH, UBEL],
        spoken_languages=[{"iso_639_1": "zh", "name": "普通话"}, {"iso_639_1": "xx", "name": ""}],
    ),
    film(1006, "Snow Orchard", genres=[{"id": 16, "name": "Animation"}], runtime="0"),
]
KEYWORDS = [
    {"id": "1001", "keywords": "[{'id': 7, 'name': 'lighthouse'}, {'id': 8, 'name': 'sea'}]"}
]


def made(folder: Path, films: list[Row], name: str = NAME) -> Frames:
    return pipeline.run(sources.read(folder_of(folder, {name: tmdb_v11(films, KEYWORDS)})))


def test_films_are_those_of_the_movies_dataset_cell_by_cell(tmp_path: Path) -> None:
    found, expected = made(tmp_path, FILMS), frames(*FILMS, keywords=KEYWORDS)
    for table in ("movies", "countries", "languages"):
        assert (
            found.tables[table]
            .drop("source_name", strict=False)
            .equals(expected.tables[table].drop("source_name", strict=False))
        ), table
    for thing in ("country", "language", "genre"):
        columns = ["movie", "position", thing]
        assert found.links[thing].select(columns).equals(expected.links[thing].select(columns))
    for thing in ("company", "keyword"):
        columns = ["movie", "name"]
        assert found.links[thing].select(columns).equals(expected.links[thing].select(columns))


def test_what_it_cannot_say_is_empty_and_told(tmp_path: Path) -> None:
    found = made(tmp_path, FILMS)
    for table in ("collections", "people", "cast", "crew", "ratings"):
        assert found.tables[table].is_empty()
    lacking = [f.rule for f in found.findings if f.table == "source"]
    assert lacking == [
        *("no cast and crew", "no belongs_to_collection", "no numbers of companies and keywords"),
        "no ratings",
    ]


def test_a_film_for_adults_stays_one(tmp_path: Path) -> None:
    movies = made(tmp_path, FILMS).tables["movies"]
    assert movies.filter("adult")["tmdb_id"].to_list() == [1004]


def test_what_is_known_by_name_alone_has_the_same_number_in_every_build(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a", FILMS), made(tmp_path / "b", FILMS[:1])
    both = one.tables["companies"].join(other.tables["companies"], on="name", suffix=" again")
    assert both["number"].to_list() == both["number again"].to_list() != []
    assert one.tables["companies"]["tmdb_id"].to_list() == [None, None]
    assert sorted(one.tables["genres"]["tmdb_id"].to_list()) == [16, 18, 35]


def test_a_name_that_no_country_has_is_turned_away_and_counted(tmp_path: Path) -> None:
    congo = film(7, production_countries=[{"iso_3166_1": "CG", "name": "Congo"}, US])
    found = made(tmp_path, [congo])
    assert found.tables["countries"]["code"].to_list() == ["US"]
    (finding,) = [f for f in found.findings if f.table == "movie_production_countries"]
    assert (finding.rule, finding.severity) == ("the key cannot be read", Severity.DROPPED)
    assert (finding.rows, finding.example) == (1, "Congo")
    assert found.read["movie_production_countries"] == 2
    assert found.kept["movie_production_countries"] == 1


@pytest.mark.parametrize("name", [NAME, "tmdb.csv", "movies.csv"])
def test_it_is_recognized_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    assert len(made(tmp_path, FILMS, name).tables["movies"]) == len(FILMS)


@pytest.mark.parametrize("write", ["utf-16", "semicolons"])
def test_it_is_recognized_however_it_is_written(tmp_path: Path, write: str) -> None:
    text = tmdb_v11(FILMS[3:]).decode()
    content = text.encode("utf-16") if write == "utf-16" else text.replace(",", ";").encode()
    found = pipeline.run(sources.read(folder_of(tmp_path, {"films.csv": content})))
    assert found.tables["movies"]["title"].to_list() == ["Snow Orchard"]


def test_two_files_with_its_columns_are_one_too_many(tmp_path: Path) -> None:
    files = {name: tmdb_v11(FILMS) for name in ("a.csv", "b.csv")}
    with pytest.raises(SourceError, match=r"one file with the columns .*; found a\.csv, b\.csv$"):
        sources.read(folder_of(tmp_path, files))


def test_things_known_by_name_alone_are_found_by_id_and_by_name(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "raw", {NAME: tmdb_v11(FILMS, KEYWORDS)})
    context = context_of(Snapshot.open(build(source, tmp_path / "snapshots").folder))
    query = """{ movie(id: 1001) { cast { character } crew { job } collection { name }
        companies { id tmdbId name movieCount } genres { tmdbId name } } }"""
    found = ask(context, query)["movie"]
    assert (found["cast"], found["crew"], found["collection"]) == ([], [], None)
    (company,) = found["companies"]
    assert (company["tmdbId"], company["name"], company["movieCount"]) == (None, "Quillfish", 2)
    assert {"tmdbId": 18, "name": "Drama"} in found["genres"]
    again = """query ($id: ID!, $ids: [String!]) { node(id: $id) { ... on Company { name } }
        movies(where: {companies: {any: $ids}}) { totalCount } }"""
    for meant in (company["id"], "quillfish"):
        answer = ask(context, again, id=company["id"], ids=[meant])
        assert answer == {"node": {"name": "Quillfish"}, "movies": {"totalCount": 2}}


def test_every_name_is_kept_as_it_is(tmp_path: Path) -> None:
    odd = ["L'Œil", 'The "Best" Films', "A\\B", "{'id': 3}", "100 % Films", "None"]
    row = film(7, production_companies=[{"name": name, "id": 1} for name in odd])
    names = made(tmp_path, [row]).links["company"]["name"]
    assert names.to_list() == odd
    assert names.dtype == pl.String
