r"""CSV and TSV files of a source, read piece by piece, every cell as text.

The name says which a file is: in a `.tsv` file cells are separated by tabs, quotes are letters like
any other, and ``\N`` is null, as databases write it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.errors import SourceError
from etl.sources import records
from etl.sources.archives import BROKEN, Place, places
from etl.sources.encodings import MARKS, UTF_8, Encoding, Utf8Check, encoding, recoded
from etl.sources.opener import Opener
from etl.sources.raw import Piece

BLOCK = 1 << 20
"""Bytes that are read at a time."""
PIECE = 12 << 20
"""Bytes of a file after which a piece ends, with the last whole record among them."""
MAX_IN_MEMORY = 128 << 20
"""Bytes of a file up to which it is kept in memory, so that it need not be unzipped twice."""
SEPARATORS = ",;\t|"
TSV = ".tsv"
MAX_HEADER = 1 << 16
"""Bytes of a header that are looked at to recognize a file."""
MAX_NAMES = 300
"""Characters of a list of columns in an error."""
CAUSES: Mapping[bytes, str] = {
    b"<": "a web page",
    b"version https://git-lfs": "a pointer of Git LFS, without the file it stands for",
    b"PK\x03\x04": "a spreadsheet or another zip",
    b"{": "JSON",
    b"[": "JSON",
}
"""What a file begins with that only looks like CSV by its name."""


class Files:
    """The files of rows of a source, by name, in lower case.

    Attributes
    ----------
    findings
        What is unusual about the files that were read.
    """

    def __init__(self, where: Path, found: Mapping[str, Sequence[Place]]) -> None:
        self.where, self._places = where, found
        self._digests: dict[str, str] = {}
        self._headers: dict[str, tuple[str, ...]] = {}
        self.findings: list[Finding] = []

    @classmethod
    def open(cls, where: Path) -> Files:
        """List the files of rows of a source.

        Raises
        ------
        SourceError
            It is neither a folder nor an archive, or a broken one.
        """
        found: dict[str, list[Place]] = {}
        for place in places(where):
            found.setdefault(_name(Path(place.inside.lower())), []).append(place)
        return cls(where, found)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return sorted(self._places)

    def read(self, name: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Pieces:
        """The file `name` in pieces of these columns, all text; a blank cell is null.

        Cells beyond the last column of the header are kept in the column `OVERFLOW`.

        Parameters
        ----------
        optional
            Those of `columns` that are null, which is a finding, if the file has none.

        Raises
        ------
        SourceError
            The file is there twice, damaged, far larger than its archive, or lacks columns; or,
            when a piece is read, it is no CSV.
        """
        place = self._place(name)
        opener = place.opener
        try:
            found = _inspect(self.where / name, place)
        except BROKEN as error:
            raise SourceError(self.where / name, "a readable file", f"damage: {error}") from error
        self._digests[name] = found.digest
        if found.content is not None:
            opener = partial(io.BytesIO, found.content)
        opener = recoded(opener, found.encoding.name)
        with opener() as stream:
            line = stream.readline()
        header = Header.of(line.decode("utf-8-sig", errors="replace"), columns)
        missing = header.check(self.where / name, columns, optional, line)
        self._note(name, found.encoding, header, missing)
        plain = name.endswith(TSV)
        return Pieces(self.where / name, opener, header, tuple(columns), plain=plain)

    def with_columns(self, columns: Sequence[str]) -> str | None:
        """The name of the file that has all these columns; None if there is none.

        Raises
        ------
        SourceError
            There are several.
        """
        found = [name for name in self.names if set(columns) <= set(self.columns(name))]
        if len(found) > 1:
            wanted = f"one file with the columns {', '.join(columns)}"
            raise SourceError(self.where, wanted, ", ".join(found)[:MAX_NAMES])
        return found[0] if found else None

    def columns(self, name: str) -> tuple[str, ...]:
        """The names in the header of a file; none if it cannot be read, which `read` tells."""
        if name not in self._headers:
            try:
                with self._places[name][0].opener() as stream:
                    line = stream.readline(MAX_HEADER)
            except BROKEN:
                line = b""
            text = line.decode("utf-16" if line.startswith(MARKS) else "utf-8-sig", "ignore")
            self._headers[name] = max(
                (_names(text, separator) for separator in SEPARATORS), key=len
            )
        return self._headers[name]

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of the files that were read."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self._digests.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def _place(self, name: str) -> Place:
        copies = sorted(self._places[name], key=lambda place: place.inside.count("/"))
        if len(copies) > 1:
            names = ", ".join(place.inside for place in copies)
            raise SourceError(self.where, f"one {name}", f"{len(copies)}: {names[:MAX_NAMES]}")
        return copies[0]

    def _note(self, name: str, of: Encoding, header: Header, missing: Sequence[str]) -> None:
        def note(rule: str, severity: Severity, rows: int = 1, example: str | None = None) -> None:
            self.findings.append(Finding("source", rule, severity, rows, example))

        if of.name != UTF_8:
            rule = f"{name} is read as {of.name}"
            note(rule, Severity.REPAIRED, max(of.lines, 1), of.example)
        elif of.lines:
            rule = f"lines of {name} are not UTF-8; what cannot be read is \ufffd"
            note(rule, Severity.REPAIRED, of.lines, of.example)
        if header.separator != ("\t" if name.endswith(TSV) else SEPARATORS[0]):
            note(f"cells of {name} are separated by {header.separator!r}", Severity.NOTED)
        for column in missing:
            note(f"{name} has no {column}", Severity.NOTED)


class Header(NamedTuple):
    """The names of the columns of a file, and what separates them."""

    names: tuple[str, ...]
    separator: str

    @classmethod
    def of(cls, line: str, columns: Sequence[str]) -> Header:
        """Read a header with the separator by which it has most of these columns."""
        headers = [cls(_names(line, separator), separator) for separator in SEPARATORS]
        return max(headers, key=lambda header: len(set(header.names) & set(columns)))

    def check(
        self, file: Path, columns: Sequence[str], optional: Sequence[str], line: bytes
    ) -> Sequence[str]:
        """The optional columns that are missing.

        Raises
        ------
        SourceError
            Another column is missing, or a name stands twice.
        """
        missing = [name for name in columns if name not in self.names]
        repeated = [name for name, count in Counter(self.names).items() if count > 1 and name]
        lacking = [name for name in missing if name not in optional]
        if lacking or repeated:
            unknown = [name for name in self.names if name not in columns]
            parts = {"missing": lacking, "twice": repeated, "unknown": unknown}
            found = "; ".join(
                f"{what}: {', '.join(names)[:MAX_NAMES]}" for what, names in parts.items() if names
            )
            if not any(self.names):
                found = "an empty file"
            elif len(lacking) == len(columns) - len(optional):
                found = next((c for sign, c in CAUSES.items() if line.startswith(sign)), found)
            raise SourceError(file, f"the columns {', '.join(columns)[:MAX_NAMES]}", found)
        return missing


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file, in order, at least one; they can be iterated again.

    In a `plain` file quotes have no meaning.
    """

    where: Path
    opener: Opener
    header: Header
    columns: tuple[str, ...]
    plain: bool = False

    def __iter__(self) -> Iterator[Piece]:
        names, separator = self.header
        with self.opener() as stream:
            first, line = stream.readline(), 2
            blocks = iter(partial(stream.read, BLOCK), b"")
            for content in records.whole(blocks, PIECE, quoted=not self.plain):
                whole = first + content
                if self.plain:
                    yield partial(records.read_plain, self.where, whole, names, self.columns)
                else:
                    yield partial(
                        records.read, self.where, whole, names, self.columns, separator, line
                    )
                line += content.count(b"\n")


