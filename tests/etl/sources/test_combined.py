"""Which of several sources says what."""

from __future__ import annotations

from pathlib import Path

from benchmarks.data.formats import tmdb_daily, tmdb_v11
from benchmarks.data.rows import csv_of
from etl import pipeline, sources
from etl.sources.raw import CREDITS, KEYWORDS, METADATA
from tests.support.builders import cast_credit, credits_of, film, folder_of

FERRY = film(1005, "The Quiet Ferry", runtime="95")
LIGHTHOUSE = film(1001, "Paper Lighthouse")
WORDS = [{"id": "1005", "keywords": "[{'id': 7, 'name': 'sea'}]"}]
CAST = [credits_of(1005, cast=(cast_credit(300, "Ana Prall"),)), credits_of(9, cast=())]
DATASET = {
    "movies_metadata.csv": csv_of(METADATA, [film(1005, "Another Title"), film(9, "Nine")]),
    "credits.csv": csv_of(CREDITS, CAST),
    "keywords.csv": csv_of(KEYWORDS, WORDS),
}
V11 = {"TMDB_movie_dataset_v11.csv": tmdb_v11([LIGHTHOUSE, FERRY], [])}


def test_the_first_says_which_films_there_are_and_another_who_is_in_them(tmp_path: Path) -> None:
    base, other = folder_of(tmp_path / "a", V11), folder_of(tmp_path / "b", DATASET)
    frames = pipeline.run(sources.read(base, [other]))
    movies = frames.tables["movies"]
    assert movies["title"].to_list() == ["Paper Lighthouse", "The Quiet Ferry"]
    assert frames.tables["cast"].select("movie", "name").rows() == [(1005, "Ana Prall")]
    assert frames.tables["people"]["tmdb_id"].to_list() == [300]
    told = {(f.table, f.rule): f.rows for f in frames.findings}
    assert told["credit_lists", "no such film"] == 1
    assert ("source", "no cast and crew") not in told
    assert ("source", "no belongs_to_collection") in told


def test_keywords_come_from_the_first_that_has_any(tmp_path: Path) -> None:
    daily = {"TMDB_all_movies.csv": tmdb_daily([LIGHTHOUSE, FERRY], [])}
    base, other = folder_of(tmp_path / "a", daily), folder_of(tmp_path / "b", DATASET)
    keywords = pipeline.run(sources.read(base, [other])).tables["keywords"]
    assert keywords.select("tmdb_id", "name").rows() == [(7, "sea")]


def test_things_known_by_name_stay_so_when_they_are_added(tmp_path: Path) -> None:
    daily = {"TMDB_all_movies.csv": tmdb_daily([FERRY], CAST)}
    base, other = folder_of(tmp_path / "a", V11), folder_of(tmp_path / "b", daily)
    people = pipeline.run(sources.read(base, [other])).tables["people"]
    assert people.select("tmdb_id", "name").rows() == [(None, "Ana Prall")]
