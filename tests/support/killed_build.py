"""A build that is killed: `python -m tests.support.killed_build SOURCE SNAPSHOTS MOMENT`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from build import build


def main(source: str, snapshots: str, moment: str) -> None:
    """Build, but die at a moment: a step of the build, or what happens to a file."""

    def reach(reached: str) -> None:
        if reached == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, facts: tuple[Any, ...]) -> None:
        """Python tells of each before it happens."""
        if event == "os.rename":
            reach(f"renaming to {Path(facts[1]).name}")
        elif event == "open" and str(facts[0]).endswith(".json") and facts[1] == "w":
            reach(f"opening {Path(facts[0]).name}")

    sys.addaudithook(watch)
    built = build(Path(source), Path(snapshots), lambda step, _share: reach(step), accept_loss=True)
    sys.exit(f"{built.folder} was built without {moment!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
