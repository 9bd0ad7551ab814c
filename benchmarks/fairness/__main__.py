"""What does one client leave to the others?  `python -m benchmarks.fairness`.

Looks for the largest query of each kind that is allowed, times how long it and smaller ones hold
the event loop, and lets one client ask for all of them while others ask for cached queries and for
new ones.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.contest.contenders import CACHED, ours
from benchmarks.contest.servers import started
from benchmarks.data.dataset import CACHE, opened, snapshots
from benchmarks.fairness.clients import Answers, asked
from benchmarks.fairness.expensive import KINDS, largest
from benchmarks.fairness.loop import milliseconds_on_loop
from execution.executor import Executor
from execution.request import OperationRequest
from server.loaded_snapshot import context_of, executor_of
from settings import Settings

SEEDS = 400
"""Queries of each kind, all different, so that no answer is there already."""
console = Console()


def main(
    rate: Annotated[float, typer.Option(help="Expensive queries a second.")] = 10,
    seconds: Annotated[float, typer.Option(min=1, help="How long to ask.")] = 30,
    folder: Annotated[
        Path | None, typer.Option("--snapshots", help="Folder of a snapshot that was built.")
    ] = None,
) -> None:
    """Measure, and print what was found."""
    within = folder or snapshots()
    executor = executor_of(context_of(opened(within)), Settings())
    sizes = {kind: largest(executor, kind) for kind in KINDS}
    console.print(_kinds(executor, sizes))
    texts = [KINDS[kind](size, seed) for seed in range(SEEDS) for kind, size in sizes.items()]
    logs = CACHE / "fairness"
    logs.mkdir(parents=True, exist_ok=True)
    table = Table("", "requests", "p50 ms", "p99 ms", "most ms", "200 within 1 s", "statuses")
    for greedy in (0.0, rate):
        with started(ours(CACHED, within), logs) as server:
            found = asyncio.run(asked(server.url("Q1"), texts, greedy, seconds))
        names = ("greedy client", "cached answers", "new texts")
        for name, answers in zip(names, found, strict=True):
            if answers.statuses:
                table.add_row(f"{name}, {greedy:g} a second", *_cells(answers))
    console.print(table)


def _kinds(executor: Executor, sizes: dict[str, int]) -> Table:
    """The largest queries that are allowed."""
    table = Table("largest query", "size", "cost", "bytes", "held the loop for, ms")
    for kind, size in sizes.items():
        answer = executor.execute(OperationRequest(KINDS[kind](size, SEEDS)))
        most = 0.0
        for smaller in range(1, size + 1):
            held = milliseconds_on_loop(executor, KINDS[kind](smaller, SEEDS))
            if held is None:  # and so does whatever costs more
                break
            most = max(most, held)
        error = answer.errors[0]["message"] if answer.errors else f"{len(answer.data or b''):,}"
        table.add_row(kind, str(size), f"{answer.cost:,}", error, f"{most:.1f}")
    return table


def _cells(answers: Answers) -> tuple[str, ...]:
    statuses = sorted(set(answers.statuses))
    return (
        f"{len(answers.statuses):,}",
        *(f"{answers.percentile(percent):.1f}" for percent in (50, 99)),
        f"{max(answers.milliseconds):.1f}",
        f"{answers.within(1_000):.1%}",
        ", ".join(f"{status}: {answers.statuses.count(status)}" for status in statuses),
    )


if __name__ == "__main__":
    typer.run(main)
