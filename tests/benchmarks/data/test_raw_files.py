"""Raw files of many films: as many as were asked for, each another, as dirty as life."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.data.raw_files import generate
from build import build
from catalog.catalog import Catalog
from catalog.storage.snapshot import Snapshot
from etl import pipeline, sources
from etl.frames import Frames
from settings import ROOT

pytestmark = pytest.mark.full
SAMPLE = ROOT / "data" / "sample"
FILMS = 900


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(SAMPLE, FILMS, tmp_path_factory.mktemp("many") / "raw")


@pytest.fixture(scope="module")
def frames(folder: Path) -> Frames:
    return pipeline.run(sources.read(folder))


def test_there_are_as_many_films_as_were_asked_for(frames: Frames) -> None:
    assert abs(frames.kept["movies"] - FILMS) < 10


def test_rows_of_copies_break_no_rule_that_those_of_the_source_do_not(frames: Frames) -> None:
    one = pipeline.run(sources.read(SAMPLE))
    for table in ("movies", "cast", "crew", "credit_lists", "keyword_lists"):
        assert frames.read[table] - frames.kept[table] == one.read[table] - one.kept[table], table


def test_copies_have_ids_and_names_of_their_own(frames: Frames) -> None:
    movies, people = frames.tables["movies"], frames.tables["people"]
    assert movies["imdb_id"].drop_nulls().is_unique().all()
    assert movies["title"].n_unique() > 0.9 * len(movies)
    assert movies["overview"].n_unique() > 0.9 * len(movies)
    assert people["name"].n_unique() > 0.8 * len(people)
    assert len(frames.tables["genres"]) == len(pipeline.run(sources.read(SAMPLE)).tables["genres"])


def test_some_copies_have_a_whole_cast(frames: Frames) -> None:
    lengths = np.unique(frames.tables["cast"]["movie"].to_numpy(), return_counts=True)[1]
    assert (lengths >= 10).sum() > FILMS * 0.05
    assert np.median(lengths) < 10


def test_the_same_number_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = generate(SAMPLE, FILMS, tmp_path / "raw")
    for file in folder.iterdir():
        assert (again / file.name).read_bytes() == file.read_bytes(), file.name


def test_what_is_generated_becomes_a_catalog(folder: Path, tmp_path: Path) -> None:
    built = build(folder, tmp_path)
    catalog = Catalog(Snapshot.open(built.folder))
    heat = catalog.movie("949")
    assert heat is not None
    assert catalog.movies.title[heat] == "Heat"
    assert len(catalog.movies) == built.rows_kept
