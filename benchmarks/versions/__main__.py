"""Is it as fast as it was?  `python -m benchmarks.versions REVISION`.

Measures the working tree beside another revision of this project on the same machine, in turn, so
that only their code differs, and prints the CPU time of a request of both.  With `--now` another
revision takes the place of the working tree, which can then be changed meanwhile.  On a machine
that does other work, too, `--instructions` counts instructions in place of time.
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
from benchmarks.versions.instructions import Instructions, count
from benchmarks.versions.version import CommandFailed, checkout, working_tree
from catalog.catalog import Catalog

SCHEDULE = Schedule(rounds=9, seconds=1, alone=0, warm_up=2, samples=50)
"""Many short rounds: what disturbs one of them does not move the median."""
VALUES = 500
"""Values of the variables of each query: so few that the warm-up asks with all of them."""
COUNTED_VALUES = 400
"""The same where instructions are counted, which takes fifty times as long."""
TOLERANCE = 0.05
"""Ratios further from 1 are colored."""
console = Console()


def main(
    revision: Annotated[str, typer.Argument(help="What to compare with: a commit, tag or branch.")],
    now: Annotated[
        str | None, typer.Option(help="A revision in place of the working tree.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=2, help="How often to measure.")] = SCHEDULE.rounds,
    instructions: Annotated[
        bool, typer.Option("--instructions", help="Count instructions with Valgrind.")
    ] = False,
) -> None:
    """Compare the speed of the working tree with that of another revision."""
    schedule = None if instructions else replace(SCHEDULE, rounds=rounds)
    try:
        with console.status("beginning") as status:
            found = list(_compare(revision, now, schedule, status.update))
    except (CommandFailed, installation.Missing, LoadFailed, ServerFailed) as error:
        console.print(f"[bold red]stopped:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(1) from None
    console.print(_table(revision, now, found))
    for one in found:
        if isinstance(one, Disagreement | CommandFailed):
            console.print(f"[yellow]note:[/] {escape(str(one))}", highlight=False)


def _compare(
    revision: str, newer: str | None, schedule: Schedule | None, progress: Progress
) -> Iterable[Comparison | Instructions | Disagreement | CommandFailed]:
    """Comparisons, without a schedule of instructions, and what has to be said beside them."""
    if schedule:
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
    values = VALUES if schedule else COUNTED_VALUES
    queries = [
        replace(query, values=query.values[:values])
        for query in workload(Catalog(opened(snapshots())))
    ]
    if schedule:
        folder = CACHE / "comparison"
        yield from compare(now, before, queries, schedule, folder, progress, extensions=compiled)
    else:
        folder = CACHE / "instructions"
        yield from count(now, before, queries, folder, progress, extensions=compiled)


def _table(
    revision: str,
    newer: str | None,
    found: Iterable[Comparison | Instructions | Disagreement | CommandFailed],
) -> Table:
    """A row for each mode and query."""
    table = Table(title=f"{revision} and {newer or 'the working tree'}: a request on the server")
    for heading in ("mode", "query", "before", "now", "now / before", "middle half"):
        table.add_column(heading, justify="left" if heading in {"mode", "query"} else "right")
    for one in found:
        match one:
            case Comparison():
                table.caption = "CPU in µs, medians of the rounds; and half of the rounds' ratios"
                lower, upper = one.middle_half
                before, now = (statistics.median(times) for times in (one.before, one.now))
                figures = (f"{before:,.1f}", f"{now:,.1f}", _ratio(one.ratio))
                table.add_row(one.mode, one.query, *figures, f"{lower:.3f} – {upper:.3f}")
            case Instructions():
                table.caption = "instructions"
                figures = (f"{one.before:,.0f}", f"{one.now:,.0f}", _ratio(one.ratio))
                table.add_row(one.mode, one.query, *figures)
            case _:
                continue
    return table


def _ratio(ratio: float) -> str:
    color = "red" if ratio > 1 + TOLERANCE else "green" if ratio < 1 - TOLERANCE else ""
    return f"[{color}]{ratio:.3f}[/]" if color else f"{ratio:.3f}"


if __name__ == "__main__":
    typer.run(main)
