"""TMDB 5000: another shape of the same facts, brought to the columns of The Movies Dataset."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.data.rows import csv_of
from etl import pipeline, sources
from etl.errors import SourceError
from etl.sources.raw import CREDITS, KEYWORDS, METADATA, OVERFLOW
from etl.sources.tmdb_5000 import LACKING
from tests.support.builders import cast_credit, crew_credit, folder_of, whole

COLUMNS = (*(name for name in METADATA if name not in LACKING), "keywords")
MOVIES = csv_of(
    COLUMNS,
    [
        {
            "id": "19995",
            "title": "Avatar",
            "release_date": "2009-12-10",
            "revenue": "2787965087",
            "budget": "237000000",
            "vote_count": "11800",
            "vote_average": "7.2",
            "genres": json.dumps([{"id": 28, "name": "Acción"}], ensure_ascii=False),
            "keywords": json.dumps([{"id": 1463, "name": 'culture "clash"'}]),
        },
        {"id": "1", "title": "Nil", "release_date": "2009-12-11", "vote_count": "0"},
    ],
)
CREDITS_FILE = csv_of(
    ("movie_id", "title", "cast", "crew"),
    [
        {
            "movie_id": "19995",
            "title": "Avatar",
            "cast": json.dumps([cast_credit(65731, "Sam Worthington")]),
            "crew": json.dumps([crew_credit(2710, "James Cameron")]),
        }
    ],
)
FILES = {"tmdb_5000_movies.csv": MOVIES, "tmdb_5000_credits.csv": CREDITS_FILE}


def test_the_files_are_read_into_the_columns_of_the_movies_dataset(tmp_path: Path) -> None:
    raw = sources.read(folder_of(tmp_path, FILES))
    assert raw.keywords is not None
    assert whole(raw.metadata).columns == [*METADATA, OVERFLOW]
    assert whole(raw.credits).columns == [*CREDITS, OVERFLOW]
    assert whole(raw.keywords).columns == [*KEYWORDS, OVERFLOW]
    assert whole(raw.credits)["id"].to_list() == ["19995"]
    assert (raw.links, raw.ratings) == (None, None)


def test_what_the_source_does_not_have_is_told(tmp_path: Path) -> None:
    raw = sources.read(folder_of(tmp_path, FILES))
    things = [thing for thing, _ in raw.absent]
    assert things == ["adult", "imdb_id", "poster_path", "belongs_to_collection", "ratings"]
    metadata = whole(raw.metadata)
    assert metadata["adult"].to_list() == ["False", "False"]
    for name in ("imdb_id", "poster_path", "belongs_to_collection"):
        assert metadata[name].to_list() == [None, None]


def test_json_cells_come_through_the_whole_etl(tmp_path: Path) -> None:
    frames = pipeline.run(sources.read(folder_of(tmp_path, FILES)))
    film = frames.tables["movies"].row(0, named=True)
    assert (film["title"], film["revenue"], film["adult"]) == ("Avatar", 2787965087, False)
    assert frames.tables["genres"]["name"].to_list() == ["Acción"]
    assert frames.tables["keywords"]["name"].to_list() == ['culture "clash"']
    assert frames.tables["people"]["name"].to_list() == ["James Cameron", "Sam Worthington"]
    rules = {(f.table, f.rule) for f in frames.findings if f.table != "source"}
    assert rules == {
        ("cast", "gender 0 means unknown"),
        ("crew", "gender 0 means unknown"),
    }


def test_dates_of_a_spreadsheet_are_read_here_too(tmp_path: Path) -> None:
    written = MOVIES.replace(b"2009-12-11", b"11/12/2009").replace(b"2009-12-10", b"31/10/2009")
    assert written.count(b"/2009") == 2
    files = {**FILES, "tmdb_5000_movies.csv": written}
    movies = pipeline.run(sources.read(folder_of(tmp_path, files))).tables["movies"]
    assert set(movies["release_date"]) == {date(2009, 12, 11), date(2009, 10, 31)}


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    files = {**FILES, "tmdb_5000_credits.csv": b"id,title,cast,crew\n"}
    with pytest.raises(SourceError, match=r"expected the columns movie_id, title, cast, crew"):
        sources.read(folder_of(tmp_path, files))
