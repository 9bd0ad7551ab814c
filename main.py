"""The command line: each command reads the settings, calls a room and prints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from catalog.enums import Mode
from catalog.errors import CatalogError
from catalog.storage import snapshot
from cluster.errors import ClusterError
from cluster.mirror import Mirror
from etl.errors import FetchError, SourceError
from model.errors import UsersError
from server import extensions
from settings import ROOT, Settings

if TYPE_CHECKING:
    from build import Hands  # at run time only to build, since it takes Polars and scikit-learn

SAMPLE = ROOT / "data" / "sample"
RAW = ROOT / "data" / "raw"
WIDE = 132
"""Columns that the table of an evaluation takes."""
MISTAKE = 2
"""Exit code of a command whose input cannot be used."""

app = typer.Typer(
    help="Reelgraph: a film catalog as a GraphQL API.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
console = Console(stderr=True)


def _settings() -> Settings:
    """The settings; one that cannot be used is a line, and the end."""
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = f"REELGRAPH_{str(fault['loc'][0]).upper().removeprefix('REELGRAPH_')}"
            _complain(f"{name} is {fault['input']!r}: {fault['msg']}")
        raise SystemExit(MISTAKE) from None


def _complain(message: str) -> None:
    console.print(f"[bold red]error:[/] {escape(message)}", soft_wrap=True, highlight=False)


settings = _settings()
if settings.extensions:  # here, since each worker imports this file before all rooms
    extensions.use()
Snapshots = Annotated[Path, typer.Option(help="Folder of the snapshots, or s3://bucket/prefix.")]
Users = Annotated[Path, typer.Option(help="CSV of userId and split, which is train or val.")]


class Format(Enum):
    """What `export` writes."""

    CSV = "csv"
    PARQUET = "parquet"


@app.command(epilog="Example: python main.py build the-movies-dataset.zip")
def build(
    source: Annotated[Path, typer.Argument(help="A folder or a zip of raw files.")] = SAMPLE,
    snapshots: Snapshots = settings.snapshots,
    evaluate: Annotated[Path | None, typer.Option(help="Also evaluate, on these users.")] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Ray cluster: auto, host:port or ray://host:port.")
    ] = None,
) -> None:
    """Build a snapshot from raw files and make it the current one."""
    import build as builder  # here, since serving needs neither Polars nor scikit-learn

    mirror = Mirror.of(snapshots, settings.cache)
    with _hands(cluster) as hands, _progress() as bar:
        task = bar.add_task("building", total=1)
        built = builder.build(
            source,
            mirror.folder if mirror else snapshots,
            lambda step, share: bar.update(task, description=step, completed=share),
            settings.exact_films,
            hands,
        )
        if mirror:
            bar.update(task, description="sending the snapshot")
            mirror.bucket.push(built.folder)
    state = "Built" if built.fresh else "Up to date:"
    typer.echo(
        f"{state} {built.folder}: {built.rows_kept:,} of {built.rows_read:,} films kept, "
        f"{built.findings} findings."
    )
    if evaluate is not None:
        _evaluate(snapshot.Snapshot.open(built.folder), evaluate)


@app.command(epilog="Example: python main.py fetch https://example.org/the-movies-dataset.zip")
def fetch(
    source: Annotated[str, typer.Argument(help="`kaggle`, or the address of a zip.")] = "kaggle",
    out: Annotated[Path, typer.Option(help="Folder to put it in.")] = RAW,
    sha256: Annotated[str | None, typer.Option(help="What the zip must have.")] = None,
) -> None:
    """Fetch raw files, and print where they are; a broken download goes on where it stopped."""
    from etl import fetch as fetching

    if source == fetching.KAGGLE:
        typer.echo(fetching.fetch_kaggle(out))  # which shows a bar of its own
        return
    with _progress() as bar:
        task = bar.add_task("fetching", total=None)

        def advance(here: int, expected: int | None) -> None:
            bar.update(task, completed=here, total=expected)

        typer.echo(fetching.fetch_zip(source, out, sha256, advance))


@app.command(epilog="Example: python main.py serve --port 9000")
def serve(
    snapshots: Snapshots = settings.snapshots,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = settings.host,
    port: Annotated[
        int, typer.Option(min=1, max=65_535, help="Port to listen on.")
    ] = settings.port,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Server processes.")
    ] = settings.workers,
) -> None:
    """Serve the current snapshot over HTTP."""
    from server import process
    from server.errors import PortTaken, TelemetryMissing
    from server.observe import logs, metrics

    if mirror := Mirror.of(snapshots, settings.cache):
        logs.configure(settings.log_format)
        mirror.follow()
        snapshots = mirror.folder
    films = _current(snapshots).json("account")["kept"]["movies"]
    os.environ["REELGRAPH_SNAPSHOTS"] = str(snapshots)
    metrics.prepare()

    def announce() -> None:
        address = f"http://{host}:{port}"
        typer.echo(f"{films:,} films at {address}, GraphiQL: {address}/graphql")

    try:
        process.run(host, port, workers, announce, traced=settings.telemetry)
    except (PortTaken, TelemetryMissing) as error:
        _complain(str(error))
        raise typer.Exit(MISTAKE) from None


@app.command(epilog="Example: python main.py schema > schema.graphql")
def schema() -> None:
    """Print the schema in GraphQL's schema definition language."""
    from schema import schema as graphql_schema

    typer.echo(graphql_schema.as_str())


