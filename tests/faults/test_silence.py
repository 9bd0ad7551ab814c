"""Connections on which nothing comes for a while."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.faults.conftest import Pair
from tests.faults.ground import PATIENCE, Server, serving

BODY = json.dumps({"query": "{ __typename }"}).encode()
POST = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
ASK = POST + b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
HALVES = [len(POST) - 20, len(ASK) - 5]
"""Where a request is cut: within the headers, within the body."""
WAITED_FOR = 5  # seconds, by default of uvicorn
LONGER = WAITED_FOR + 1


@pytest.fixture(scope="module")
def server(built: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log: Path = tmp_path_factory.mktemp("silence") / "log"
    with serving(built.snapshots, log) as running:
        yield running


def asked(server: Server) -> socket.socket:
    """A connection over which one question was answered."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    connection.sendall(ASK)
    assert answer(connection)
    return connection


def answer(connection: socket.socket) -> bool:
    """Tell whether an answer comes, and not the end of the connection."""
    told = b""
    while not told.endswith(b"}}}"):
        some = connection.recv(10_000)
        if not some:
            return False
        told += some
    return told.startswith(b"HTTP/1.1 200")


def silent(connection: socket.socket) -> bool:
    """Tell whether it is open still, and nothing came."""
    connection.setblocking(False)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    finally:
        connection.settimeout(PATIENCE)


def test_only_a_connection_on_which_nothing_comes_after_an_answer_is_closed(server: Server) -> None:
    begin = time.monotonic()
    with ExitStack() as stack:
        idle, busy, *slow = (stack.enter_context(closing(asked(server))) for _ in range(4))
        for connection, cut in zip(slow, HALVES, strict=True):
            connection.sendall(ASK[:cut])
        for _ in range(LONGER):
            assert silent(idle) or time.monotonic() - begin > WAITED_FOR
            time.sleep(1)
            busy.sendall(ASK)
            assert answer(busy)
        assert idle.recv(1) == b""
        for connection, cut in zip(slow, HALVES, strict=True):
            connection.sendall(ASK[cut:])
            assert answer(connection)
