"""A server on a port of its own, on the core that servers are measured on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import orjson

from benchmarks.contest import processes
from settings import ROOT

SERVER_CORE = min(os.sched_getaffinity(0))
PATIENCE = 600
"""Seconds that a server has until it answers."""
JSON = {"Content-Type": "application/json"}
QUERIES = ("Q1", "Q2", "Q3", "Q4", "Q5")


class ServerFailed(Exception):
    """A server ended, or did not answer in time."""


def same(_query: str, data: Any) -> Any:
    """Leave variables or an answer as they are; for servers that have our schema."""
    return data


@dataclass
class Server:
    """A server that can be started, measured and stopped.

    Parameters
    ----------
    command
        Its words; PORT stands for the port.
    folder
        Where the command runs.
    queries
        Names of the queries that it answers.
    texts
        The text of each query that it answers in words of its own.
    ask
        Turns the name of a query and its variables into variables that it understands.
    answer
        Turns the name of a query and its data into data of our schema.
    constant
        Whether it gets one request again and again.
    by_path
        Whether it tells queries apart by the path they are posted to.
    beside
        Other processes that work for it, e.g. those of a database.
    compared
        Whether its answers are compared with those of the others.
    at_rest
        The line of its `/metrics` which says that it does nothing but answer.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    queries: Sequence[str] = QUERIES
    texts: Mapping[str, str] = field(default_factory=dict)
    ask: Callable[[str, Any], Any] = same
    answer: Callable[[str, Any], Any] = same
    constant: bool = False
    by_path: bool = False
    beside: Sequence[int] = ()
    compared: bool = True
    at_rest: str = ""
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    @property
    def roots(self) -> list[int]:
        """The processes whose time counts, without their children."""
        return [*(() if self.process is None else (self.process.pid,)), *self.beside]

    def body(self, query: str, text: str, variables: Mapping[str, Any]) -> bytes:
        """Write what is posted to it."""
        return orjson.dumps(
            {"query": self.texts.get(query, text), "variables": self.ask(query, variables)}
        )

    def url(self, query: str) -> str:
        """Where to post a query."""
        return f"http://127.0.0.1:{self.port}/{query if self.by_path else 'graphql'}"

    def start(self, log: Path) -> Self:
        """Start it and wait until it answers.

        Raises
        ------
        ServerFailed
            It ended, or did not answer within `PATIENCE`.
        """
        self.port = free_port()
        words = [word.replace("PORT", str(self.port)) for word in self.command]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                ["taskset", "-c", str(SERVER_CORE), *words],
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if self._is_ready():
                    return self
            except httpx.TransportError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                text = log.read_text(errors="replace")[-2_000:]
                self.stop()
                raise ServerFailed(f"{self.name} does not answer:\n{text}")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        reply = httpx.post(self.url("Q5"), json={"query": "{ __typename }"}, timeout=10)
        if not reply.is_success or not self.at_rest:
            return reply.is_success
        metrics = httpx.get(f"http://127.0.0.1:{self.port}/metrics", timeout=10)
        return self.at_rest in metrics.text.splitlines()

    def pause(self) -> None:
        """Stop it where it stands, so that it uses no core until it is resumed."""
        processes.pause(self.roots)

    def resume(self) -> None:
        """Let it go on."""
        processes.resume(self.roots)

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            processes.resume(self.roots)
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


@contextmanager
def started(server: Server, logs: Path) -> Iterator[Server]:
    """Run a server until the block ends; what it prints goes to a file in `logs`."""
    server.start(logs / f"{server.name.replace(' ', '-').replace(',', '')}.log")
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
