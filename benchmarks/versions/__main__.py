"""Is it as fast as it was?  `python -m benchmarks.versions REVISION`.

Measures the working tree beside another revision of this project on the same machine, in turn, so
that only their code differs, and prints the CPU time of a request of both.  With `--now` another
revision takes the place of the working tree, which can then be changed meanwhile.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.contest.agreement import Disagreement
from benchmarks.contest.load import LoadFailed
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import Progress, Schedule
from benchmarks.contest.servers import ServerFailed
from benchmarks.data.dataset import CACHE, opened, snapshots
from benchmarks.peers import installation
from benchmarks.versions.comparison import Comparison, compare
from benchmarks.versions.version import CommandFailed, checkout, working_tree
from catalog.catalog import Catalog

SCHEDULE = Schedule(rounds=9, seconds=1, alone=0, warm_up=2, samples=50)
"""Many short rounds: what disturbs one of them does not move the median."""
VALUES = 500
"""Values of the variables of each query: so few that the warm-up asks with all of them."""
TOLERANCE = 0.05
"""Ratios further from 1 are colored."""
console = Console()


def main(
    revision: Annotated[str, typer.Argument(help="What to compare with: a commit, tag or branch.")],
    now: Annotated[
        str | None, typer.Option(help="A revision in place of the working tree.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=2, help="How often to measure.")] = SCHEDULE.rounds,
) -> None:
    """Compare the speed of the working tree with that of another revision."""
    try:
        with console.status("beginning") as status:
            found = list(_compare(revision, now, replace(SCHEDULE, rounds=rounds), status.update))
    except (CommandFailed, installation.Missing, LoadFailed, ServerFailed) as error:
        console.print(f"[bold red]stopped:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(1) from None
    console.print(_table(revision, now, [one for one in found if isinstance(one, Comparison)]))
    for one in found:
        if not isinstance(one, Comparison):
            console.print(f"[yellow]note:[/] {escape(str(one))}", highlight=False)


def _compare(
    revision: str, newer: str | None, schedule: Schedule, progress: Progress
) -> Iterable[Comparison | Disagreement | CommandFailed]:
    """Comparisons, and what has to be said beside them."""
    installation.wrk()
    before = checkout(revision, progress)
    now = checkout(newer, progress) if newer else working_tree()
    for version in (before, now):
        progress(f"building the snapshot of {version.name}")
        version.build()
    try:
        for version in (before, now):
            progress(f"compiling the extensions of {version.name}")
            version.compile()
        compiled = True
    except CommandFailed as error:
        yield error
        compiled = False
    queries = [
        replace(query, values=query.values[:VALUES])
        for query in workload(Catalog(opened(snapshots())))
    ]
    folder = CACHE / "comparison"
    yield from compare(now, before, queries, schedule, folder, progress, extensions=compiled)


def _table(revision: str, newer: str | None, comparisons: Iterable[Comparison]) -> Table:
    """A row for each mode and query; figures are medians of the rounds."""
    table = Table(
        title=f"{revision} and {newer or 'the working tree'}: server CPU, µs a request",
        caption="medians of the rounds, and the ratios between which their middle half lies",
    )
    for heading in ("mode", "query", "before", "now", "now / before", "middle half"):
        table.add_column(heading, justify="left" if heading in {"mode", "query"} else "right")
    for one in comparisons:
        color = "red" if one.ratio > 1 + TOLERANCE else "green" if one.ratio < 1 - TOLERANCE else ""
        lower, upper = one.middle_half
        table.add_row(
            one.mode,
            one.query,
            f"{statistics.median(one.before):,.1f}",
            f"{statistics.median(one.now):,.1f}",
            f"[{color}]{one.ratio:.3f}[/]" if color else f"{one.ratio:.3f}",
            f"{lower:.3f} – {upper:.3f}",
        )
    return table


if __name__ == "__main__":
    typer.run(main)
