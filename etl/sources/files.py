"""CSV files in a folder or a zip, every cell read as text."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from etl.errors import SourceError

OVERFLOW = "cells beyond the header"
_BROKEN_ZIP = (zipfile.BadZipFile, OSError, RuntimeError, ValueError)
"""Also an encrypted one, an unknown compression and a name that is no text."""


class Files:
    """The CSV files of a source by name, wherever in the folder or zip they stand."""

    def __init__(self, where: Path, readers: Mapping[str, Callable[[], bytes]]) -> None:
        self.where, self._readers = where, readers
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
            return cls(where, {file.name: file.read_bytes for file in sorted(where.glob("*.csv"))})
        if not where.is_file():
            raise SourceError(where, "a folder or a zip", "nothing of that name")
        try:
            members = zipfile.ZipFile(where).namelist()
        except _BROKEN_ZIP as error:
            raise SourceError(
                where, "a folder or a zip", f"a file that is no zip ({error})"
            ) from error
        csvs = [m for m in members if m.endswith(".csv") and not m.startswith("__MACOSX")]
        return cls(where, {Path(m).name: _member(where, m) for m in csvs})

    def __contains__(self, name: str) -> bool:
        return name in self._readers

    @property
    def names(self) -> list[str]:
        """The names of the CSV files."""
        return sorted(self._readers)

    def read(self, name: str, columns: Sequence[str]) -> pl.LazyFrame:
        """The file `name` with at least these `columns`, all text; blank is null.

        Cells that stand beyond the header's last column are kept in the column `OVERFLOW`.

        Raises
        ------
        SourceError
            The file is cut off, is no CSV or has other columns.
        """
        try:
            content = self._readers[name]()
        except (*_BROKEN_ZIP, zlib.error, EOFError) as error:
            raise SourceError(self.where / name, "a readable file", f"damage: {error}") from error
        self._digests[name] = hashlib.sha256(content).hexdigest()
        header = _header(content)
        if not set(columns) <= set(header) or len(set(header)) < len(header):
            found = ", ".join(header[:30]) or "an empty file"
            raise SourceError(self.where / name, f"the columns {', '.join(columns)}", found[:400])
        try:
            frame = pl.read_csv(
                content,
                has_header=False,
                skip_lines=1,
                schema=dict.fromkeys([*header, OVERFLOW], pl.String),
                encoding="utf8-lossy",
                truncate_ragged_lines=True,
                missing_columns="insert",
                extra_columns="ignore",
            )
        except pl.exceptions.NoDataError:
            frame = pl.DataFrame(schema=dict.fromkeys([*header, OVERFLOW], pl.String))
        except pl.exceptions.PolarsError as error:
            found = str(error).splitlines()[0]
            raise SourceError(self.where / name, "CSV", f"something else ({found})") from error
        return frame.select(*columns, OVERFLOW).lazy()

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of the files that were read."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self._digests.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


def _header(content: bytes) -> list[str]:
    """The cells of the first line; none if it is no CSV."""
    line = content.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    try:
        return next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        return []


def _member(where: Path, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(where) as archive:
            return archive.read(name)

    return read
