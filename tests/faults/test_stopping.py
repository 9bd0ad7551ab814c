"""Stopping while somebody waits for an answer, and not even starting."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from select import select

import httpx
import pytest

from tests.faults.conftest import Pair
from tests.faults.ground import (
    COMPLAINT_WITHIN,
    HEAT,
    PATIENCE,
    command,
    complaint,
    heavy,
    serving,
    started,
    until,
)

IN_FLIGHT = 8
JSON = {"Content-Type": "application/json"}
STOPPED_WITHIN = 20  # seconds
SILENT_FOR = 7  # seconds; uvicorn itself waits for 5
PATIENT = {"REELGRAPH_DEADLINE_MS": "60000", "REELGRAPH_RESPONSE_CACHE_MB": "0"}


def refused(port: int) -> bool:
    """Tell whether nobody can connect any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False


def connected(port: int) -> HTTPConnection:
    """A connection that a worker has accepted."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    return connection


@pytest.mark.parametrize("workers", [1, 2])
def test_requests_in_flight_are_answered_before_the_server_stops(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    options = ("--workers", str(workers))
    with (
        serving(pair.snapshots, tmp_path / "log", *options, **PATIENT) as server,
        ExitStack() as stack,
    ):
        # Connected before, since a busy machine may take longer to connect than to answer.
        asking = [stack.enter_context(closing(connected(server.port))) for _ in range(IN_FLIGHT)]
        for number, connection in enumerate(asking):
            connection.request("POST", "/graphql", json.dumps(heavy(number, 2)), JSON)
        readable, _, _ = select([connection.sock for connection in asking], [], [], PATIENCE)
        begin = time.monotonic()
        server.process.terminate()
        assert until(lambda: refused(server.port), 5, 0.02)
        assert server.process.poll() is None  # not because it is gone already
        for connection in asking:
            with connection.getresponse() as response:
                assert response.status == 200
                assert "errors" not in json.load(response)
        server.ended(STOPPED_WITHIN)
        assert time.monotonic() - begin < STOPPED_WITHIN
        assert 0 < len(readable) < IN_FLIGHT / 2
        assert "Traceback" not in server.log


def test_a_body_that_is_half_here_is_waited_for_and_answered(pair: Pair, tmp_path: Path) -> None:
    body = json.dumps(HEAT).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
    with serving(pair.snapshots, tmp_path / "log") as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode() + body[:9])
            httpx.get(f"{server.address}/healthz")  # by then that was read, too
            server.process.terminate()
            assert until(lambda: refused(server.port), 5, 0.02)
            connection.sendall(body[9:])
            told = connection.makefile("rb").read()
        server.ended(STOPPED_WITHIN)
    assert told.startswith(b"HTTP/1.1 200"), told
    assert b"connection: close" in told
    assert b"Heat" in told


def test_a_port_that_is_taken_is_one_line(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log") as server:
        begin = time.monotonic()
        port = str(server.port)
        done = command("serve", "--snapshots", pair.snapshots, "--port", port)
        assert time.monotonic() - begin < COMPLAINT_WITHIN
    line = complaint(done.returncode, done.stderr)
    assert f"127.0.0.1:{port}" in line
    assert "address already in use" in line


def test_a_missing_folder_is_one_line_that_names_the_command(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    begin = time.monotonic()
    with started(missing, tmp_path / "log") as server:
        line = complaint(server.ended(COMPLAINT_WITHIN), server.log)
    assert time.monotonic() - begin < COMPLAINT_WITHIN
    assert f"{missing}: no snapshot here" in line
    assert f"`python main.py build --snapshots {missing}`" in line


def test_a_worker_that_is_silent_for_a_while_is_not_replaced(pair: Pair, tmp_path: Path) -> None:
    """A busy machine may give it no time; it may be in the middle of answers."""
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2") as server:
        assert until(lambda: len(server.workers) == 2)
        before = server.workers
        silent = min(before)
        os.kill(silent, signal.SIGSTOP)
        time.sleep(SILENT_FOR)
        os.kill(silent, signal.SIGCONT)
        assert until(server.ready)
        assert server.workers == before


def test_a_worker_that_died_is_replaced(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2") as server:
        assert until(lambda: len(server.workers) == 2)
        gone = min(server.workers)
        os.kill(gone, signal.SIGKILL)
        assert until(lambda: len(server.workers - {gone}) == 2)
        assert until(server.ready)
