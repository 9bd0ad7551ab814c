"""What a build and each of its steps take.

`python -m benchmarks.build.profile SOURCE SNAPSHOTS [WITH…]` prints JSON: of each step the seconds
that went by, the CPU time and the highest memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from build import build


class Profile:
    """Clocks that are read whenever a build begins another step."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._cpu: dict[str, float] = {}
        self._memory: dict[str, int] = {}
        self._step, self._since = "", _clocks()

    def begin(self, step: str, _share: float) -> None:
        """End the step before; the same step once more goes on with it."""
        if step == self._step:
            return
        now = _clocks()
        if self._step:
            self._seconds[self._step] = now[0] - self._since[0]
            self._cpu[self._step] = now[1] - self._since[1]
            self._memory[self._step] = _highest()
            print(f"{self._step}: {self._seconds[self._step]:.1f} s", file=sys.stderr, flush=True)
        self._step, self._since = step, now

    def as_json(self) -> dict[str, Any]:
        """Seconds, CPU seconds and bytes of memory by step.

        Memory is the highest of the process up to the end of each step.
        """
        return {"seconds": self._seconds, "cpu": self._cpu, "memory": self._memory}


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Build, and print the profile."""
    source, snapshots, *others = map(Path, sys.argv[1:])
    profile = Profile()
    built = build(source, snapshots, profile.begin, others=others)
    print(json.dumps({**profile.as_json(), "films": built.rows_kept, "folder": built.folder.name}))


if __name__ == "__main__":
    main()
