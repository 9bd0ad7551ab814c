"""A server as a user starts it: a process of its own, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import Any

import httpx

from settings import ROOT
from tests.support.patience import HUNG, wait_for

PATIENT = {"REELGRAPH_DEADLINE_MS": "60000"}
"""For tests of answers, which come late on a busy machine."""
TRUSTING_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For servers without TLS: to read the certificates of the system takes 50 ms a client."""

get = partial(httpx.get, timeout=HUNG, verify=TRUSTING_NOBODY)
post = partial(httpx.post, timeout=HUNG, verify=TRUSTING_NOBODY)
"""Send one request over a connection of its own."""


@dataclass(frozen=True)
class Server:
    """A server that was started; it may have ended since.

    Attributes
    ----------
    process
        The server, or the supervisor of its workers.
    log_file
        Takes what it prints, to standard output and standard error.
    """

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
    def running(self) -> bool:
        """Whether its process has not ended."""
        return self.process.poll() is None

    @property
    def workers(self) -> set[int]:
        """The processes that answer, where there are several."""
        return {
            child
            for child in children(self.process.pid)
            if (command := _command(child)) and "resource_tracker" not in command
        }

    def ready(self) -> bool:
        """Tell whether it says that it can answer."""
        return is_ready(self.address)

    def stop(self) -> subprocess.CompletedProcess[str]:
        """Tell it to stop, and wait until it has."""
        self.process.terminate()
        return self.end()

    def end(self) -> subprocess.CompletedProcess[str]:
        """Wait until it has ended by itself; gives its exit code, and its log as the errors."""
        code = self.process.wait(HUNG)
        return subprocess.CompletedProcess(self.process.args, code, "", self.log)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def is_ready(address: str) -> bool:
    """Tell whether a server says that it can answer; not if it is too busy to say anything."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, HTTPException):
        return False


@contextmanager
def started(
    snapshots: Path | str,
    log: Path,
    *options: str,
    before: tuple[str, ...] = (),
    program: Path | str = "main.py",
    **environment: str,
) -> Iterator[Server]:
    """Run the command `serve` until the block ends, without waiting until it is ready.

    Parameters
    ----------
    snapshots
        Folder or bucket of the snapshots to serve from.
    log
        File that takes what the server prints.
    options
        More arguments of `serve`.
    before
        A command that runs the server, e.g. as another user.
    program
        What has the command, from the root of the project.
    environment
        Variables beside the inherited ones.
    """
    port = free_port()
    command = [sys.executable, str(program), "serve", "--snapshots", str(snapshots)]
    command = [*before, *command, "--port", str(port), *options]
    with running(command, port, log, ROOT, {**os.environ, **environment}) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str], port: int, log: Path, folder: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    """Run a command that serves on `port` until the block ends.

    Parameters
    ----------
    log
        File that takes what it prints.
    folder
        Where it is run.
    environment
        All its variables.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Server(process, f"http://127.0.0.1:{port}", log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(HUNG)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serving(snapshots: Path | str, log: Path, *options: str, **more: Any) -> Iterator[Server]:
    """Run a server as `started` does, once it is ready."""
    with started(snapshots, log, *options, **more) as server:
        wait_for(lambda: server.ready() or not server.running)
        assert server.running, server.log[-2_000:]
        yield server


def children(pid: int) -> set[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(child) for child in listed.split()}


def _command(pid: int) -> str:
    """The command line of a process; empty once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def ask(server: Server, query: str, **variables: Any) -> Any:
    """The data and errors of an answer."""
    body = {"query": query, "variables": variables}
    return post(server.graphql, json=body).json()


def fingerprint_of(response: httpx.Response) -> str:
    """The fingerprint of the snapshot that an answer is of, by its ETag."""
    etag: str = response.headers.get("etag", "")
    return etag.removeprefix('W/"').partition(".")[0]
