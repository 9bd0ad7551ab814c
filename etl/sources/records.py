"""CSV and TSV files in pieces: bytes cut between two records, and their cells as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from etl.errors import SourceError
from etl.sources.raw import NUMBERS, OVERFLOW, TORN

NULL = "\\N"
"""What stands for null in a TSV file."""
MAX_TORN = 100
"""Lines of a piece with a stray quote; a file with more of them is no CSV."""


def whole(blocks: Iterator[bytes], length: int, *, quoted: bool = True) -> Iterator[bytes]:
    """Regroup blocks of bytes into pieces of whole records; there is at least one.

    A line break ends a record where the number of quotes before it is even.  If a quote is never
    closed, the rest is one piece, which is refused when it is read.

    Parameters
    ----------
    length
        Bytes after which a piece ends, with the last whole record among them.
    quoted
        Whether cells may be quoted; if not, every line break ends a record.
    """
    rest, found, wanted = b"", False, length
    parts: list[bytes] = []
    size = 0
    for block in blocks:
        parts.append(block)
        size += len(block)
        if size >= wanted:
            content = b"".join([rest, *parts])
            end = _end(content) if quoted else content.rfind(b"\n") + 1
            rest, parts, size = content[end:], [], len(content) - end
            wanted = length if end else 2 * size
            if end:
                found = True
                yield content[:end]
    last = b"".join([rest, *parts])
    if last or not found:
        yield last


def _end(content: bytes) -> int:
    """The end of the last whole record in `content`; 0 if there is none."""
    quotes, end = content.count(b'"'), len(content)
    while (at := content.rfind(b"\n", 0, end)) >= 0:
        quotes -= content.count(b'"', at, end)
        if quotes % 2 == 0:
            return at + 1
        end = at
    return 0


def read(
    where: Path,
    content: bytes,
    header: Sequence[str],
    columns: Sequence[str],
    separator: str = ",",
    line: int = 1,
) -> pl.DataFrame:
    """Read the cells of some records as text; a blank cell is null.

    Cells beyond the last column of the header are kept in the column `OVERFLOW`; so is a line with
    a stray quote, whose other cells are null.

    Parameters
    ----------
    where
        The file, for an error.
    content
        A header line, which is skipped, and whole records.
    header
        The names of all columns.
    columns
        Those to return; one that is not in the header is null.
    line
        The number in the file of the first line after the header line.

    Raises
    ------
    SourceError
        `content` is no CSV.
    """
    names = [name or f"column {at}" for at, name in enumerate(header)]
    schema = pl.Schema(dict.fromkeys([*names, OVERFLOW], pl.String))
    if _is_well_formed(content, separator):
        frame = _parsed(where, content, schema, separator)
    else:
        rows = list(_repaired(where, content, len(names), separator, line))
        frame = pl.DataFrame(rows, schema=schema, orient="row")
    missing = [pl.lit(None, pl.String).alias(name) for name in columns if name not in header]
    frame = frame.with_columns(missing).select(*columns, OVERFLOW)
    if separator == ";":  # as programs write where decimals have a comma
        decimals = [name for name in NUMBERS if name in columns]
        point = pl.col(decimals).str.replace("^(-?[0-9]+),([0-9]+(?:E[+-]?[0-9]+)?)$", "${1}.${2}")
        frame = frame.with_columns(point)
    return frame


def read_plain(
    where: Path, content: bytes, header: Sequence[str], columns: Sequence[str]
) -> pl.DataFrame:
    r"""Read the cells of some lines of a TSV file, where quotes are letters; see `read`.

    A cell is null if it is blank or ``\N``.
    """
    names = [name or f"column {at}" for at, name in enumerate(header)]
    schema = pl.Schema(dict.fromkeys([*names, OVERFLOW], pl.String))
    frame = _parsed(where, content, schema, "\t", quoted=False)
    missing = [pl.lit(None, pl.String).alias(name) for name in columns if name not in header]
    return frame.with_columns(missing).select(*columns, OVERFLOW)


def _parsed(
    where: Path, content: bytes, schema: pl.Schema, separator: str, *, quoted: bool = True
) -> pl.DataFrame:
    try:
        return pl.read_csv(
            content,
            has_header=False,
            skip_lines=1,
            schema=schema,
            separator=separator,
            quote_char='"' if quoted else None,
            null_values=None if quoted else NULL,
            encoding="utf8-lossy",
            truncate_ragged_lines=True,
            missing_columns="insert",
            extra_columns="ignore",
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame(schema=schema)
    except pl.exceptions.PolarsError as error:
        found = str(error).splitlines()[0]
        raise SourceError(where, "CSV", f"something else ({found})") from error


def _is_well_formed(content: bytes, separator: str) -> bool:
    """Whether each quote opens a cell, closes one, or is one of two in a cell that is quoted."""
    letters = np.frombuffer(b"\n" + content + b"\n", np.uint8)
    quotes = np.flatnonzero(letters == ord('"'))
    if len(quotes) % 2:
        return False
    opens, closes = quotes[::2], quotes[1::2]
    edges = np.frombuffer(f'{separator}\n\r"'.encode(), np.uint8)
    return bool(
        np.isin(letters[opens - 1], edges).all() and np.isin(letters[closes + 1], edges).all()
    )


def _repaired(
    where: Path, content: bytes, width: int, separator: str, line: int
) -> Iterator[list[str | None]]:
    """The rows of records some of which have a stray quote: such a record costs its first line."""
    csv.field_size_limit(max(csv.field_size_limit(), len(content)))
    lines = content.decode(errors="replace").splitlines(keepends=True)
    begin, torn = 1, 0
    while begin < len(lines):
        reader = csv.reader(lines[begin:], delimiter=separator, strict=True)
        done = 0
        try:
            for cells in reader:
                done = reader.line_num
                padded: list[str | None] = [cell or None for cell in cells[: width + 1]]
                yield padded + [None] * (width + 1 - len(padded))
        except csv.Error:
            begin, torn = begin + done, torn + 1
            if torn > MAX_TORN:
                raise SourceError(where, "CSV", f"{torn:,} lines with stray quotes") from None
            yield [None] * width + [f"{TORN}{line + begin - 1}: {lines[begin].strip()[:60]}"]
            begin += 1
        else:
            return
