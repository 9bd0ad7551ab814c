"""A server as a user starts it: its own process, a free port, the sample."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from settings import ROOT

READY_WITHIN = 60  # seconds
GONE_WITHIN = 20  # seconds
PATIENT = {"REELGRAPH_DEADLINE_MS": "60000"}
"""For tests of answers, which come late on a busy machine."""


class ServerNotReadyError(Exception):
    """The server ended, or does not say that it is ready."""


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    address: str
    pid: int
    log: Path

    @property
    def graphql(self) -> str:
        """Where it takes queries."""
        return f"{self.address}/graphql"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return httpx.URL(self.address).port or 80


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def is_ready(address: str) -> bool:
    """Tell whether a server says that it can answer."""
    try:
        return httpx.get(f"{address}/readyz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def serving(snapshots: Path, log: Path, *options: str, **environment: str) -> Iterator[Running]:
    """Run `main.py serve` until the block ends.

    Parameters
    ----------
    snapshots
        Folder of the snapshots to serve from.
    log
        File that takes what the server prints.
    options
        More arguments of `serve`.
    environment
        Variables beside the inherited ones.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = ["main.py", "serve", "--snapshots", str(snapshots), "--port", str(port), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + READY_WITHIN
        while not is_ready(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerNotReadyError(log.read_text()[-2_000:])
            time.sleep(0.1)
        yield Running(address, process.pid, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(GONE_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
