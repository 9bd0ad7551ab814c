"""Clients that take their time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from server.endpoint.fast_path import FastPath
from server.endpoint.limited_protocol import LINGER_SECONDS, LimitedProtocol
from server.endpoint.timed_protocol import MIN_TAKEN_BYTES, READ_SECONDS, WRITE_SECONDS
from tests.support.queries import HEAT
from tests.support.wire import KEEP_ALIVE, Connection, error_code, post_bytes, skip, stall

Run = Callable[..., None]
BODY = json.dumps(HEAT).encode()
GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
pytestmark = pytest.mark.parametrize("kind", [FastPath, LimitedProtocol])


@pytest.mark.parametrize(
    ("first", "rest"),
    [(GET, b"x"), (post_bytes(BODY)[:-20], b" ")],
    ids=["a head", "a body"],
)
def test_a_request_that_comes_too_slowly_is_refused(
    first: bytes, rest: bytes, kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        connection.send(first)
        for _ in range(int(READ_SECONDS) // 3):
            assert not connection.wire.sent
            connection.send(rest)
            await skip(3)
        for _ in range(2):
            await skip(KEEP_ALIVE)
        if first == GET or kind is FastPath:
            (response,) = connection.wire.responses
            assert error_code(response) == (408, "REQUEST_TIMEOUT")
            await skip(LINGER_SECONDS)
        assert connection.wire.closed

    run(send, kind)


def test_a_connection_over_which_nothing_comes_is_closed(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def wait(connection: Connection) -> None:
        await skip(READ_SECONDS - 1)
        assert not connection.wire.closed
        await skip(KEEP_ALIVE)
        assert connection.wire.sent == b""
        assert connection.wire.closed

    run(wait, kind)


def test_a_request_that_came_while_the_loop_was_held_up_is_answered(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def wait(connection: Connection) -> None:
        connection.send(post_bytes(BODY))
        await connection.wire.until(1)
        await stall(2 * KEEP_ALIVE)
        assert not connection.wire.closed
        connection.send(post_bytes(BODY))  # timers come before what waits in sockets
        assert len(await connection.wire.until(2)) == 2
        await skip(2 * KEEP_ALIVE)
        assert connection.wire.closed

    run(wait, kind)


def test_a_client_that_does_not_read_its_answer_is_dropped(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def wait(connection: Connection) -> None:
        connection.send(post_bytes(BODY))
        await connection.wire.until(1)
        connection.wire.unsent = 1_000_000
        for _ in range(int(WRITE_SECONDS // KEEP_ALIVE) - 1):
            await skip(KEEP_ALIVE)
        assert not connection.wire.aborted
        for _ in range(2):
            await skip(KEEP_ALIVE)
        assert connection.wire.aborted

    run(wait, kind)


def test_a_client_that_reads_slowly_gets_its_answer(kind: type[LimitedProtocol], run: Run) -> None:
    async def wait(connection: Connection) -> None:
        connection.send(post_bytes(BODY))
        await connection.wire.until(1)
        connection.wire.unsent = 10 * MIN_TAKEN_BYTES
        while connection.wire.unsent:
            for _ in range(4):
                await skip(KEEP_ALIVE)
            connection.wire.unsent -= MIN_TAKEN_BYTES
            await skip(KEEP_ALIVE - 1)
            assert not connection.wire.closed
        connection.send(post_bytes(BODY))
        assert len(await connection.wire.until(2)) == 2
        await skip(KEEP_ALIVE)
        assert not connection.wire.aborted
        assert connection.wire.closed

    run(wait, kind)


def test_a_client_that_waits_for_a_slow_answer_is_not_dropped(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def wait(connection: Connection) -> None:
        connection.send(GET + b"\r\n")
        assert not connection.protocol.cycle.response_complete
        loop = asyncio.get_running_loop()
        loop.ahead += 2 * READ_SECONDS  # type: ignore[attr-defined]
        await connection.wire.until(1)
        assert not connection.wire.closed

    run(wait, kind)
