"""The table of neighbors as a Parquet file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from catalog.tables import Movies


def export_neighbors(snapshot: Snapshot, basis: Basis, k: int, out: Path) -> int:
    """Write movie_id, neighbor_id (numbers of films), rank and score; return the number of rows."""
    table = snapshot.arrays(f"neighbors-{basis.value}")
    ids = snapshot.table(Movies).number.values
    rows, scores = table["rows"][:, :k], table["scores"][:, :k]
    movies, ranks = np.nonzero(rows >= 0)
    frame = pl.DataFrame(
        {
            "movie_id": ids[movies],
            "neighbor_id": ids[rows[movies, ranks]],
            "rank": (ranks + 1).astype(np.int32),
            "score": scores[movies, ranks],
        }
    )
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("wb") as stream:  # Polars itself would cut a long path in its complaint
            frame.write_parquet(stream)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return len(frame)
