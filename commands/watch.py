"""`watch`: a source again and again, each time it has something new."""

from __future__ import annotations

import re
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from catalog.errors import CatalogError
from catalog.storage.snapshot import Snapshot
from cluster.errors import ClusterError
from cluster.mirror import Mirror
from commands.build import Others, built_from, uploaded
from commands.fetch import RAW, fetched, is_fetched
from commands.options import Snapshots, settings
from commands.terminal import print_error
from etl.errors import FetchError, LossError, SourceError
from model.errors import EvaluationError, QualityLoss

if TYPE_CHECKING:
    from build import Built  # at run time only to build, since it takes Polars and scikit-learn

REFUSALS = (
    SourceError,
    FetchError,
    LossError,
    EvaluationError,
    QualityLoss,
    CatalogError,
    ClusterError,
    OSError,
)
"""What ends a round without a new catalog, but not the command."""
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def seconds(text: str) -> float:
    """A time such as 90s, 30m, 24h or 7d, in seconds."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([smhd])", text.strip())
    if found is None or float(found[1]) == 0:
        raise typer.BadParameter(f"{text!r} is no time; write 90s, 30m, 24h or 7d")
    return float(found[1]) * UNITS[found[2]]


def watch(
    source: Annotated[
        str, typer.Argument(help="Folder or archive with the raw files, or what `fetch` takes.")
    ],
    snapshots: Snapshots = settings.snapshots,
    others: Others = None,
    every: Annotated[
        str, typer.Option(help="Time from the start of one round to the next: 90s, 30m, 24h or 7d.")
    ] = "24h",
    users: Annotated[
        Path | None,
        typer.Option(
            help="CSV file of users, as for `evaluate`; a catalog that recommends worse than the "
            "current one is not published."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder that files are fetched to.")] = RAW,
    once: Annotated[
        bool, typer.Option("--once", help="One round, for a scheduler such as cron.")
    ] = False,
) -> None:
    """Fetch and build a source again and again; publish what is new and sound, keep what is not."""
    interval = seconds(every)
    signal.signal(signal.SIGTERM, _stop)
    while True:
        began = time.monotonic()
        try:
            built = _round(source, snapshots, others or [], users, out)
        except REFUSALS as refusal:
            if once:
                raise
            print_error(f"{_now()} the current catalog stays: {refusal}")
        else:
            state = "published" if built.fresh else "nothing new:"
            typer.echo(f"{_now()} {state} {built.fingerprint}, {built.rows_kept:,} films")
        if once:
            return
        time.sleep(max(0.0, began + interval - time.monotonic()))


def _round(
    source: str, snapshots: Path, others: list[Path], users: Path | None, out: Path
) -> Built:
    """Fetch, build, check and publish."""
    files = fetched(source, out, again=True) if is_fetched(source) else Path(source)
    mirror = Mirror.of(snapshots, settings.cache)
    folder = mirror.folder if mirror else snapshots

    def check(snapshot: Snapshot) -> None:
        if users is not None:
            from model.evaluation.gate import refuse_worse

            refuse_worse(snapshot, users, folder)

    return uploaded(built_from(files, folder, others, check=check), mirror)


def _stop(*_: object) -> NoReturn:
    """End like a finished command, so that a build removes its draft."""
    raise SystemExit(0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
