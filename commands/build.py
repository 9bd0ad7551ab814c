"""`build`: raw files to a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from catalog.storage.snapshot import Snapshot
from cluster.mirror import Mirror
from commands.evaluate import evaluate_on
from commands.options import Snapshots, settings
from commands.terminal import progress_bar
from settings import ROOT

if TYPE_CHECKING:
    from build import Workers  # at run time only to build, since it takes Polars and scikit-learn

SAMPLE = ROOT / "data" / "sample"


def build(
    source: Annotated[
        Path, typer.Argument(help="Folder, zip or tar.gz with the raw files.")
    ] = SAMPLE,
    snapshots: Snapshots = settings.snapshots,
    others: Annotated[
        list[Path] | None,
        typer.Option("--with", help="More raw files that add to these films, such as MovieLens."),
    ] = None,
    evaluate: Annotated[
        Path | None,
        typer.Option(help="CSV file of users; evaluate the recommender on them after the build."),
    ] = None,
    accept_loss: Annotated[
        bool,
        typer.Option(
            "--accept-loss",
            help="Publish the catalog even if a rule turns away more than 20 % of the films or of "
            "other rows, or it has so many fewer films than the current one.",
        ),
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(help="Build on this Ray cluster: auto, host:port or ray://host:port."),
    ] = None,
) -> None:
    """Build a snapshot from raw files and make it the current one."""
    import build as builder  # here, since serving needs neither Polars nor scikit-learn

    mirror = Mirror.of(snapshots, settings.cache)
    folder = mirror.folder if mirror else snapshots
    with _workers(cluster) as workers, progress_bar("building") as update:
        built = builder.build(
            source,
            folder,
            update,
            settings.exact_films,
            workers,
            others=others or (),
            accept_loss=accept_loss,
        )
        if mirror:
            update("uploading the snapshot")
            mirror.bucket.push(built.folder)
    state = "Built" if built.fresh else "Up to date:"
    typer.echo(
        f"{state} {built.folder}: {built.rows_kept:,} of {built.rows_read:,} films kept, "
        f"{built.findings} findings."
    )
    if evaluate is not None:
        evaluate_on(Snapshot.open(built.folder), evaluate)


@contextmanager
def _workers(cluster: str | None) -> Iterator[Workers]:
    """Who does the work of a build: a cluster, or threads of this process."""
    from build import LOCAL

    if cluster is None:
        yield LOCAL
        return
    from cluster.build import connected

    with connected(cluster) as workers:
        yield workers
