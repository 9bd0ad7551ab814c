"""Seconds to open a snapshot: `python -m benchmarks.scale.opening SNAPSHOTS`.

Imports are not counted.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.data.dataset import opened
from server.loaded_snapshot import context_of


def main() -> None:
    """Print the seconds from nothing to a context that can answer."""
    begin = time.perf_counter()
    context_of(opened(Path(sys.argv[1])))
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
