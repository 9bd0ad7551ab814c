"""The table of neighbors as a Parquet file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from catalog.enums import Basis
from catalog.rows import MovieRow
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from export.neighbors import export_neighbors
from model.answers import STORED
from resolvers.context import Context


@pytest.fixture
def opened(sample_snapshots: Path) -> Snapshot:
    """The snapshot of the sample."""
    return Snapshot.open(store.current(sample_snapshots))


@pytest.mark.parametrize("basis", STORED)
@pytest.mark.parametrize("k", [1, 7, 50])
def test_the_rows_are_the_answers_of_the_recommender(
    k: int, basis: Basis, opened: Snapshot, sample: Context, tmp_path: Path
) -> None:
    rows = export_neighbors(opened, basis, k, tmp_path / "out.parquet")
    ids = sample.catalog.movies.tmdb_id
    expected = [
        (ids[movie], ids[found.movie], found.rank, found.score)
        for movie in range(len(sample.catalog.movies))
        for found in sample.recommender.similar(MovieRow(movie), k, basis)
    ]
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.columns == ["movie_id", "neighbor_id", "rank", "score"]
    assert frame.rows() == expected
    assert rows == len(expected) > 200


def test_no_film_is_its_own_neighbor_nor_twice_that_of_another(
    opened: Snapshot, tmp_path: Path
) -> None:
    export_neighbors(opened, Basis.TASTE, 200, tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.filter(pl.col("movie_id") == pl.col("neighbor_id")).is_empty()
    assert not frame.select("movie_id", "neighbor_id").is_duplicated().any()
    assert frame["rank"].max() == 200


def test_an_older_file_is_replaced_and_nothing_else_is_left(
    opened: Snapshot, tmp_path: Path
) -> None:
    out = tmp_path / "out.parquet"
    export_neighbors(opened, Basis.TASTE, 2, out)
    before = pl.read_parquet(out)
    export_neighbors(opened, Basis.TASTE, 1, out)
    after = pl.read_parquet(out)
    assert after.equals(before.filter(pl.col("rank") == 1))
    assert list(tmp_path.iterdir()) == [out]


def test_what_cannot_be_written_leaves_nothing(opened: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "folder", tmp_path / "missing" / "out.parquet"):
        with pytest.raises(OSError, match=r"folder|missing"):
            export_neighbors(opened, Basis.TASTE, 1, out)
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]
