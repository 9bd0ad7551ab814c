"""A build and what each of its steps takes: `python -m benchmarks.build.profile SOURCE SNAPSHOTS`.

Prints JSON: of each step the seconds that went by and the CPU time, and the highest memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from build import build


class Phases:
    """Clocks that are read whenever a build says what it does."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self.memory: dict[str, int] = {}
        self._step, self._read = "", self._clocks()

    def tell(self, step: str, _share: float) -> None:
        """A step begins or goes on."""
        if step == self._step:
            return
        now = self._clocks()
        if self._step:
            self.seconds[self._step] = now[0] - self._read[0]
            self.cpu[self._step] = now[1] - self._read[1]
            self.memory[self._step] = _highest()
            print(f"{self._step}: {self.seconds[self._step]:.1f} s", file=sys.stderr, flush=True)
        self._step, self._read = step, now

    @staticmethod
    def _clocks() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def found(self) -> dict[str, Any]:
        """All of it, for JSON; memory is the highest up to the end of each step, in bytes."""
        return {"seconds": self.seconds, "cpu": self.cpu, "memory": self.memory}


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Build."""
    source, snapshots = map(Path, sys.argv[1:])
    phases = Phases()
    built = build(source, snapshots, phases.tell)
    print(json.dumps({**phases.found(), "films": built.rows_kept, "folder": built.folder.name}))


if __name__ == "__main__":
    main()