@app.command(epilog="Example: python main.py export --format parquet --out tables")
def export(
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
    snapshots: Snapshots = settings.snapshots,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.CSV,
) -> None:
    """Write the five flat tables for analysts."""
    from export.tables import TABLES
    from export.tables import export as write_tables

    opened = _current(snapshots)
    with _progress() as bar:
        task = bar.add_task("exporting", total=len(TABLES))
        for file in write_tables(opened, out, format.value):
            bar.update(task, description=file.name, advance=1)
            typer.echo(file)


@app.command(epilog="Example: python main.py report --out report.html --png charts")
def report(
    out: Annotated[Path, typer.Option(help="HTML file to write.")] = settings.report,
    snapshots: Snapshots = settings.snapshots,
    png: Annotated[Path | None, typer.Option(help="Folder for the charts as PNG.")] = None,
) -> None:
    """Show a snapshot in charts, as one HTML file that needs no network."""
    try:
        from export.report.report import report as write_report
    except ModuleNotFoundError as error:
        _complain(f"{error.name} is not installed; `make report` installs what a report needs")
        raise typer.Exit(MISTAKE) from None

    with _progress() as bar:
        task = bar.add_task("reading the snapshot", total=1)
        figures = write_report(
            _current(snapshots),
            out,
            png,
            lambda step, share: bar.update(task, description=step, completed=share),
        )
    typer.echo(f"{out}: {figures} figures, {out.stat().st_size / 1e6:.1f} MB")


@app.command(epilog="Example: python main.py evaluate --users users_split.csv")
def evaluate(
    users: Users,
    snapshots: Snapshots = settings.snapshots,
) -> None:
    """Measure the recommender on held-out users, beside its baselines, and keep the table."""
    _evaluate(_current(snapshots), users)


@app.command(epilog="Example: python main.py neighbors --mode blend --k 20 --out blend.parquet")
def neighbors(
    out: Annotated[Path, typer.Option(help="Parquet file to write.")],
    snapshots: Snapshots = settings.snapshots,
    mode: Annotated[Mode, typer.Option(help="What counts.")] = Mode.CONTENT,
    k: Annotated[int, typer.Option(min=1, max=200, help="Neighbors of each film.")] = 50,
) -> None:
    """Write the neighbors of every film: movie_id, neighbor_id, rank, score."""
    from export.neighbors import export_neighbors

    rows = export_neighbors(_current(snapshots), mode, k, out)
    typer.echo(f"{out}: {rows:,} rows")


@contextmanager
def _hands(cluster: str | None) -> Iterator[Hands]:
    """Who does the work of a build: a cluster, or threads of this process."""
    from build import THREADS

    if cluster is None:
        yield THREADS
        return
    from cluster.build import connected

    with connected(cluster) as hands:
        yield hands


def _current(snapshots: Path) -> snapshot.Snapshot:
    if mirror := Mirror.of(snapshots, settings.cache):
        mirror.pull()
        snapshots = mirror.folder
    return snapshot.Snapshot.open(snapshot.current(snapshots))


def _evaluate(opened: snapshot.Snapshot, users: Path) -> None:
    from model.evaluate import evaluate as measure
    from model.evaluate import metrics_table

    with _progress() as bar:
        task = bar.add_task("evaluating", total=None)
        table = measure(opened, users, lambda design: bar.update(task, description=design[:24]))
    Console(width=max(console.width, WIDE)).print(metrics_table(table))


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def main() -> None:
    """Run a command; a mistake in its input is one line and exit code 2."""
    try:
        app()
    except (SourceError, FetchError, UsersError, CatalogError, ClusterError, OSError) as error:
        _complain(str(error))
        raise SystemExit(MISTAKE) from None


if __name__ == "__main__":
    main()
