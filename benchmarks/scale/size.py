"""What a catalog of a million films costs beside the real one: start, memory, each request."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders
from benchmarks.contest.agreement import Disagreement, check
from benchmarks.contest.contenders import REFERENCE
from benchmarks.contest.contest import Tell, started
from benchmarks.contest.processes import anonymous
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import QUICK, Plan, Spread, measure, plain
from benchmarks.contest.servers import Server
from benchmarks.data.dataset import CACHE, opened
from catalog.catalog import Catalog
from settings import ROOT

FILMS = 1_000_000
BETWEEN = 5
LARGEST = 50
"""Times that a catalog is multiplied at the most: the sample stays a small one."""
ASKED = ("Q1", "Q2", "Q3", "Q4")
ALIKE = ("Q1", "Q3", "Q4")
"""Those whose answers are as long in a larger catalog and, mostly, the same."""


def size(snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Figures of the real catalog, of one in between and of one of a million films, as JSON."""
    real = opened(snapshots)
    films = len(Catalog(real).movies)
    largest = min(max(2, round(FILMS / films)), LARGEST)
    folders = {films: snapshots}
    for times in sorted({largest, *(() if plan is QUICK else (max(2, largest // BETWEEN),))}):
        tell(f"multiplying the catalog by {times}")
        folders[films * times] = _multiplied(snapshots, times)
    queries = [query for query in workload(Catalog(real)) if query.name in ASKED]
    work = CACHE / "size"
    work.mkdir(parents=True, exist_ok=True)
    tell("opening snapshots")
    start = [seconds(folder, plan.rounds) for folder in folders.values()]
    notes: list[str] = []
    with ExitStack() as stack:
        nothing = anonymous(stack.enter_context(started(empty(), work)).roots)
        starters = [
            stack.enter_context(started(of_films(films, folder), work))
            for films, folder in folders.items()
        ]
        fresh = [anonymous(server.roots) - nothing for server in starters]
        try:
            check(starters, [q for q in queries if q.name in ALIKE], plan.samples)
        except Disagreement as error:  # a title may well mean a copy
            notes.append(str(error))
        summaries = measure(starters, queries, replace(plan, alone=0), work, tell)
        used = [anonymous(server.roots) - nothing for server in starters]
    found = [plain(summaries)[server.name] for server in starters]
    cpu = {query.name: [of[query.name]["cpu"] for of in found] for query in queries}
    return {
        "films": list(folders),
        "mode": _mode(),
        "start_seconds": start,
        "memory_empty_server": nothing,
        "memory_started": fresh,
        "memory_used": used,
        "cpu": cpu,
        "growth": {name: cpu[name][-1]["median"] / cpu[name][0]["median"] for name in ALIKE},
        "notes": notes,
    }


def _multiplied(snapshots: Path, times: int) -> Path:
    """The folder of a catalog so many times as large, made by a process of its own."""
    into = CACHE / f"times-{times}"
    command = [
        sys.executable,
        "-m",
        "benchmarks.data.large_snapshot",
        str(snapshots),
        str(into),
        str(times),
    ]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return into


def _mode() -> str:
    """The mode in which every answer is worked out, as fast as may be."""
    return next(iter(contenders.modes()), REFERENCE)


def of_films(films: int, snapshots: Path) -> Server:
    """Our server over a catalog of so many films."""
    return replace(contenders.ours(_mode(), snapshots), name=f"reelgraph with {films} films")


def empty() -> Server:
    """A server without anything to serve."""
    command = [sys.executable, "-m", "uvicorn", "benchmarks.peers.empty:app", "--port", "PORT"]
    return Server("empty server", [*command, "--log-level", "warning", "--no-access-log"])


def seconds(snapshots: Path, rounds: int) -> dict[str, float]:
    """From opening to ready, each time in a new process; files are in the page cache."""
    command = [sys.executable, "-m", "benchmarks.scale.opening", str(snapshots)]
    found = [
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(rounds + 1)
    ][1:]
    spread = Spread.of(found)
    return {"median": spread.median, "least": spread.least, "most": spread.most}
