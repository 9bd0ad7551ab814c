"""`build`: raw files to a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    from build import (
        Built,
        Workers,
    )  # at run time only to build, since it takes Polars and scikit-learn

SAMPLE = ROOT / "data" / "sample"
Others = Annotated[
    list[Path] | None,
    typer.Option("--with", help="More raw files that add to these films, such as MovieLens."),
]


def build(
    source: Annotated[
        Path, typer.Argument(help="Folder, zip or tar.gz with the raw files.")
    ] = SAMPLE,
    snapshots: Snapshots = settings.snapshots,
    others: Others = None,
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
    mirror = Mirror.of(snapshots, settings.cache)
    with _workers(cluster) as workers:
        folder = mirror.folder if mirror else snapshots
        built = built_from(source, folder, others or [], workers, accept_loss=accept_loss)
    uploaded(built, mirror)
    state = "Built" if built.fresh else "Up to date:"
    typer.echo(
        f"{state} {built.folder}: {built.rows_kept:,} of {built.rows_read:,} films kept, "
        f"{built.findings} findings."
    )
    if evaluate is not None:
        evaluate_on(Snapshot.open(built.folder), evaluate)


def built_from(
    source: Path,
    folder: Path,
    others: list[Path],
    workers: Workers | None = None,
    *,
    accept_loss: bool = False,
    check: Callable[[Snapshot], object] = lambda _snapshot: None,
) -> Built:
    """Build a snapshot under a progress bar; see `build.build`."""
    import build as builder  # here, since serving needs neither Polars nor scikit-learn

    with progress_bar("building") as update:
        return builder.build(
            source,
            folder,
            update,
            settings.exact_films,
            workers or builder.LOCAL,
            others=others,
            max_raters=settings.max_raters,
            accept_loss=accept_loss,
            check=check,
        )


def uploaded(built: Built, mirror: Mirror | None) -> Built:
    """Upload what was built to the bucket of a mirror, if there is one; give it back."""
    if mirror:
        with progress_bar("uploading the snapshot", None):
            mirror.bucket.push(built.folder)
    return built


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
