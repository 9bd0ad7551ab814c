"""What the kernel counts of a process and its children: CPU time, memory of their own."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path

PROC = Path("/proc")
_ANONYMOUS = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)

Times = Mapping[tuple[int, int], int]
"""CPU time in nanoseconds by process and thread."""


def tree(roots: Iterable[int]) -> list[int]:
    """List the processes and their descendants that are alive."""
    found: list[int] = []
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        try:
            tasks = list((PROC / str(pid) / "task").iterdir())
            children = [task.joinpath("children").read_text().split() for task in tasks]
        except OSError:  # it ended meanwhile
            continue
        found.append(pid)
        waiting += [int(child) for of_task in children for child in of_task]
    return found


def times(roots: Iterable[int]) -> Times:
    """Read the CPU time of every thread of the processes and their descendants."""
    found = {}
    for pid in tree(roots):
        for task in (PROC / str(pid) / "task").glob("*/schedstat"):
            try:
                found[pid, int(task.parent.name)] = int(task.read_text().split()[0])
            except OSError:  # it ended meanwhile
                continue
    return found


def between(before: Times, after: Times) -> int:
    """Nanoseconds of CPU time between two readings; threads that began meanwhile count whole."""
    return sum(spent - before.get(thread, 0) for thread, spent in after.items())


def anonymous(roots: Iterable[int]) -> int:
    """Bytes of memory of the processes and their descendants that map no file."""
    total = 0
    for pid in tree(roots):
        found = _ANONYMOUS.search((PROC / str(pid) / "status").read_text())
        total += int(found[1]) * 1024 if found else 0
    return total


def pause(roots: Iterable[int]) -> None:
    """Stop the processes where they stand, so that they use no core while others are measured."""
    _send(roots, signal.SIGSTOP)


def resume(roots: Iterable[int]) -> None:
    """Let paused processes go on."""
    _send(roots, signal.SIGCONT)


def _send(roots: Iterable[int], what: signal.Signals) -> None:
    for pid in tree(roots):
        os.kill(pid, what)
