"""Connections on which nothing comes for a while."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing
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


def test_a_connection_that_is_silent_after_an_answer_is_closed(server: Server) -> None:
    with closing(asked(server)) as connection:
        begin = time.monotonic()
        assert connection.recv(1) == b""
        assert time.monotonic() - begin > WAITED_FOR - 0.5


def test_a_connection_is_kept_as_long_as_questions_come(server: Server) -> None:
    with closing(asked(server)) as connection:
        for _ in range(LONGER):
            time.sleep(1)
            connection.sendall(ASK)
            assert answer(connection)


def test_a_request_that_comes_slowly_is_waited_for(server: Server) -> None:
    with closing(asked(server)) as one, closing(asked(server)) as other:
        both = list(zip((one, other), HALVES, strict=True))
        for connection, cut in both:
            connection.sendall(ASK[:cut])
        time.sleep(LONGER)
        for connection, cut in both:
            connection.sendall(ASK[cut:])
            assert answer(connection)
