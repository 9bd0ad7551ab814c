"""Made ratings and tags: of the size that is asked for, the same each time, and readable."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.data.made_ratings import MadeRatings
from benchmarks.data.movielens import generate
from build import build
from catalog.catalog import Catalog
from catalog.storage.snapshot import Snapshot
from etl import pipeline, sources
from tests.support.rated_catalog import source

ASKED = 2_000


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Films of three kinds and their ratings."""
    return source(tmp_path_factory.mktemp("raw") / "raw")


@pytest.fixture(scope="module")
def rated(raw: Path) -> Catalog:
    """Their catalog."""
    return Catalog(Snapshot.open(build(raw, raw.with_name("snapshots")).folder))


def test_the_same_catalog_and_number_give_the_same_files(rated: Catalog, tmp_path: Path) -> None:
    one, other = (generate(rated, ASKED, tmp_path / name) for name in ("one", "other"))
    names = sorted(file.name for file in one.iterdir())
    assert names == [
        *("genome-scores.csv", "genome-tags.csv", "links.csv"),
        *("movies.csv", "ratings.csv", "tags.csv"),
    ]
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_users_rate_each_film_once_and_like_those_of_the_kind_that_real_users_like(
    rated: Catalog,
) -> None:
    users, movies, stars, _ = (
        np.concatenate(parts) for parts in zip(*MadeRatings(rated).ratings(ASKED), strict=True)
    )
    assert len(np.unique(users * len(rated.movies) + movies)) == len(users)
    assert set(np.unique(2 * stars).tolist()) <= set(range(1, 11))
    kinds = [rated.movies.title[row].split()[0] for row in movies.tolist()]
    liked = pl.DataFrame({"user": users, "kind": kinds, "like": stars >= 4}).filter("like")
    most = liked.group_by("user", "kind").len().group_by("user").agg(pl.col("len").max())
    total = liked.group_by("user").len(name="all")
    shares = most.join(total, on="user").select(pl.col("len") / pl.col("all")).to_series()
    assert shares.to_numpy().mean() > 0.5  # a third, if they liked any kind


def test_the_files_are_those_of_movielens(rated: Catalog, raw: Path, tmp_path: Path) -> None:
    lens = generate(rated, ASKED, tmp_path / "lens")
    frames = pipeline.run(sources.read(raw, [lens]))
    assert (
        frames.read["ratings"] == frames.kept["ratings"] == len(pl.read_csv(lens / "ratings.csv"))
    )
    assert (
        frames.kept["tags"] + sum(found.rows for found in frames.findings if found.table == "tags")
        == frames.read["tags"]
    )
