"""How much memory do clients make a server keep?  `python -m benchmarks.memory`.

Sends one flood after the other to one server, and prints by how much its processes grow.  Files
that are mapped do not count, as all processes share them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import httpx
import typer
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console
from rich.table import Table

from benchmarks.contest.contenders import VERIFIED
from benchmarks.contest.processes import anonymous
from benchmarks.contest.servers import Server, started
from benchmarks.data.dataset import CACHE, snapshots
from benchmarks.memory.client import JSON, body_of, post_all
from benchmarks.memory.floods import FLOODS, MEGABYTE

GOAL = 200
"""MB that all floods together may make the processes grow by."""
WARM_UP = 200
REST = 2.0
"""Seconds for the server to save its metrics, and to free what it can."""
WHAT = ("bytes", "entries", "limit_bytes")
"""The figures of each cache in /metrics."""
console = Console()


def main(
    part: Annotated[float, typer.Option(min=0.001, max=1, help="How much of all to send.")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="Processes of the server.")] = 1,
    only: Annotated[list[int] | None, typer.Option(help="Numbers of floods, from 0.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--snapshots", help="Folder of a snapshot that was built.")
    ] = None,
) -> None:
    """Measure, and print what was found."""
    within = folder or snapshots()
    command = [sys.executable, "main.py", "serve", "--snapshots", str(within), "--port", "PORT"]
    server = Server("flooded", [*command, "--workers", str(workers)], at_rest=VERIFIED)
    logs = CACHE / "memory"
    logs.mkdir(parents=True, exist_ok=True)
    table = Table("", "seconds", "grew by, MB", "answered", title=f"{part:.0%} of each flood")
    with started(server, logs):
        warm_up = [
            (body_of(f"{{ movie(id: {number}) {{ title }} }}"), JSON) for number in range(WARM_UP)
        ]
        post_all(server.port, warm_up)
        first = before = _megabytes(server)
        for number, (name, flood) in enumerate(FLOODS.items()):
            if only and number not in only:
                continue
            began = time.monotonic()
            answered = flood(server.port, part)
            seconds = time.monotonic() - began
            after = _megabytes(server)
            table.add_row(name, f"{seconds:.0f}", f"{after - before:.1f}", answered)
            before = after
        table.add_row("in total", "", f"{before - first:.1f}", f"goal: below {GOAL}")
        console.print(table)
        console.print(_caches(server))


def _megabytes(server: Server) -> float:
    time.sleep(REST)
    return anonymous(server.roots) / MEGABYTE


def _caches(server: Server) -> Table:
    """How full each cache is, as the server says."""
    text = httpx.get(f"http://127.0.0.1:{server.port}/metrics", timeout=30).text
    found = {
        (sample.name, sample.labels.get("cache")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    table = Table("cache", "MB", "of", "entries")
    for name, cache in found:
        if name == "reelgraph_cache_bytes":
            size, limit = (
                found[f"reelgraph_cache_{what}", cache] / MEGABYTE
                for what in ("bytes", "limit_bytes")
            )
            entries = found["reelgraph_cache_entries", cache]
            table.add_row(cache, f"{size:.1f}", f"{limit:.1f}", f"{entries:,.0f}")
    return table


if __name__ == "__main__":
    typer.run(main)
