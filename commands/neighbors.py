"""`neighbors`: the nearest neighbors of every film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from catalog.enums import Mode
from commands.options import Snapshots, open_current, settings


def neighbors(
    out: Annotated[Path, typer.Option(help="Parquet file to write.")],
    snapshots: Snapshots = settings.snapshots,
    mode: Annotated[
        Mode,
        typer.Option(help="CONTENT compares the films themselves, BLEND also their audiences."),
    ] = Mode.CONTENT,
    k: Annotated[int, typer.Option(min=1, max=200, help="Number of neighbors per film.")] = 50,
) -> None:
    """Write the nearest neighbors of every film: movie_id, neighbor_id, rank, score."""
    from export.neighbors import export_neighbors

    rows = export_neighbors(open_current(snapshots), mode, k, out)
    typer.echo(f"{out}: {rows:,} rows")
