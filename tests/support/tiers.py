"""Which run a test belongs to, and a guard that keeps processes and the network out of the others.

`make test` runs what has no mark; `make test-live` what is marked `live`, since it starts a
server, a browser or any other process; `make test-full` what is marked `full`, since it reads the
real data.  Folders of such tests mark what is in them; a test beside a module is marked by hand,
and fails until it is.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[1]
MARKS = {
    "browser": "live",
    "clients": "live",
    "cluster": "cluster",
    "faults": "live",
    "real": "full",
    "web": "live",
}
"""What a test is marked with, by its folder."""
PROCESSES = frozenset({"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system"})
"""Events of Python's audit that start a process."""


class NotAllowedError(Exception):
    """A test does what tests of its run may not do."""


class Guard:
    """Python's audit hook; it stays for good, and is asleep between tests."""

    def __init__(self) -> None:
        self.processes = self.network = True
        sys.addaudithook(self)

    @contextmanager
    def watching(self, item: pytest.Item) -> Iterator[None]:
        """Forbid what a test may not do, while the block runs."""
        marks = {mark.name for mark in item.iter_markers()}
        self.processes, self.network = bool(marks & {"live", "cluster"}), "cluster" in marks
        try:
            yield
        finally:
            self.processes = self.network = True

    def __call__(self, event: str, facts: tuple[Any, ...]) -> None:
        """Refuse what is forbidden while a test runs.

        Parameters
        ----------
        event
            What is about to happen, by the name that Python gives it.
        facts
            What Python tells of it.

        Raises
        ------
        NotAllowedError
            The test has to be marked, or to do without.
        """
        if event in PROCESSES and not self.processes:
            message = f"this test starts a process ({event}): mark it `live`, or do without"
            raise NotAllowedError(message)
        if event == "socket.connect" and not self.network and not _is_local(facts[1]):
            message = f"this test connects to {facts[1]}; tests stay on this machine"
            raise NotAllowedError(message)


def mark(items: list[pytest.Item]) -> None:
    """Mark tests by their folders."""
    for item in items:
        name = MARKS.get(item.path.relative_to(TESTS).parts[0])
        if name is not None:
            item.add_marker(name)


def is_left_out(path: Path, expression: str) -> bool:
    """Whether a run leaves a whole folder out, so that it need not be imported.

    Parameters
    ----------
    path
        A folder below `tests/`.
    expression
        The option `-m` of the run.
    """
    name = MARKS.get(path.name) if path.parent == TESTS else None
    return name is not None and f"not {name}" in expression


def _is_local(address: Any) -> bool:
    """Whether an address is of this machine: a path, or a loopback one."""
    if not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(address[0].partition("%")[0]).is_loopback
    except ValueError:
        return bool(address[0] == "localhost")
