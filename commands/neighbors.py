"""`neighbors`: the nearest neighbors of every film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from catalog.enums import Basis
from commands.options import Snapshots, open_current, settings


def neighbors(
    out: Annotated[Path, typer.Option(help="Parquet file to write.")],
    snapshots: Snapshots = settings.snapshots,
    basis: Annotated[
        Basis,
        typer.Option(
            "--basis",
            "--mode",
            help="What similarity rests on: taste (what films are and whom such films please) or "
            "blend (also who liked these very films); those by content alone are not stored.",
        ),
    ] = Basis.TASTE,
    k: Annotated[int, typer.Option(min=1, max=200, help="Number of neighbors per film.")] = 50,
) -> None:
    """Write the nearest neighbors of every film: movie_id, neighbor_id, rank, score."""
    from export.neighbors import export_neighbors
    from model.answers import STORED

    if basis not in STORED:
        stored = " or ".join(each.value for each in STORED)
        raise typer.BadParameter(f"{basis.value}: expected {stored}", param_hint="--basis")
    rows = export_neighbors(open_current(snapshots), basis, k, out)
    typer.echo(f"{out}: {rows:,} rows")
