"""The fast path: the same bytes as by the middleware, and what it leaves to uvicorn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.endpoint.fast_path import FastPath
from server.endpoint.limited_protocol import LimitedProtocol
from tests.support.queries import HEAT
from tests.support.wire import KEEP_ALIVE, Connection, post_bytes, skip

BODY = json.dumps(HEAT).encode()
SLOW = {"query": "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }"}


def same_but_id(response: bytes) -> set[bytes]:
    """The lines of a response but the one that differs from request to request."""
    return {line for line in response.split(b"\r\n") if not line.startswith(b"x-request-id: ")}


@pytest.mark.parametrize(
    "request_bytes",
    [
        post_bytes(BODY),
        post_bytes(BODY, "Connection: close"),
        post_bytes(BODY, "Accept: application/graphql-response+json"),
        post_bytes(BODY, "Accept-Encoding: gzip"),
        post_bytes(BODY, version="1.0"),
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
        connection.send(post_bytes(BODY))
        (response,) = connection.wire.responses
        assert response.startswith(b"HTTP/1.1 200 ")
        assert response.count(b"x-request-id: ") == 1
        assert b'{"movie":{"title":"Heat"}}' in response
        assert connection.server.total_requests == 1

    run(ask)


@pytest.mark.parametrize("kind", [FastPath, LimitedProtocol])
def test_a_body_may_come_in_a_chunk_for_each_byte(
    kind: type[LimitedProtocol], run: Callable[..., None]
) -> None:
    """Where each piece is added to all before it, or all are added up at each, this hangs."""
    body = BODY + b" " * (60_000 - len(BODY))
    head = post_bytes(b"", "Transfer-Encoding: chunked").replace(b"Content-Length: 0\r\n", b"")

    async def ask(connection: Connection) -> None:
        connection.send(head + b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n")
        (response,) = await connection.wire.until(1)
        assert response.startswith(b"HTTP/1.1 200 ")

    run(ask, kind)


def test_a_request_may_come_byte_by_byte(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        for number in post_bytes(BODY):
            connection.send(bytes([number]))
        assert len(connection.wire.responses) == 1

    run(ask)


def test_of_requests_that_come_at_once_all_but_the_first_wait_for_a_turn_of_the_loop(
    run: Callable[..., None],
) -> None:
    async def ask(connection: Connection) -> None:
        for earlier in range(0, 60, 20):
            connection.send(post_bytes(BODY) * 20)
            assert len(connection.wire.responses) == earlier + 1
            found = await connection.wire.until(earlier + 20)
            assert all(b'"title":"Heat"' in response for response in found)

    run(ask)


@pytest.mark.parametrize(
    ("request_bytes", "expected"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", b'{"status":"alive"}'),
        (b"GET /graphql?query={__typename} HTTP/1.1\r\nHost: a\r\n\r\n", b'"__typename"'),
        (post_bytes(json.dumps(SLOW).encode()), b'"similar":[{"rank":1}'),
        (post_bytes(b"{"), b"BAD_USER_INPUT"),
        (post_bytes(b" " * 64_001), b"TOO_LARGE"),
        (post_bytes(BODY, "x-long: " + "x" * 16_001), b"TOO_LARGE"),
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
        connection.send(post_bytes(BODY))
        assert len(await connection.wire.until(2)) == 2

    run(ask)


def test_a_response_that_waits_comes_before_those_to_later_requests(
    run: Callable[..., None],
) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post_bytes(json.dumps(SLOW).encode()) + post_bytes(BODY))
        slow, quick = await connection.wire.until(2)
        assert b'"similar"' in slow
        assert b'"title":"Heat"' in quick

    run(ask)


def test_what_follows_a_wish_for_another_protocol_is_ignored(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post_bytes(BODY, "Upgrade: h2c", "Connection: Upgrade"))
        await connection.wire.until(1)
        connection.send(post_bytes(BODY))
        await asyncio.sleep(0)
        assert len(connection.wire.responses) == 1
        assert connection.wire.closed

    run(ask)


def test_a_connection_is_closed_once_it_was_idle_for_too_long(run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        for _ in range(3):
            connection.send(post_bytes(BODY))
            await skip(KEEP_ALIVE - 1)
            assert not connection.wire.closed
        await skip(2)
        assert connection.wire.closed

    run(ask)


@pytest.mark.parametrize("cut", [20, len(post_bytes(BODY)) - 5], ids=["headers", "body"])
def test_half_a_request_is_waited_for(cut: int, run: Callable[..., None]) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post_bytes(BODY))
        connection.send(post_bytes(BODY)[:cut])
        await skip(3 * KEEP_ALIVE)
        assert not connection.wire.closed
        connection.send(post_bytes(BODY)[cut:])
        assert len(connection.wire.responses) == 2

    run(ask)


def test_a_request_whose_body_is_still_coming_is_answered_before_the_server_stops(
    run: Callable[..., None],
) -> None:
    async def ask(connection: Connection) -> None:
        connection.send(post_bytes(BODY)[:-5])
        connection.protocol.shutdown()
        assert not connection.wire.closed
        connection.send(post_bytes(BODY)[-5:])
        (response,) = await connection.wire.until(1)
        assert b"connection: close" in response.lower()

    run(ask)
