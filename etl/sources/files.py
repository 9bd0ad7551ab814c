"""CSV files in a folder or a zip, read piece by piece, every cell as text."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from etl.errors import SourceError
from etl.sources import records
from etl.sources.raw import Piece

BLOCK = 1 << 20
"""Bytes that are read at a time."""
PIECE = 12 << 20
"""Bytes of a file after which a piece ends, with the last whole record among them."""
MAX_IN_MEMORY = 128 << 20
"""Bytes of a file up to which it is kept in memory, so that it need not be unzipped twice."""
MAX_RATIO = 100
"""How many times as large as a zip a file in it may be; CSV is 3 to 10 times as large."""
MIN_LIMIT = 64 << 20
"""Bytes that a file in a zip may have, however small the zip is."""
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those whose files `zipfile` reads block by block; of the others it unpacks all that it reads."""
_BROKEN_ZIP = (zipfile.BadZipFile, OSError, RuntimeError, ValueError)
"""What `zipfile` raises: also for encryption, an unknown compression and a name that is no text."""


Opener = Callable[[], IO[bytes]]


class Files:
    """The CSV files of a source, by name.

    Parameters
    ----------
    where
        The folder or zip.
    openers
        Open each of them.
    limit
        Bytes that one of them may have.
    """

    def __init__(self, where: Path, openers: Mapping[str, Opener], limit: float = math.inf) -> None:
        self.where, self._openers, self._limit = where, openers, limit
        self._digests: dict[str, str] = {}

    @classmethod
    def open(cls, where: Path) -> Files:
        """List the CSV files of a folder or zip.

        Raises
        ------
        SourceError
            It is neither, or a broken zip.
        """
        if where.is_dir():
            return cls(
                where, {file.name: partial(_plain, file) for file in sorted(where.glob("*.csv"))}
            )
        if not where.is_file():
            raise SourceError(where, "a folder or a zip", "nothing of that name")
        try:
            members = zipfile.ZipFile(where).namelist()
        except _BROKEN_ZIP as error:
            raise SourceError(
                where, "a folder or a zip", f"a file that is no zip ({error})"
            ) from error
        csvs = [m for m in members if m.endswith(".csv") and not m.startswith("__MACOSX")]
        limit = max(MIN_LIMIT, MAX_RATIO * where.stat().st_size)
        return cls(where, {Path(m).name: partial(_member, where, m) for m in csvs}, limit)

    def __contains__(self, name: str) -> bool:
        return name in self._openers

    @property
    def names(self) -> list[str]:
        """The names of the CSV files."""
        return sorted(self._openers)

    def read(self, name: str, columns: Sequence[str]) -> Pieces:
        """The file `name` in pieces of these `columns`, all text; a blank cell is null.

        Cells beyond the last column of the header are kept in the column `OVERFLOW`.

        Raises
        ------
        SourceError
            The file is damaged, is far larger than its zip, or lacks columns; or, when a piece is
            read, it is no CSV.
        """
        try:
            digest, content = self._digested(name)
            with self._openers[name]() as stream:
                line = stream.readline()
        except (*_BROKEN_ZIP, zlib.error, EOFError) as error:
            raise SourceError(self.where / name, "a readable file", f"damage: {error}") from error
        self._digests[name] = digest
        header = _header(line)
        if not set(columns) <= set(header) or len(set(header)) < len(header):
            found = ", ".join(header[:30]) or "an empty file"
            raise SourceError(self.where / name, f"the columns {', '.join(columns)}", found[:400])
        opener = self._openers[name] if content is None else partial(io.BytesIO, content)
        return Pieces(self.where / name, opener, tuple(header), tuple(columns))

    def _digested(self, name: str) -> tuple[str, bytes | None]:
        """The SHA-256 of a file, and its content if that fits into `MAX_IN_MEMORY`."""
        digest, blocks, length = hashlib.sha256(), [], 0
        with self._openers[name]() as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                length += len(block)
                if length > self._limit:  # of what is there, whatever the zip says about it
                    allowed = f"at most {self._limit:,} bytes in a zip of this size"
                    found = "more; unpack it, and build from the folder, if it is meant to be so"
                    raise SourceError(self.where / name, allowed, found)
                blocks.append(block)
                if length > MAX_IN_MEMORY:
                    blocks.clear()
        return digest.hexdigest(), b"".join(blocks) if length <= MAX_IN_MEMORY else None

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of the files that were read."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self._digests.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file, in order, at least one; they can be iterated again."""

    where: Path
    opener: Opener
    header: tuple[str, ...]
    columns: tuple[str, ...]

    def __iter__(self) -> Iterator[Piece]:
        with self.opener() as stream:
            first = stream.readline()
            for content in records.whole(iter(partial(stream.read, BLOCK), b""), PIECE):
                yield partial(records.read, self.where, first + content, self.header, self.columns)


def _header(line: bytes) -> list[str]:
    """The names in the header line; none if that is no CSV."""
    try:
        return next(csv.reader(io.StringIO(line.decode("utf-8-sig", errors="replace"))), [])
    except csv.Error:
        return []


def _plain(file: Path) -> IO[bytes]:
    return file.open("rb")


def _member(where: Path, name: str) -> IO[bytes]:
    archive = zipfile.ZipFile(where)
    if archive.getinfo(name).compress_type not in COMPRESSIONS:
        raise ValueError("compressed by another method than deflate")
    return archive.open(name)
