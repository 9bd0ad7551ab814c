"""Heads, trailers and chunk extensions without an end."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import repeat

import pytest

from server.endpoint.fast_path import FastPath
from server.endpoint.limited_protocol import (
    LINGER_SECONDS,
    MAX_PIECE,
    LimitedProtocol,
)
from tests.support.queries import HEAT
from tests.support.wire import Connection, error_code, post_bytes, skip

Run = Callable[..., None]
BODY = json.dumps(HEAT).encode()
CHUNKED = post_bytes(b"", "Transfer-Encoding: chunked").replace(b"Content-Length: 0\r\n", b"")
CHUNK = b"%x\r\n%b\r\n" % (len(BODY), BODY)
GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
PIECE = 250_000
"""Bytes that come at once, about as many as the event loop reads from a socket."""
ENDLESS = 200
"""Pieces that a client would send if it were let: 50 MB."""
pytestmark = pytest.mark.parametrize("kind", [FastPath, LimitedProtocol])


def endless(begin: bytes, filler: bytes) -> Iterator[bytes]:
    """A request that goes on and on."""
    yield begin
    yield from repeat(filler * (PIECE // len(filler)), ENDLESS)


@pytest.mark.parametrize(
    ("begin", "filler", "expected"),
    [
        (b"GET /", b"x", 414),
        (b"POST /graphql?", b"x", 414),
        (b"GET / HTTP/1.1\r\nx-long: ", b"x", 431),
        (b"GET / HTTP/1.1\r\n", b"x", 431),
        (b"POST /graphql HTTP/1.1\r\n", b"a:b\r\n", 431),
        (b"\r\n", b"\r\n", 431),
        (CHUNKED + CHUNK + b"0\r\nx-long: ", b"x", 431),
        (CHUNKED + CHUNK + b"0\r\n", b"a:b\r\n", 431),
        (CHUNKED, b"1;" + b"x" * 1_000 + b"\r\n \r\n", 431),
        (CHUNKED + b"1;x=", b"x", 431),
    ],
    ids=[
        "an address",
        "a query string",
        "a header",
        "a name",
        "many headers",
        "empty lines",
        "a trailer",
        "many trailers",
        "many extensions",
        "an extension",
    ],
)
def test_what_has_no_end_is_cut_off_while_it_is_read(
    begin: bytes, filler: bytes, expected: int, kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        tracemalloc.start()
        for piece in endless(begin, filler):
            connection.send(piece)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 1_000_000
        if begin.startswith(CHUNKED) and kind is LimitedProtocol:
            assert not connection.wire.responses  # the app has the request
        else:
            (response,) = connection.wire.responses
            assert error_code(response) == (expected, "TOO_LARGE")
            assert not connection.wire.closed  # the client may still be sending
        await skip(LINGER_SECONDS)
        assert connection.wire.closed

    run(send, kind)


def test_trailers_do_not_become_headers(kind: type[LimitedProtocol], run: Run) -> None:
    async def send(connection: Connection) -> None:
        for trailer in (b"X-Request-Id: evil", b"Content-Type: text/html", b"Accept: image/png"):
            connection.send(CHUNKED + CHUNK + b"0\r\n" + trailer + b"\r\n\r\n")
        for response in await connection.wire.until(3):
            assert response.startswith(b"HTTP/1.1 200 ")
            assert b"evil" not in response

    run(send, kind)


def test_small_trailers_and_extensions_are_no_reason_to_refuse(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        chunk = CHUNK.replace(b"\r\n", b";name=value\r\n", 1)
        for number in range(1, 200):
            connection.send(CHUNKED + chunk + b"0\r\nx-checksum: " + b"1f" * 200 + b"\r\n\r\n")
            await connection.wire.until(number)
        assert all(found.startswith(b"HTTP/1.1 200 ") for found in connection.wire.responses)

    run(send, kind)


def test_many_requests_may_come_in_one_piece(kind: type[LimitedProtocol], run: Run) -> None:
    async def send(connection: Connection) -> None:
        connection.send(post_bytes(BODY, "x-long: " + "x" * 10_000) * 20)
        responses = await connection.wire.until(20)
        assert all(found.startswith(b"HTTP/1.1 200 ") for found in responses)

    run(send, kind)


def test_thousands_of_requests_in_one_piece_wait_as_bytes_and_are_answered_in_order(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        count, first = 600, GET + b"\r\n"
        connection.send(first * count)
        connection.send(post_bytes(BODY))
        assert len(connection.protocol.pipeline) <= MAX_PIECE // len(first) + 1
        while b'"title":"Heat"' not in connection.wire.sent:
            await asyncio.sleep(0.01)
        *others, last = connection.wire.responses
        assert len(others) == count
        assert all(found.endswith(b'{"status":"alive"}') for found in others)
        assert b'"title":"Heat"' in last
        connection.send(first)
        assert len(await connection.wire.until(count + 2)) == count + 2

    run(send, kind)


def test_a_refusal_is_not_taken_for_the_answer_to_an_earlier_request(
    kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        connection.send(GET + b"\r\n" + GET + b"x-long: " + b"x" * PIECE)
        assert connection.wire.sent == b""
        assert connection.wire.closed

    run(send, kind)


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n", GET + b"a b\x00: c\r\n\r\n"]
)
def test_what_is_no_http_is_refused_in_json_and_in_its_turn(
    garbage: bytes, kind: type[LimitedProtocol], run: Run
) -> None:
    async def send(connection: Connection) -> None:
        connection.send(garbage)
        (response,) = connection.wire.responses
        assert error_code(response) == (400, "BAD_USER_INPUT")
        await skip(LINGER_SECONDS)
        assert connection.wire.closed

    async def send_behind(connection: Connection) -> None:
        connection.send(GET + b"\r\n" + garbage)
        assert connection.wire.sent == b""
        assert connection.wire.closed

    run(send, kind)
    run(send_behind, kind)
