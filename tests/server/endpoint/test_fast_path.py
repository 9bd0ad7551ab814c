"""The fast path: the same bytes as by the middleware, and what it leaves to uvicorn."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from fastapi import FastAPI
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from server.endpoint.fast_path import STATE_KEY, FastPath
from tests.support.http import request
from tests.support.patience import HUNG
from tests.support.queries import HEAT

KEEP_ALIVE = 5  # seconds
BODY = json.dumps(HEAT).encode()
SLOW = {"query": "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }"}


def post(body: bytes, *headers: str, version: str = "1.1") -> bytes:
    """A POST to /graphql as it is on the wire."""
    lines = (
        f"POST /graphql HTTP/{version}",
        "Host: a",
        "Content-Type: application/json",
        *headers,
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join([*lines, "", ""]).encode() + body


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose clock can be put forward."""

    ahead = 0.0

    def time(self) -> float:
        """Seconds, with those that were skipped."""
        return super().time() + self.ahead


class Wire(asyncio.Transport):
    """What the protocol sends through in place of a socket; collects the bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Collect bytes."""
        self.sent += bytes(data)

    def is_closing(self) -> bool:
        """Whether the server has hung up."""
        return self.closed

    def close(self) -> None:
        """Hang up."""
        self.closed = True

    def pause_reading(self) -> None:
        """The client would have to wait."""

    def resume_reading(self) -> None:
        """The client may go on."""

    @property
    def responses(self) -> list[bytes]:
        """The responses, each from its status line on."""
        return re.split(rb"(?=HTTP/1\.1 \d{3} )", self.sent)[1:]

    async def until(self, count: int) -> list[bytes]:
        """Wait until so many responses are here, each with its body."""
        async with asyncio.timeout(HUNG):
            while len(self.responses) < count or not self.sent.endswith(b"}"):
                await asyncio.sleep(0)
        return self.responses


class Connection:
    """A client's connection to an app, by a protocol of uvicorn."""

    def __init__(self, app: FastAPI, state: dict[str, Any], kind: type[HttpToolsProtocol]) -> None:
        config = Config(app, ws="none", log_config=None, timeout_keep_alive=KEEP_ALIVE)
        self.wire = Wire()
        self.server = ServerState()
        self.protocol = kind(config, self.server, state, _loop=asyncio.get_running_loop())
        self.protocol.connection_made(self.wire)

    def send(self, data: bytes) -> None:
        """Let bytes come in."""
        self.protocol.data_received(data)


Script = Callable[[Connection], Coroutine[Any, Any, None]]


@pytest.fixture
def run(shared_app: FastAPI) -> Callable[..., None]:
    """Run what a client does on a new connection, once its query is known and quick to answer."""
    assert request(shared_app, "POST", "/graphql", json=HEAT).status_code == 200
    (endpoint,) = (
        middleware.kwargs["endpoint"]
        for middleware in shared_app.user_middleware
        if "endpoint" in middleware.kwargs
    )

    def run(script: Script, kind: type[HttpToolsProtocol] = FastPath) -> None:
        async def session() -> None:
            await script(Connection(shared_app, {STATE_KEY: endpoint}, kind))

        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(session())

    return run


def same_but_id(response: bytes) -> set[bytes]:
    """The lines of a response but the one that differs from request to request."""
    return {line for line in response.split(b"\r\n") if not line.startswith(b"x-request-id: ")}


@pytest.mark.parametrize(
    "request_bytes",
    [
        post(BODY),
        post(BODY, "Connection: close"),
        post(BODY, "Accept: application/graphql-response+json"),
        post(BODY, "Accept-Encoding: gzip"),
        post(BODY, version="1.0"),
    ],
    ids=["plain", "to be closed", "another media type", "gzip", "HTTP/1.0"],
)
def test_the_response_is_the_one_that_uvicorn_and_the_middleware_give(
    request_bytes: bytes, run: Callable[..., None]
) -> None:
    found: list[tuple[set[bytes], bool]] = []

    async def ask(connection: Connection) -> None:
        connection.send(request_bytes)
        (response,) = await connection.wire.until(1)
        found.append((same_but_id(response), connection.wire.closed))

    run(ask, FastPath)
    run(ask, HttpToolsProtocol)
    assert found[0] == found[1]


