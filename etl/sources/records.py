"""CSV files in pieces: bytes cut between two records, and their cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from etl.errors import SourceError
from etl.sources.raw import OVERFLOW


def whole(blocks: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Regroup blocks of bytes into pieces of whole records; there is at least one.

    A line break ends a record where the number of quotes before it is even.  If a quote is never
    closed, the rest is one piece, which is refused when it is read.

    Parameters
    ----------
    length
        Bytes after which a piece ends, with the last whole record among them.
    """
    rest, found, wanted = b"", False, length
    parts: list[bytes] = []
    size = 0
    for block in blocks:
        parts.append(block)
        size += len(block)
        if size >= wanted:
            content = b"".join([rest, *parts])
            end = _end(content)
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
    where: Path, content: bytes, header: Sequence[str], columns: Sequence[str]
) -> pl.DataFrame:
    """Read the cells of some records as text; a blank cell is null.

    Cells beyond the last column of the header are kept in the column `OVERFLOW`.

    Parameters
    ----------
    where
        The file, for an error.
    content
        A header line, which is skipped, and whole records.
    header
        The names of all columns.
    columns
        Those to return.

    Raises
    ------
    SourceError
        `content` is no CSV.
    """
    schema = pl.Schema(dict.fromkeys([*header, OVERFLOW], pl.String))
    try:
        frame = pl.read_csv(
            content,
            has_header=False,
            skip_lines=1,
            schema=schema,
            encoding="utf8-lossy",
            truncate_ragged_lines=True,
            missing_columns="insert",
            extra_columns="ignore",
        )
    except pl.exceptions.NoDataError:
        frame = pl.DataFrame(schema=schema)
    except pl.exceptions.PolarsError as error:
        found = str(error).splitlines()[0]
        raise SourceError(where, "CSV", f"something else ({found})") from error
    return frame.select(*columns, OVERFLOW)
