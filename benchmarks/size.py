"""What a catalog of a million films costs beside the real one: start, memory, each request."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import servers
from benchmarks.agreement import Disagreement, check
from benchmarks.contest import Tell, started
from benchmarks.multiply import multiply
from benchmarks.processes import anonymous
from benchmarks.queries import workload
from benchmarks.rounds import Plan, Spread, measure, plain
from benchmarks.servers import REFERENCE, Server
from benchmarks.source import CACHE, opened
from catalog.catalog import Catalog
from settings import ROOT

FILMS = 1_000_000
LARGEST = 50
"""Times that a catalog is multiplied at the most: the sample stays a small one."""
ASKED = ("Q1", "Q3", "Q4")


def size(snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Figures of the real catalog and of one of a million films, as JSON."""
    real = opened(snapshots)
    films = len(Catalog(real).movies)
    times = min(max(2, round(FILMS / films)), LARGEST)
    large = CACHE / "large"
    tell(f"multiplying the catalog by {times}")
    multiply(real, large, times, tell)
    folders = {films: snapshots, films * times: large}
    queries = [query for query in workload(Catalog(real)) if query.name in ASKED]
    work = CACHE / "size"
    work.mkdir(parents=True, exist_ok=True)
    tell("opening snapshots")
    seconds = {films: _seconds(folder, plan.rounds) for films, folder in folders.items()}
    notes: list[str] = []
    with ExitStack() as stack:
        empty = anonymous(stack.enter_context(started(_empty(), work)).roots)
        contenders = [
            stack.enter_context(started(_of(films, folder), work))
            for films, folder in folders.items()
        ]
        fresh = [anonymous(server.roots) - empty for server in contenders]
        try:
            check(contenders, queries, plan.samples)
        except Disagreement as error:  # a title may well mean a copy
            notes.append(str(error))
        summaries = measure(contenders, queries, plan, work, tell)
        used = [anonymous(server.roots) - empty for server in contenders]
    small, big = (plain(summaries)[server.name] for server in contenders)
    return {
        "films": list(folders),
        "server": _mode(),
        "start_seconds": [seconds[films] for films in folders],
        "memory_fresh": fresh,
        "memory_used": used,
        "memory_empty_server": empty,
        "cpu": {query: [of[query]["cpu"] for of in (small, big)] for query in small},
        "growth": {q: big[q]["cpu"]["median"] / small[q]["cpu"]["median"] for q in small},
        "notes": notes,
    }


def _mode() -> str:
    """The mode in which every answer is worked out, as fast as may be."""
    return next(iter(servers.modes()), REFERENCE)


def _of(films: int, snapshots: Path) -> Server:
    return replace(servers.ours(_mode(), snapshots), name=f"reelgraph with {films} films")


def _empty() -> Server:
    command = [sys.executable, "-m", "uvicorn", "benchmarks.peers.empty:app", "--port", "PORT"]
    return Server("empty server", [*command, "--log-level", "warning", "--no-access-log"])


def _seconds(snapshots: Path, rounds: int) -> dict[str, float]:
    """From opening to ready, each time in a new process; files are in the page cache."""
    command = [sys.executable, "-m", "benchmarks.opening", str(snapshots)]
    found = [
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(rounds + 1)
    ][1:]
    spread = Spread.of(found)
    return {"median": spread.median, "least": spread.least, "most": spread.most}
