"""A server on this machine that serves one file, with ranges, as ill as a test wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Host:
    """What it serves at every path, and what it was asked: headers of GET alone.

    `breaks` says after how many bytes each of the next answers is cut off.
    """

    content: bytes
    etag: str | None = '"one"'
    modified: str | None = None
    ranges: bool = True
    status: int | None = None
    breaks: list[int] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a GET or a HEAD."""
        if request.command == "GET":
            self.asked.append(dict(request.headers.items()))
        if self.status is not None:
            request.send_error(self.status)
            return
        begin = self._begin(request)
        if begin and begin >= len(self.content):
            request.send_error(416)
            return
        request.send_response(206 if begin else 200)
        body = self.content[begin:]
        headers = {"ETag": self.etag, "Last-Modified": self.modified}
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            if value:
                request.send_header(name, value)
        request.end_headers()
        if request.command == "HEAD":
            return
        request.wfile.write(body[: self.breaks.pop(0)] if self.breaks else body)

    def _begin(self, request: BaseHTTPRequestHandler) -> int:
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        fresh = request.headers.get("If-Range") in (self.etag, self.modified)
        return int(wanted[1]) if wanted and fresh and self.ranges else 0


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.answer(self)

        def do_HEAD(self) -> None:
            host.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
