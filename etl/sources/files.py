"""CSV files in a folder or a zip, read piece by piece, every cell as text."""

from __future__ import annotations

import csv
import hashlib
import io
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
_BROKEN_ZIP = (zipfile.BadZipFile, OSError, RuntimeError, ValueError)
"""What `zipfile` raises: also for encryption, an unknown compression and a name that is no text."""


Opener = Callable[[], IO[bytes]]


class Files:
    """The CSV files of a source, by name."""

    def __init__(self, where: Path, openers: Mapping[str, Opener]) -> None:
        self.where, self._openers = where, openers
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
        return cls(where, {Path(m).name: partial(_member, where, m) for m in csvs})

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
            The file is damaged or lacks columns; or, when a piece is read, it is no CSV.
        """
        try:
            digest, content = _digested(self._openers[name])
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


def _digested(opener: Opener) -> tuple[str, bytes | None]:
    """The SHA-256 of a file, and its content if that fits into `MAX_IN_MEMORY`."""
    digest, blocks, length = hashlib.sha256(), [], 0
    with opener() as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
            length += len(block)
            blocks.append(block)
            if length > MAX_IN_MEMORY:
                blocks.clear()
    return digest.hexdigest(), b"".join(blocks) if length <= MAX_IN_MEMORY else None


def _header(line: bytes) -> list[str]:
    """The names in the header line; none if that is no CSV."""
    try:
        return next(csv.reader(io.StringIO(line.decode("utf-8-sig", errors="replace"))), [])
    except csv.Error:
        return []


def _plain(file: Path) -> IO[bytes]:
    return file.open("rb")


def _member(where: Path, name: str) -> IO[bytes]:
    return zipfile.ZipFile(where).open(name)
