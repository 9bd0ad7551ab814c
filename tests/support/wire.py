"""Connections to an app by a protocol of uvicorn, without a socket, and a clock put forward."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from fastapi import FastAPI
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from tests.support.patience import HUNG

KEEP_ALIVE = 5  # seconds


def post_bytes(body: bytes, *headers: str, version: str = "1.1") -> bytes:
    """A POST to /graphql as it is on the wire."""
    lines = (
        f"POST /graphql HTTP/{version}",
        "Host: a",
        "Content-Type: application/json",
        *headers,
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join([*lines, "", ""]).encode() + body


STEP = 0.5
"""Seconds; less than what a server takes for a loop that was held up."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose clock can be put forward."""

    ahead = 0.0

    def time(self) -> float:
        """Seconds, with those that were skipped."""
        return super().time() + self.ahead


async def skip(seconds: float) -> None:
    """Put the clock forward, step by step, and let timers run that are due by then."""
    while seconds > 0:
        await stall(min(seconds, STEP))
        seconds -= STEP


async def stall(seconds: float) -> None:
    """Put the clock forward at once, as if something had held up the loop for so long."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    loop.ahead += seconds
    for _ in range(3):
        await asyncio.sleep(0)


class Wire(asyncio.Transport):
    """What the protocol sends through in place of a socket; collects the bytes.

    Attributes
    ----------
    unsent
        How many bytes the client seems not to have read.
    aborted
        Whether the server has hung up without sending them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = self.aborted = False
        self.unsent = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Collect bytes."""
        self.sent += bytes(data)

    def is_closing(self) -> bool:
        """Whether the server has hung up."""
        return self.closed

    def close(self) -> None:
        """Hang up."""
        self.closed = True

    def abort(self) -> None:
        """Hang up at once."""
        self.closed = self.aborted = True

    def get_write_buffer_size(self) -> int:
        """Bytes that wait to be read."""
        return self.unsent

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


def error_code(response: bytes) -> tuple[int, str]:
    """The status of a response, and the code of its only error."""
    head, _, body = response.partition(b"\r\n\r\n")
    (error,) = json.loads(body)["errors"]
    assert b"\r\nconnection: close" in head
    assert b"\r\nx-request-id: " in head
    return int(head[9:12]), error["extensions"]["code"]