class _Inspection(NamedTuple):
    digest: str
    content: bytes | None
    encoding: Encoding


def _inspect(file: Path, place: Place) -> _Inspection:
    """Read a file once: its SHA-256, its encoding, and its content up to `MAX_IN_MEMORY`."""
    digest, check, blocks, length = hashlib.sha256(), Utf8Check(), [], 0
    with place.opener() as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
            check.feed(block)
            length += len(block)
            if length > place.limit:  # of what is there, whatever the archive says about it
                allowed = f"at most {place.limit:,} bytes in an archive of this size"
                found = "more; unpack it, and build from the folder, if it is meant to be so"
                raise SourceError(file, allowed, found)
            blocks.append(block)
            if length > MAX_IN_MEMORY:
                blocks.clear()
    check.feed(b"", last=True)
    content = b"".join(blocks) if length <= MAX_IN_MEMORY else None
    again = place.opener if content is None else partial(io.BytesIO, content)
    return _Inspection(digest.hexdigest(), content, encoding(check, again))


def _name(inside: Path) -> str:
    """The name of a file; that of its folder where all files of a set are called `data.tsv`."""
    return inside.parent.name if inside.name == "data.tsv" and inside.parent.name else inside.name


def _names(line: str, separator: str) -> tuple[str, ...]:
    """The names in a header line, without blanks around them; none if that is no CSV."""
    try:
        cells = next(csv.reader(io.StringIO(line), delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return ()
    return tuple(name.strip() for name in cells)