def test_a_known_query_is_answered_before_the_event_loop_turns(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post(BODY))
        (response,) = connection.wire.responses
        assert response.startswith(b"HTTP/1.1 200 ")
        assert response.count(b"x-request-id: ") == 1
        assert b'{"movie":{"title":"Heat"}}' in response
        assert connection.server.total_requests == 1

    run(ask)


@pytest.mark.parametrize("kind", [FastPath, HttpToolsProtocol])
def test_a_body_may_come_in_a_chunk_for_each_byte(
    kind: type[HttpToolsProtocol], run: Callable[..., None]
) -> None:
    """Where each piece is added to all before it, or all are added up at each, this hangs."""
    body = BODY + b" " * (60_000 - len(BODY))
    head = post(b"", "Transfer-Encoding: chunked").replace(b"Content-Length: 0\r\n", b"")

    async def ask(connection: Connection) -> None:
        connection.send(head + b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n")
        (response,) = await connection.wire.until(1)
        assert response.startswith(b"HTTP/1.1 200 ")

    run(ask, kind)


def test_a_request_may_come_byte_by_byte_and_several_at_once(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        for number in post(BODY):
            connection.send(bytes([number]))
        assert len(connection.wire.responses) == 1
        connection.send(post(BODY) + post(BODY))
        assert len(connection.wire.responses) == 3

    run(ask)


@pytest.mark.parametrize(
    ("request_bytes", "expected"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", b'{"status":"alive"}'),
        (b"GET /graphql?query={__typename} HTTP/1.1\r\nHost: a\r\n\r\n", b'"__typename"'),
        (post(json.dumps(SLOW).encode()), b'"similar":[{"rank":1}'),
        (post(b"{"), b"BAD_USER_INPUT"),
        (post(b" " * 64_001), b"TOO_LARGE"),
        (post(BODY, "x-long: " + "x" * 16_001), b"TOO_LARGE"),
    ],
    ids=["another page", "a GET", "slow", "not JSON", "a long body", "a long header"],
)
def test_every_other_request_falls_back_and_is_answered_once(
    request_bytes: bytes, expected: bytes, run: Callable[..., None]
) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(request_bytes)
        (response,) = await connection.wire.until(1)
        assert expected in response
        connection.send(post(BODY))
        assert len(await connection.wire.until(2)) == 2

    run(ask)


def test_a_response_that_waits_comes_before_those_to_later_requests(
    run: Callable[..., None],
) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post(json.dumps(SLOW).encode()) + post(BODY))
        slow, quick = await connection.wire.until(2)
        assert b'"similar"' in slow
        assert b'"title":"Heat"' in quick

    run(ask)


def test_what_follows_a_wish_for_another_protocol_is_ignored(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post(BODY, "Upgrade: h2c", "Connection: Upgrade"))
        await connection.wire.until(1)
        connection.send(post(BODY))
        await asyncio.sleep(0)
        assert len(connection.wire.responses) == 1
        assert connection.wire.closed

    run(ask)


async def skip(seconds: float) -> None:
    """Put the clock forward, and let timers run that are due by then."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    loop.ahead += seconds
    for _ in range(3):
        await asyncio.sleep(0)


def test_a_connection_is_closed_once_it_was_idle_for_too_long(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        for _ in range(3):
            connection.send(post(BODY))
            await skip(KEEP_ALIVE - 1)
            assert not connection.wire.closed
        await skip(2)
        assert connection.wire.closed

    run(ask)


@pytest.mark.parametrize("cut", [20, len(post(BODY)) - 5], ids=["headers", "body"])
def test_half_a_request_is_waited_for(cut: int, run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post(BODY))
        connection.send(post(BODY)[:cut])
        await skip(3 * KEEP_ALIVE)
        assert not connection.wire.closed
        connection.send(post(BODY)[cut:])
        assert len(connection.wire.responses) == 2

    run(ask)


def test_a_request_whose_body_is_still_coming_is_answered_before_the_server_stops(
    run: Callable[..., None],
) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post(BODY)[:-5])
        connection.protocol.shutdown()
        assert not connection.wire.closed
        connection.send(post(BODY)[-5:])
        (response,) = await connection.wire.until(1)
        assert b"connection: close" in response.lower()

    run(ask)
