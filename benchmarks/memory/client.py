"""A connection that sends requests as bytes, and reads no more of a response than it must."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Lock
from typing import Any, Self

import orjson

PATIENCE = 120
"""Seconds that a response may take."""
BATCH = 20
"""Requests that a connection takes at once."""
JSON = b"content-type: application/json\r\n"
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Connection:
    """A connection that is kept alive."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def post(self, body: bytes, headers: bytes = JSON) -> int:
        """Post a body to /graphql; give the status."""
        head = b"POST /graphql HTTP/1.1\r\nhost: x\r\n%bcontent-length: %d\r\n\r\n"
        self._socket.sendall(head % (headers, len(body)) + body)
        while (end := self._rest.find(b"\r\n\r\n")) < 0:
            self._rest += self._receive()
        head, self._rest = self._rest[:end], self._rest[end + 4 :]
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        while len(self._rest) < length:
            self._rest += self._receive()
        self._rest = self._rest[length:]
        return int(head.split(b" ", 2)[1])

    def send(self, data: bytes) -> bool:
        """Send bytes that need be no request; whether the server still listens."""
        try:
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def _receive(self) -> bytes:
        found = self._socket.recv(1 << 18)
        if not found:
            raise ConnectionError("the server closed the connection")
        return found


def body_of(text: str, variables: Mapping[str, Any] | None = None) -> bytes:
    """Write the body of a request."""
    return orjson.dumps({"query": text, "variables": variables or {}})


def post_all(port: int, requests: Iterable[tuple[bytes, bytes]], connections: int = 4) -> list[int]:
    """Post bodies with headers over some connections.

    Returns
    -------
    The statuses that came, each once.
    """
    waiting, lock = iter(requests), Lock()

    def take() -> list[tuple[bytes, bytes]]:
        with lock:
            return list(islice(waiting, BATCH))

    def work() -> set[int]:
        found: set[int] = set()
        with Connection(port) as connection:
            while batch := take():
                found |= {connection.post(body, headers) for body, headers in batch}
        return found

    with ThreadPoolExecutor(connections) as pool:
        results = [pool.submit(work) for _ in range(connections)]
        return sorted(set().union(*(result.result() for result in results)))
