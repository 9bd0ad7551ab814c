"""Rows of CSV files, cell by cell as they are written."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str | None]


def csv_of(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A CSV file of these rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name) for name in columns] for row in rows)
    return text.getvalue().encode()


def rows_of(source: Path, name: str) -> Iterable[Row]:
    """The rows of a file of a folder or zip, as they are written."""
    csv.field_size_limit(1 << 30)
    if source.is_dir():
        content = (source / name).read_bytes()
    else:
        with zipfile.ZipFile(source) as archive:
            inside = next(member for member in archive.namelist() if member.endswith(name))
            content = archive.read(inside)
    return csv.DictReader(io.StringIO(content.decode("utf-8", "replace"), newline=""))
