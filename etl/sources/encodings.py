"""Files as UTF-8, whatever they are written in."""

from __future__ import annotations

import codecs
from functools import partial
from typing import IO, NamedTuple

from etl.sources.opener import Opener

UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_EXAMPLE = 60
"""Characters of a line that an example shows."""


class Encoding(NamedTuple):
    """What a file is written in.

    Attributes
    ----------
    name
        UTF-8, UTF-16 or Windows-1252.
    lines
        How many lines are not UTF-8.
    example
        The first of them, around what is not UTF-8.
    """

    name: str
    lines: int = 0
    example: str | None = None


class Utf8Check:
    """Whether blocks of bytes, one after the other, are UTF-8."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._first = True
        self.failed = False
        self.marked = False

    def feed(self, block: bytes, *, last: bool = False) -> None:
        """Look at the next block."""
        if self._first:
            self.marked = block.startswith(MARKS)
            self._first = False
        if self.failed or self.marked:
            return
        try:
            if not block.isascii() or last or self._decoder.getstate()[0]:
                self._decoder.decode(block, last)
        except UnicodeDecodeError:
            self.failed = True


def encoding(check: Utf8Check, opener: Opener) -> Encoding:
    """The encoding of a file that was checked.

    A file that is not UTF-8 is Windows-1252, unless more of its lines are UTF-8 with letters beyond
    ASCII than are not: it is UTF-8 then, and damaged.
    """
    if check.marked:
        return Encoding(UTF_16)
    if not check.failed:
        return Encoding(UTF_8)
    good, bad, example = 0, 0, None
    with opener() as stream:
        for line in stream:
            if line.isascii():
                continue
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError as error:
                bad += 1
                example = example or (line, error.start)
    name = UTF_8 if good > bad else WINDOWS
    line, at = example or (b"", 0)
    text = line[max(0, at - _EXAMPLE // 2) :][:_EXAMPLE]
    shown = text.decode("utf-8", "replace") if name == UTF_8 else _windows(text)
    return Encoding(name, bad, shown.strip())


def recoded(opener: Opener, name: str) -> Opener:
    """What opens a file as UTF-8."""
    return opener if name == UTF_8 else partial(_recode, opener, name)


def _recode(opener: Opener, name: str) -> IO[bytes]:
    stream = opener()
    reading = "utf-16" if name == UTF_16 else "cp1252"
    return codecs.EncodedFile(stream, "utf-8", reading, _ERRORS)


def _windows(text: bytes) -> str:
    return text.decode("cp1252", _ERRORS)


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """Five bytes stand for nothing in Windows-1252; browsers read them as control characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = error.object[error.start : error.end]
    return part.decode("latin-1") if len(part) == 1 else "\ufffd", error.end


_ERRORS = "control characters"
codecs.register_error(_ERRORS, _as_control)
