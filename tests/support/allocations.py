"""What things take in memory, by the allocations of Python."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable


def allocated(act: Callable[[], object]) -> int:
    """Bytes that are there after an act and were not before; `act` returns what is to stay."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = act()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return after - before


def bytes_of(make: Callable[[], object], count: int) -> float:
    """What one of the things takes that `make` makes, by the difference of many and few."""
    make()
    few = allocated(lambda: [make() for _ in range(count)])
    many = allocated(lambda: [make() for _ in range(3 * count)])
    return (many - few) / (2 * count)
