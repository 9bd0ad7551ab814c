"""Instructions that a request takes, counted by Valgrind: the same number on a busy machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from benchmarks.contest.queries import Query
from benchmarks.contest.rounds import Progress
from benchmarks.contest.servers import JSON, Server, ServerFailed, started
from benchmarks.versions.comparison import MODES
from benchmarks.versions.version import CommandFailed, Version

VALGRIND = ("valgrind", "--tool=callgrind", "--instr-atstart=no")
READ = "__uv_stream_on_read"
"""The function of uvloop that gets what a client sent, and returns once the answer is written.

Its count leaves out the threads that look for new snapshots now and then, which in a program that
runs fifty times slower come fifty times as often.
"""
PLAIN = {**JSON, "Accept-Encoding": "identity"}
"""As wrk asks: compression would take more instructions than all the rest."""
SLOW = {"REELGRAPH_DEADLINE_MS": "60000", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True, slots=True)
class Instructions:
    """How many instructions a request of a query takes in a mode, in both versions."""

    mode: str
    query: str
    before: float
    now: float

    @property
    def ratio(self) -> float:
        """Now over before."""
        return self.now / self.before


def count(
    now: Version,
    before: Version,
    queries: Sequence[Query],
    folder: Path,
    progress: Progress,
    *,
    extensions: bool,
) -> Iterator[Instructions]:
    """Count for every query in every mode.

    Parameters
    ----------
    folder
        Where logs and counts are written.

    Raises
    ------
    benchmarks.contest.servers.ServerFailed
        A server did not start, or refused requests.
    CommandFailed
        There is no Valgrind.
    """
    if shutil.which(VALGRIND[0]) is None:
        raise CommandFailed(VALGRIND, "not found; install Valgrind")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for mode in MODES:
        found = []
        for version in (before, now):
            progress(f"counting {version.name}, {mode}")
            server = version.server(mode, extensions=extensions)
            found.append(list(_of_server(server, queries, folder)))
        for query, *counts in zip(queries, *found, strict=True):
            yield Instructions(mode, query.name, *counts)


def _of_server(server: Server, queries: Sequence[Query], folder: Path) -> Iterator[float]:
    """Instructions a request of each query, after all its values were asked before."""
    out = folder / server.name.replace(" ", "-").replace(",", "")
    slow = replace(
        server,
        command=[*VALGRIND, f"--callgrind-out-file={out}", *server.command],
        environment={**server.environment, **SLOW},
        constant=False,
    )
    with started(slow, folder) as running, httpx.Client(timeout=120) as client:
        for query in queries:
            bodies = [running.body(query.name, query.text, value) for value in query.values]
            for _ in range(3):  # what is too slow for a first answer has the plan the next time
                failed = _ask(client, running, query, bodies)
            if failed:
                raise ServerFailed(f"{running.name} refused {failed} of {len(bodies)} {query.name}")
            _control(running, "--zero")
            _control(running, "--instr=on")
            _ask(client, running, query, bodies)
            _control(running, f"--dump={query.name}")
            _control(running, "--instr=off")
            dump = max(out.parent.glob(f"{out.name}.*"), key=lambda file: file.stat().st_mtime_ns)
            yield _inclusive(dump.rename(out.with_name(f"{out.name}-{query.name}"))) / len(bodies)


def _ask(client: httpx.Client, server: Server, query: Query, bodies: Sequence[bytes]) -> int:
    """Send each body, and count those that were not answered with success."""
    replies = [client.post(server.url(query.name), content=body, headers=PLAIN) for body in bodies]
    return sum(not reply.is_success for reply in replies)


def _control(server: Server, option: str) -> None:
    command = ["callgrind_control", option, str(server.roots[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CommandFailed(command, done.stdout + done.stderr)


def _inclusive(dump: Path) -> int:
    """Instructions of `READ` and all that it calls."""
    command = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(dump)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        if READ in line and (number := re.match(r" *([\d,]+) ", line)):
            return int(number[1].replace(",", ""))
    raise CommandFailed(command, f"no {READ}")
