"""Measure everything: `python -m benchmarks`, or `--quick` to try it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks import results, terminal
from benchmarks.build.duration import duration
from benchmarks.contest.agreement import Disagreement
from benchmarks.contest.contest import contest
from benchmarks.contest.growth import growth
from benchmarks.contest.load import LoadFailed
from benchmarks.contest.random_agreement import random_agreement
from benchmarks.contest.rounds import FULL, QUICK, Progress, Schedule
from benchmarks.contest.servers import ServerFailed
from benchmarks.data.dataset import snapshots, source
from benchmarks.peers import installation
from benchmarks.peers.installation import Missing
from benchmarks.scale.size import size

FAULTS = (Disagreement, LoadFailed, Missing, ServerFailed)
WIDE = 140
"""Columns that the tables take."""
console = Console()
Part = Callable[[Path, Schedule, Progress], Mapping[str, Any]]
"""Measures something of the current snapshot in a folder; gives JSON."""
PARTS: Mapping[str, Part] = {
    "agreement": random_agreement,
    "contest": contest,
    "build": duration,
    "size": size,
    "growth": growth,
}


def main(
    quick: Annotated[bool, typer.Option(help="A few seconds of each.")] = False,
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(PARTS)}.")] = None,
    out: Annotated[Path, typer.Option(help="The file to write.")] = results.FILE,
) -> None:
    """Run the benchmarks, write the results and show them as tables."""
    unknown = set(only or ()) - PARTS.keys()
    if unknown:
        raise typer.BadParameter(f"no part {', '.join(sorted(unknown))}")
    try:
        _run(only or list(PARTS), out, quick=quick)
    except FAULTS as error:
        console.print(f"[bold red]stopped:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(1) from None


def _run(parts: Sequence[str], out: Path, *, quick: bool) -> None:
    schedule = QUICK if quick else FULL
    installation.wrk()
    found: dict[str, Any] = results.circumstances(source())
    for name in parts:
        with console.status("building the snapshot") as status:
            found[name] = PARTS[name](snapshots(), schedule, status.update)
        found["measured"][name] = results.run(quick=quick)
        results.write(found, out)
    for table in terminal.tables(results.read(out)):
        Console(width=max(console.width, WIDE)).print(table)
    console.print(f"[dim]{out}[/]")


if __name__ == "__main__":
    typer.run(main)
