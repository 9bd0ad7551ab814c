"""What tests of faults stand on: two snapshots, and servers that may end by themselves."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from catalog.storage import store
from settings import ROOT
from tests.support.servers import (
    GONE_WITHIN,
    READY_WITHIN,
    free_port,
    is_ready,
)

SAMPLE = ROOT / "data" / "sample"
FILMS = "movies_metadata.csv"
COMPLAINT_WITHIN = 15  # seconds
PATIENCE = 90  # seconds; a busy machine starts a server in many
HEAT = {"query": "{ movie(id: 949) { title } }"}
Ask = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A server that was started, whether it answers or not."""

    process: subprocess.Popen[bytes]
    address: str
    log_file: Path

    @property
    def graphql(self) -> str:
        """Where it takes queries."""
        return f"{self.address}/graphql"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.address.rpartition(":")[2])

    @property
    def log(self) -> str:
        """What it has printed up to now."""
        return self.log_file.read_text(errors="replace")

    @property
    def workers(self) -> set[int]:
        """The processes that answer, where there are several."""
        return {
            child
            for child in children(self.process.pid)
            if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()
        }

    def ready(self) -> bool:
        """Tell whether it says so."""
        return is_ready(self.address)

    def ended(self, within: float) -> int:
        """The exit code, once it is there."""
        return self.process.wait(within)


@contextmanager
def started(
    snapshots: Path, log: Path, *options: str, before: tuple[str, ...] = (), **environment: str
) -> Iterator[Server]:
    """Run `main.py serve` until the block ends, without waiting for it to be ready.

    Parameters
    ----------
    before
        A command that runs the server, e.g. as another user.
    """
    port = free_port()
    command = [sys.executable, "main.py", "serve", "--snapshots", str(snapshots)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*before, *command, "--port", str(port), *options],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(process, f"http://127.0.0.1:{port}", log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(GONE_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serving(snapshots: Path, log: Path, *options: str, **more: Any) -> Iterator[Server]:
    """The same, once it is ready."""
    with started(snapshots, log, *options, **more) as server:
        assert until(lambda: server.ready() or server.process.poll() is not None, READY_WITHIN)
        assert server.process.poll() is None, server.log[-2_000:]
        yield server


def until(condition: Callable[[], Any], within: float = PATIENCE, pause: float = 0.05) -> Any:
    """What `condition` gives as soon as that counts as true; else what it gave last."""
    deadline = time.monotonic() + within
    found = condition()
    while not found and time.monotonic() < deadline:
        time.sleep(pause)
        found = condition()
    return found


def children(pid: int) -> set[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(child) for child in listed.split()}


def ask(server: Server, query: str, **variables: Any) -> Any:
    """The data and errors of an answer."""
    asked = {"query": query, "variables": variables}
    return httpx.post(server.graphql, json=asked, timeout=PATIENCE).json()


def of(response: httpx.Response) -> str:
    """The fingerprint of the snapshot that an answer is of, by its ETag."""
    etag: str = response.headers.get("etag", "")
    return etag.removeprefix('W/"').partition(".")[0]


def copy_of(snapshots: Path, names: tuple[str, ...], folder: Path) -> Path:
    """A folder of snapshots with copies of these, the first of which is the current one."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    for name in names:
        shutil.copytree(snapshots / name, folder / name)
    store.point(folder, names[0])
    return folder


def fewer_films(folder: Path, films: int) -> Path:
    """The sample, but only its first films."""
    shutil.copytree(SAMPLE, folder)
    with (SAMPLE / FILMS).open(encoding="utf-8", newline="") as whole:
        rows = list(csv.reader(whole))
    with (folder / FILMS).open("w", encoding="utf-8", newline="") as part:
        csv.writer(part, lineterminator="\n").writerows(rows[: films + 1])
    return folder


def litter(snapshots: Path) -> list[str]:
    """What is hidden beside the snapshots."""
    return sorted(entry.name for entry in snapshots.glob(".*"))


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of `main.py` to its end."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def complaint(code: int, told: str) -> str:
    """The one line that a command ended with because of what it was given."""
    assert code == 2, told
    (line,) = told.splitlines()
    assert line.startswith("error: ")
    return line


def heavy(number: int, films: int = 4) -> Ask:
    """A question that takes some tenths of a second; each number makes another one."""
    fields = "rank score reasons(first: 10) { text shared contribution }"
    parts = " ".join(
        f'film{at}: similarMovies(title: "Heat", k: 100, tuning: {{diversity: 0.{at + 1}, '
        f"weights: [{{signal: GENRE, weight: $weight}}]}}) {{ results {{ {fields} }} }}"
        for at in range(films)
    )
    query = f"query Heavy($weight: Float!) {{ {parts} }}"
    return {"query": query, "variables": {"weight": 1 + number / 100}}
