"""Clients that send nothing for a while, half a request, or a request without an end."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from tests.faults.conftest import Pair
from tests.support.memory import resident
from tests.support.patience import HUNG
from tests.support.servers import PATIENT, Server, is_ready, serving

BODY = json.dumps({"query": "{ __typename }"}).encode()
POST = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
REQUEST = POST + b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
CUTS = [len(POST) - 20, len(REQUEST) - 5]
"""Where a request is cut: within the headers, within the body."""

ENDLESS = 50  # MB


def connected(server: Server) -> socket.socket:
    """A connection over which one request was answered."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=HUNG)
    connection.sendall(REQUEST)
    assert answered(connection)
    return connection


def answered(connection: socket.socket) -> bool:
    """Tell whether an answer comes, and not the end of the connection."""
    received = b""
    while not received.endswith(b"}}}"):
        more = connection.recv(10_000)
        if not more:
            return False
        received += more
    return received.startswith(b"HTTP/1.1 200")


def test_a_silent_connection_is_closed_but_half_a_request_is_waited_for(
    pair: Pair, tmp_path: Path
) -> None:
    with serving(pair.snapshots, tmp_path / "log", **PATIENT) as server, ExitStack() as stack:
        *slow, idle = (stack.enter_context(closing(connected(server))) for _ in range(3))
        for connection, cut in zip(slow, CUTS, strict=True):
            connection.sendall(REQUEST[:cut])
        assert idle.recv(1) == b""
        for connection, cut in zip(slow, CUTS, strict=True):
            connection.sendall(REQUEST[cut:])
            assert answered(connection)


def test_a_head_without_an_end_takes_no_memory(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", **PATIENT) as server:
        before = resident(server.process.pid)
        with closing(connected(server)) as connection, suppress(ConnectionError):
            connection.sendall(b"GET / HTTP/1.1\r\nx-long: ")
            for _ in range(ENDLESS):  # a busy machine may close the connection before the end
                connection.sendall(b"x" * 1_000_000)
        assert resident(server.process.pid) < before + ENDLESS * 1_000 / 2
        assert is_ready(server.address)
