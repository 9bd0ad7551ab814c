"""What a catalog of a million films costs beside the real one: start, memory, each request."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders
from benchmarks.contest.agreement import Disagreement, check
from benchmarks.contest.processes import anonymous
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import QUICK, Progress, Schedule, Spread, measure, summarize
from benchmarks.contest.servers import Server, started
from benchmarks.data.dataset import CACHE, opened
from catalog.catalog import Catalog
from settings import ROOT

FILMS = 1_000_000
BETWEEN = 5
"""The catalog in between is so many times smaller than the largest."""
LARGEST = 50
"""Times that a catalog is multiplied at the most: the sample stays a small one."""
ASKED = ("Q1", "Q2", "Q3", "Q4")
ALIKE = ("Q1", "Q3", "Q4")
"""Queries whose answers are as long in a larger catalog and, mostly, the same."""
MODE = contenders.NOTHING_KEPT
"""The mode in which every answer is worked out."""


def size(snapshots: Path, schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """Measure the real catalog, one in between and one of a million films.

    Returns
    -------
    As JSON lists with a figure for each of `films`: seconds from opening to ready, bytes of
    memory above those of a server without a catalog, spread of the CPU time of a request in
    microseconds; and `growth`, the CPU time of the largest over that of the real one.
    """
    real = opened(snapshots)
    films = len(Catalog(real).movies)
    largest = min(max(2, round(FILMS / films)), LARGEST)
    folders = {films: snapshots}
    for times in sorted({largest, *(() if schedule is QUICK else (max(2, largest // BETWEEN),))}):
        progress(f"multiplying the catalog by {times}")
        folders[films * times] = _multiplied(snapshots, times)
    queries = [query for query in workload(Catalog(real)) if query.name in ASKED]
    work = CACHE / "size"
    work.mkdir(parents=True, exist_ok=True)
    progress("opening snapshots")
    start = [seconds_to_open(folder, schedule.rounds) for folder in folders.values()]
    notes: list[str] = []
    with ExitStack() as stack:
        nothing = anonymous(stack.enter_context(started(empty(), work)).roots)
        servers = [
            stack.enter_context(started(of_films(films, folder), work))
            for films, folder in folders.items()
        ]
        fresh = [anonymous(server.roots) - nothing for server in servers]
        try:
            check(servers, [q for q in queries if q.name in ALIKE], schedule.samples)
        except Disagreement as error:  # a title may well mean a copy
            notes.append(str(error))
        rounds = measure(servers, queries, replace(schedule, alone=0), work, progress)
        used = [anonymous(server.roots) - nothing for server in servers]
    found = [summarize(rounds)[server.name] for server in servers]
    cpu = {query.name: [of[query.name]["cpu"] for of in found] for query in queries}
    return {
        "films": list(folders),
        "mode": MODE,
        "start_seconds": start,
        "memory_empty_server": nothing,
        "memory_started": fresh,
        "memory_used": used,
        "cpu": cpu,
        "growth": {name: cpu[name][-1]["median"] / cpu[name][0]["median"] for name in ALIKE},
        "notes": notes,
    }


def _multiplied(snapshots: Path, times: int) -> Path:
    """Let a process of its own make a catalog so many times as large; give its folder."""
    into = CACHE / f"times-{times}"
    command = [sys.executable, "-m", "benchmarks.data.large_snapshot"]
    subprocess.run(
        [*command, str(snapshots), str(into), str(times)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return into


def of_films(films: int, snapshots: Path) -> Server:
    """Our server over a catalog of so many films."""
    return replace(contenders.ours(MODE, snapshots), name=f"reelgraph with {films} films")


def empty() -> Server:
    """A server without a catalog."""
    command = [sys.executable, "-m", "uvicorn", "benchmarks.peers.empty:app", "--port", "PORT"]
    return Server("empty server", [*command, "--log-level", "warning", "--no-access-log"])


def seconds_to_open(snapshots: Path, rounds: int) -> dict[str, float]:
    """Measure opening a snapshot, each time in a new process; files are in the page cache.

    Returns
    -------
    A `Spread` of seconds, as JSON.
    """
    command = [sys.executable, "-m", "benchmarks.scale.opening", str(snapshots)]
    found = [
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(rounds + 1)
    ]
    return asdict(Spread.of(found[1:]))
