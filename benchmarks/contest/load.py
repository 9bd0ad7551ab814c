"""One measurement: load on a server, from wrk on a core of its own."""

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
"""So long that wrk takes no slow answer for an error."""
CORES = sorted(os.sched_getaffinity(0))
CLIENT_CORE = CORES[-1]


class LoadFailed(Exception):
    """wrk ended badly, or some answers were errors."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one measurement found.

    Attributes
    ----------
    requests
        How many were answered.
    rate
        Requests a second.
    p50, p99
        Time of an answer in microseconds, of half and of 99 % of the requests.
    cpu
        Microseconds on a core that the server's processes spent on each request.
    """

    requests: int
    rate: float
    p50: float
    p99: float
    cpu: float


def load(
    server: Server, query: str, bodies: Path, connections: int, seconds: float, offset: int = 0
) -> Figures:
    """Send the bodies of a file to `server`, one after the other, as fast as it answers.

    Parameters
    ----------
    bodies
        A file with a body a line.
    offset
        Which of the bodies to begin with.

    Raises
    ------
    LoadFailed
        wrk ended badly, or some requests were not answered with success.
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
