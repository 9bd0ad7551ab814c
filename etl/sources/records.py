"""Records of a CSV file as bytes, cut between two of them, and as text cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from etl.errors import SourceError
from etl.sources.raw import OVERFLOW


def whole(blocks: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Pieces of whole records; each is cut when so many bytes were read, and there is at least one.

    A line ends a record where the number of quotes before it is even.  Where a quote is never
    closed the rest is one piece, which is then refused as a whole.
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
    """Where the last whole record of `content` ends; 0 where none does."""
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
    """The cells of some records below a header line as text; blank is null.

    Cells that stand beyond the header's last column are kept in the column `OVERFLOW`.

    Raises
    ------
    SourceError
        They are no CSV; it names the file.
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
