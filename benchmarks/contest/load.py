"""Load on a server, from wrk on a core of its own."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest.processes import between, times
from benchmarks.contest.servers import Server

SCRIPT = Path(__file__).with_name("rotation.lua")
PATIENCE = "30s"
"""A slow answer is a slow answer and no error."""
CORES = sorted(os.sched_getaffinity(0))
CLIENT_CORE = CORES[-1]


class LoadFailed(Exception):
    """wrk ended badly, or some answers were errors."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One measurement; `cpu` is what the server's processes spent on each request.

    Microseconds, but for the rate, which is requests a second.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    cpu: float


def load(
    server: Server, query: str, bodies: Path, connections: int, seconds: float, offset: int = 0
) -> Figures:
    """Ask `server` as fast as it answers, with one value of the variables after the other.

    Parameters
    ----------
    bodies
        A file with a body a line.
    offset
        Where among the bodies to begin.

    Raises
    ------
    LoadFailed
        Something was not answered.
    """
    command = [
        *("taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{connections}"),
        *(f"-d{max(round(seconds), 1)}s", "--timeout", PATIENCE, "-s", str(SCRIPT)),
        server.url(query),
        *("--", str(bodies), str(offset)),
    ]
    before = times(server.roots)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = times(server.roots)
    if done.returncode != 0:
        raise LoadFailed(f"{server.name}, {query}: {done.stderr.strip()}")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    if found["errors"] or not found["requests"]:
        raise LoadFailed(f"{server.name}, {query}: {done.stdout}")
    return Figures(
        found["requests"],
        found["requests"] * 1e6 / found["microseconds"],
        found["p50"],
        found["p99"],
        between(before, after) / found["requests"] / 1_000,
    )
