"""A server or a worker stops, hangs or is killed, while clients wait."""

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

from settings import ROOT
from tests.faults.conftest import Pair
from tests.support.patience import HUNG, wait_for
from tests.support.queries import HEAT, heavy
from tests.support.servers import PATIENT, get, serving

IN_FLIGHT = 6
JSON = {"Content-Type": "application/json"}
SILENT_FOR = 7  # seconds; uvicorn itself waits for 5
BLOCKABLE = {"program": "tests/faults/blocked.py", "PYTHONPATH": str(ROOT), **PATIENT}


def refused(port: int) -> bool:
    """Tell whether nobody can connect any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=HUNG).close()
    except ConnectionRefusedError:
        return True
    return False


def runs(pid: int) -> bool:
    """Tell whether a process has not ended; one that only nobody has waited for yet has."""
    try:
        _, _, facts = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return facts[0] not in "ZX"


def connected(port: int) -> HTTPConnection:
    """A connection that a worker has accepted."""
    connection = HTTPConnection("127.0.0.1", port, timeout=HUNG)
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
            connection.request("POST", "/graphql", json.dumps(heavy(number)), JSON)
        select([connection.sock for connection in asking], [], [], HUNG)  # the first is answered
        server.process.terminate()
        wait_for(lambda: refused(server.port))
        for connection in asking:
            with connection.getresponse() as response:
                assert response.status == 200
                assert "errors" not in json.load(response)
        server.end()
        assert "Traceback" not in server.log


def test_a_body_that_is_half_here_is_waited_for_and_answered(pair: Pair, tmp_path: Path) -> None:
    body = json.dumps(HEAT).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
    with serving(pair.snapshots, tmp_path / "log", **PATIENT) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=HUNG) as connection:
            connection.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode() + body[:9])
            get(f"{server.address}/healthz")  # by then that was read, too
            server.process.terminate()
            wait_for(lambda: refused(server.port))
            connection.sendall(body[9:])
            received = connection.makefile("rb").read()
        server.end()
    assert received.startswith(b"HTTP/1.1 200"), received
    assert b"connection: close" in received
    assert b"Heat" in received


def test_a_worker_that_is_silent_for_a_while_is_not_replaced(pair: Pair, tmp_path: Path) -> None:
    """A busy machine may give it no time; it may be in the middle of answers."""
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2", **PATIENT) as server:
        wait_for(lambda: len(server.workers) == 2)
        before = server.workers
        silent = min(before)
        os.kill(silent, signal.SIGSTOP)
        time.sleep(SILENT_FOR)
        os.kill(silent, signal.SIGCONT)
        wait_for(server.ready)
        assert server.workers == before


def test_a_worker_that_died_is_replaced(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2", **PATIENT) as server:
        wait_for(lambda: len(server.workers) == 2)
        gone = min(server.workers)
        os.kill(gone, signal.SIGKILL)
        wait_for(lambda: len(server.workers - {gone}) == 2)
        wait_for(server.ready)


def test_a_worker_whose_event_loop_is_blocked_is_replaced(pair: Pair, tmp_path: Path) -> None:
    """Its other threads still run, as they do beside a request that takes too long."""
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2", **BLOCKABLE) as server:
        wait_for(lambda: len(server.workers) == 2)
        before = server.workers
        with pytest.raises(httpx.RemoteProtocolError):
            get(f"{server.address}/block")
        wait_for(lambda: len(server.workers) == 2 and len(server.workers & before) == 1)
        wait_for(server.ready)
        assert "has not responded" in server.log


def test_a_blocked_worker_does_not_keep_the_server_from_stopping(
    pair: Pair, tmp_path: Path
) -> None:
    with (
        serving(pair.snapshots, tmp_path / "log", "--workers", "2", **BLOCKABLE) as server,
        closing(HTTPConnection("127.0.0.1", server.port, timeout=HUNG)) as connection,
    ):
        workers = server.workers
        connection.request("GET", "/block")
        wait_for(lambda: "holds the event loop" in server.log)
        server.stop()
        assert not any(map(runs, workers))


def test_no_worker_outlives_a_killed_supervisor_or_holds_its_port(
    pair: Pair, tmp_path: Path
) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", "2", **PATIENT) as server:
        wait_for(lambda: len(server.workers) == 2)
        workers = server.workers
        with closing(connected(server.port)) as connection:
            connection.request("POST", "/graphql", json.dumps(heavy(1)), JSON)
            server.process.kill()
            wait_for(lambda: refused(server.port))
            assert connection.getresponse().status == 200
        wait_for(lambda: not any(map(runs, workers)))
        assert "Traceback" not in server.log
