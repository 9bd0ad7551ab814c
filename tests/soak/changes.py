"""Swaps of the snapshot, and how much the server grows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from catalog.storage import store
from tests.soak.record import Record
from tests.support.memory import resident

SWAP_EVERY = 30.0
SWAPPED_WITHIN = 15.0
"""Seconds after which every worker must answer from the new snapshot."""
WARM = 0.1
"""Share of the time after which memory is measured for the first time."""


async def swap(record: Record, snapshots: Path, names: Sequence[str]) -> None:
    """Make the next snapshot the current one now and then, and see every worker follow."""
    turn = 0
    while record.remaining:
        await asyncio.sleep(min(SWAP_EVERY, record.remaining))
        if record.remaining < SWAPPED_WITHIN:
            return
        turn += 1
        name = names[turn % len(names)]
        store.point(snapshots, name)
        try:
            async with asyncio.timeout(SWAPPED_WITHIN):
                while set(record.latest.values()) != {name}:
                    await asyncio.sleep(0.05)
            record.counts["swaps seen"] += 1
        except TimeoutError:
            record.fail(f"swap: {record.latest} {SWAPPED_WITHIN} s after {name} was named")


async def growth(record: Record) -> int:
    """Measure how much the processes of the server grow once they are warm, in kB."""
    await asyncio.sleep(WARM * record.length)
    before = resident(record.server.process.pid)
    await asyncio.sleep(record.remaining)
    return resident(record.server.process.pid) - before
