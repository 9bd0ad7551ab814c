"""Films of Wikidata in an SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data.formats import tmdb_v11
from etl import pipeline, sources
from etl.errors import SourceError
from etl.frames import Frames
from tests.support.builders import film, folder_of, zip_of

FILMS = (
    *("ID", "imdbID", "Title", "Year", "Runtime", "Genre", "Released", "Director", "Writer"),
    *("Cast", "Language", "Country", "Oscars"),
)
SCORES = ("ID", "Rating", "Meter", "Reviews", "Fresh", "Rotten", "BoxOffice", "Production")
LIGHTHOUSE: dict[str, Any] = {
    "ID": 7,
    "imdbID": "tt9001001",
    "Title": 'The "Paper" Lighthouse',
    "Runtime": 95.0,
    "Genre": "Drama, Sci-Fi, Sport",
    "Released": "1999-05-04",
    "Director": "Ana Prall",
    "Writer": "Ana Prall, Bo Ode",
    "Cast": "Ida Nook, Sam Roe, Jr.",
    "Language": "English",
    "Country": "People's Republic of China, France",
}
FERRY = {"ID": 8, "imdbID": "tt9001005", "Title": "Ferry", "Released": "2010-01-01"}
SCORE = {"ID": 7, "Rating": 7.8, "Meter": 84, "Reviews": 154, "BoxOffice": 1e6}


def database(file: Path, films: list[dict[str, Any]], scores: list[dict[str, Any]]) -> bytes:
    """An SQLite file of these films and scores; what is not named is the empty text."""
    made = sqlite3.connect(file)
    for table, columns, rows in (("omdb", FILMS, films), ("tomatoes", SCORES, scores)):
        names = ", ".join(f'"{name}"' for name in columns)
        made.execute(f"CREATE TABLE {table} ({names})")
        marks = ", ".join("?" * len(columns))
        listed = [[row.get(name, "") for name in columns] for row in rows]
        made.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)
    made.commit()
    made.close()
    return file.read_bytes()


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """Two films, of which one has a score."""
    return database(tmp_path / "made.db", [LIGHTHOUSE, FERRY], [SCORE])


def made(where: Path, *others: Path) -> Frames:
    return pipeline.run(sources.read(where, others))


def test_a_film_is_read_with_what_critics_say(tmp_path: Path, content: bytes) -> None:
    frames = made(zip_of(tmp_path / "movies.whl", {"movies.db": content}, "package/_data/"))
    first, second = frames.tables["movies"].sort("number").to_dicts()
    facts = ("number", "tmdb_id", "imdb_id", "title", "runtime", "vote_average", "vote_count")
    assert [first[name] for name in facts] == [
        *(1_000_009_001_001, None, "tt9001001", 'The "Paper" Lighthouse', 95, 7.8, 154),
    ]
    assert (first["original_language"], first["revenue"], first["overview"]) == ("en", 1e6, None)
    assert [second[name] for name in facts[4:]] == [None, None, 0]
    assert second["date_precision"] == "year"
    genres = frames.links["genre"].join(frames.tables["genres"], left_on="genre", right_on="number")
    names = ["Drama", "Science Fiction", "Sport"]
    assert genres.sort("position")["name_en"].to_list() == names
    assert frames.links["country"]["country"].to_list() == ["CN", "FR"]
    assert frames.tables["cast"]["name"].to_list() == ["Ida Nook", "Sam Roe, Jr."]
    jobs = frames.tables["crew"].select("name", "job").rows()
    assert jobs == [("Ana Prall", "Director"), ("Ana Prall", "Writer"), ("Bo Ode", "Writer")]


def test_a_file_in_a_folder_or_alone_is_the_same(tmp_path: Path, content: bytes) -> None:
    folder = folder_of(tmp_path / "folder", {"movies.db": content})
    one, other = made(folder), made(folder / "movies.db")
    assert one.tables["movies"].equals(other.tables["movies"])


def test_its_people_are_added_to_films_with_the_same_imdb_id(
    tmp_path: Path, content: bytes
) -> None:
    films = [film(1001, imdb_id="tt9001001"), film(5)]
    base = folder_of(tmp_path / "films", {"TMDB_movie_dataset_v11.csv": tmdb_v11(films)})
    other = folder_of(tmp_path / "other", {"movies.db": content})
    frames = made(base, other)
    assert frames.tables["cast"].select("movie", "name").rows() == [
        (1001, "Ida Nook"),
        (1001, "Sam Roe, Jr."),
    ]
    found = {(f.table, f.rule): (f.rows, f.example) for f in frames.findings}
    assert found["credit_lists", "no such film"] == (1, "tt9001005")


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"x" * 100, b"another program's"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    where = folder_of(tmp_path / "folder", {"movies.db": content})
    with pytest.raises(SourceError, match="folder"):
        sources.read(where)
