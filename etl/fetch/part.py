"""What has arrived of a file so far, under a name of its own beside the final one."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pooch
import requests

from etl.fetch.reason import status_of

TIMEOUT = 30
"""Seconds that a server may be silent."""
TRIES = 20
"""Attempts to go on after a break, each of which must have brought some bytes."""

CHUNK = 16_384
"""Bytes that are written at a time; a shorter rest is lost when the connection breaks."""

Progress = Callable[[int, int | None], object]
"""Called with the bytes that are here, and the bytes of the whole if the server says so."""


class Part:
    """The beginning of a file, and the validator of the version that it belongs to.

    Attributes
    ----------
    modified
        When the whole was last changed, as the server said; None if it did not.
    """

    def __init__(self, file: Path, progress: Progress) -> None:
        self.modified: str | None = None
        self.file, self.version = file, file.with_name(f"{file.name}-version")
        self._progress = progress

    def discard(self) -> None:
        """Delete it."""
        self.file.unlink(missing_ok=True)
        self.version.unlink(missing_ok=True)

    def complete(self, url: str) -> None:
        """Fetch the rest; after a break go on, as long as each attempt brings some bytes."""
        for _ in range(TRIES):
            before = self._size()
            try:
                self._more(url, before)
            except requests.RequestException as error:
                if status_of(error) == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and before:
                    self.discard()
                elif status_of(error) is not None or self._size() <= before:
                    raise
            else:
                return
        raise requests.exceptions.ChunkedEncodingError(f"broke {TRIES} times")

    def _size(self) -> int:
        """How many bytes are here to which the rest can be added."""
        if not self.version.is_file():
            self.file.unlink(missing_ok=True)
        return self.file.stat().st_size if self.file.is_file() else 0

    def _more(self, url: str, size: int) -> None:
        headers = {"Accept-Encoding": "identity"}
        if size:
            headers |= {"Range": f"bytes={size}-", "If-Range": self.version.read_text()}
        with self.file.open("ab") as stream, ExitStack() as opened:
            total: int | None = None

            def begin(response: requests.Response, **_: Any) -> None:
                nonlocal total
                opened.enter_context(response)  # pooch leaves it open where something fails
                if response.status_code == HTTPStatus.OK:  # all of it, whatever was asked for
                    stream.truncate(0)
                    self._remember(response)
                self.modified = response.headers.get("Last-Modified") or self.modified
                if response.ok and (length := response.headers.get("Content-Length")):
                    total = stream.seek(0, os.SEEK_END) + int(length)

            class Counted:
                """Pooch's own bar counts chunks and knows nothing of what was here before."""

                flush = stream.flush

                @staticmethod
                def write(chunk: bytes) -> None:
                    stream.write(chunk)
                    self._progress(stream.tell(), total)

            options: Any = {"headers": headers, "hooks": {"response": begin}}
            pooch.HTTPDownloader(chunk_size=CHUNK, timeout=TIMEOUT, **options)(url, Counted(), None)

    def _remember(self, response: requests.Response) -> None:
        """Note how to ask for the rest of this very version; else the download starts over."""
        etag = response.headers.get("ETag", "W/")  # a weak one does not speak of bytes
        validator = response.headers.get("Last-Modified") if etag.startswith("W/") else etag
        if validator:
            self.version.write_text(validator)
        else:
            self.version.unlink(missing_ok=True)
