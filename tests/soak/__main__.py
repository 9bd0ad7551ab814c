"""A long mixed load on a server whose data change: `python -m tests.soak [SECONDS]`.

Well-behaved clients ask what the documentation asks, by POST and by GET with persisted queries,
and page through films; beside them another sends every hostile input, and every half minute another
snapshot becomes the current one.  A failure is an answer with a status of 5xx that is not BUSY, an
internal error, a connection that breaks under a well-behaved client, or two answers from one
snapshot that differ.  The facts go to data/soak.json.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from build import build
from settings import ROOT
from tests.soak import changes, clients
from tests.soak.record import Record
from tests.support.documentation import blocks
from tests.support.servers import serving
from tests.support.snapshots import SAMPLE, part_of_sample

RESULT = ROOT / "data" / "soak.json"
SECONDS = 600
WORKERS = 2
BY_TEXT, BY_HASH, PAGERS = 3, 2, 2
"""How many clients there are of each kind."""
FEW = 200
"""Films of the other snapshot."""
MOST_GROWTH = 200_000  # kB


async def run(record: Record, snapshots: Path, names: Sequence[str]) -> int:
    """Let all clients ask and the data change; give the growth in kB."""
    queries = [query for _, query in blocks("graphql")]
    growth = asyncio.create_task(changes.growth(record))
    await asyncio.gather(
        *(clients.by_text(record, queries, seed) for seed in range(BY_TEXT)),
        *(clients.by_hash(record, queries, seed) for seed in range(BY_HASH)),
        *(clients.page_by_page(record) for _ in range(PAGERS)),
        asyncio.to_thread(clients.hostile, record),
        changes.swap(record, snapshots, names),
        growth,
    )
    return growth.result()


def facts(record: Record, growth: int, workers: set[int]) -> dict[str, Any]:
    """Check the server once more, and give what was seen by name."""
    log = record.server.log
    if record.server.workers != workers:
        record.fail(f"workers: {workers} at first, {record.server.workers} at the end")
    if growth > MOST_GROWTH:
        record.fail(f"memory: {growth:,} kB more")
    if "Traceback" in log:
        record.fail(f"log: {log[log.index('Traceback') :]}")
    milliseconds = np.array(record.seconds) * 1_000
    return {
        "seconds": record.length,
        "requests": len(record.seconds) + record.counts["hostile"],
        **{kind: record.counts[kind] for kind in ("documented", "persisted", "pages", "hostile")},
        "failures": record.counts["failures"],
        "p50, ms": round(float(np.percentile(milliseconds, 50)), 2),
        "p99, ms": round(float(np.percentile(milliseconds, 99)), 2),
        "growth, kB": growth,
        "swaps seen": record.counts["swaps seen"],
        "stale cursors": record.codes["STALE_CURSOR"],
        "timeouts": record.codes["TIMEOUT"],
        "busy": record.codes["BUSY"],
    }


def main() -> None:
    """Soak, print a table and keep the facts; exit 1 where something failed."""
    length = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshots = folder / "snapshots"
        fewer = build(part_of_sample(folder / "fewer", FEW), snapshots).fingerprint
        whole = build(SAMPLE, snapshots).fingerprint
        with serving(snapshots, folder / "log", "--workers", str(WORKERS)) as server:
            record, workers = Record(server, length), server.workers
            growth = asyncio.run(run(record, snapshots, [whole, fewer]))
            found = facts(record, growth, workers)
    RESULT.write_text(json.dumps({**found, "examples": record.failures}, indent=1) + "\n")
    table = Table("", "", title=f"{WORKERS} workers, {length:g} s", show_header=False)
    for fact, value in found.items():
        table.add_row(fact, f"{value:,}")
    console.print(table)
    for failure in record.failures:
        console.print(failure, style="red", markup=False, highlight=False)
    raise SystemExit(1 if record.counts["failures"] else 0)


if __name__ == "__main__":
    main()
