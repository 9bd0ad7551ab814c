"""A source that is declared is read, and nothing else need know of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl import pipeline
from etl.sources.declaration import File, Rows, Source
from etl.sources.files import Files
from etl.sources.raw import CREDITS, METADATA, OVERFLOW
from tests.support.builders import folder_of

FILMS = b"number,name,day\n7,The Quiet Ferry,2010-11-23\n8,Snow Orchard,2014-05-02\n"
FILES = {"films.csv": FILMS, "words.csv": b"id,keywords\n7,\"[{'id': 1, 'name': 'sea'}]\"\n"}


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    named = rows.rename({"number": "id", "name": "title", "day": "release_date"})
    others = [pl.lit(None, pl.String).alias(name) for name in METADATA if name not in named.columns]
    return named.with_columns(others).select(*METADATA, OVERFLOW)


def _credits(rows: pl.DataFrame) -> pl.DataFrame:
    nobody = pl.lit(None, pl.String)
    return rows.select(
        pl.col("number").alias("id"), nobody.alias("cast"), nobody.alias("crew"), OVERFLOW
    ).select(*CREDITS, OVERFLOW)


FERRIES = Source(
    format="ferries",
    files={
        "films": File(("films.csv", "movies.csv"), ("number", "name", "day"), optional=("day",)),
        "words": File(("words.csv",), ("id", "keywords"), without="films have no keywords"),
    },
    metadata=Rows("films", _metadata),
    credits=Rows("films", _credits),
    keywords=Rows("words"),
    lacks={"adult": ": every film counts as not adult"},
)


def files_of(folder: Path, without: str = "") -> Files:
    return Files.open(folder_of(folder, {n: c for n, c in FILES.items() if n != without}))


def test_a_declared_source_becomes_tables(tmp_path: Path) -> None:
    frames = pipeline.run(FERRIES.read(files_of(tmp_path)))
    assert frames.tables["movies"]["title"].to_list() == ["The Quiet Ferry", "Snow Orchard"]
    assert frames.tables["keywords"]["name"].to_list() == ["sea"]
    assert frames.tables["people"].is_empty()


def test_what_it_lacks_is_told_and_so_is_a_file_that_is_missing(tmp_path: Path) -> None:
    raw = FERRIES.read(files_of(tmp_path, without="words.csv"))
    assert raw.keywords is None
    assert raw.absent == (
        ("words.csv", "words.csv is missing: films have no keywords"),
        ("adult", "the source has no adult: every film counts as not adult"),
    )


@pytest.mark.parametrize(
    ("without", "recognized", "complete"),
    [("", True, True), ("words.csv", True, True), ("films.csv", False, False)],
)
def test_the_files_that_are_required_tell_a_source(
    tmp_path: Path, without: str, recognized: bool, complete: bool
) -> None:
    files = files_of(tmp_path, without)
    assert (FERRIES.is_recognized(files), FERRIES.is_complete(files)) == (recognized, complete)


def test_the_required_files_are_named_in_words() -> None:
    assert FERRIES.required == "films.csv or movies.csv"
