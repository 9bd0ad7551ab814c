"""Measure everything: `python -m benchmarks`, or `--quick` to try the harness."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from benchmarks import installation
from benchmarks.contest import contest
from benchmarks.rounds import FULL, QUICK
from benchmarks.source import snapshots

console = Console()


def main(quick: Annotated[bool, typer.Option(help="A few seconds of each.")] = False) -> None:
    """Run every benchmark and write the results."""
    plan = QUICK if quick else FULL
    installation.wrk()
    with console.status("building the snapshot") as status:
        folder = snapshots()
        found = contest(folder, plan, status.update)
    console.print(found)


if __name__ == "__main__":
    typer.run(main)
