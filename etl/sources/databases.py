"""SQLite files as files of rows: each of their tables as if it was CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import IO

from etl.sources.opener import Opener

ENDINGS = (".db", ".sqlite", ".sqlite3")
"""What the names of SQLite files end with."""
SIGNATURE = b"SQLite format 3\x00"
"""What they begin with; other programs have files that end with .db, too."""


def tables(opener: Opener) -> Iterator[tuple[str, Opener]]:
    """The name of each table of an SQLite file, and what opens its rows as CSV.

    The file is held in memory while it is read.

    Raises
    ------
    ValueError
        The file is damaged.
    """
    with opener() as stream:
        if stream.read(len(SIGNATURE)) != SIGNATURE:
            return
    try:
        with closing(_opened(opener)) as database:
            listed = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            names = [name for (name,) in listed if not name.startswith("sqlite_")]
    except sqlite3.Error as error:
        raise ValueError(f"SQLite: {error}") from error
    for name in names:
        yield name, partial(_rows, opener, name)


def _opened(opener: Opener) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    with opener() as stream:
        database.deserialize(stream.read())
    return database


def _rows(opener: Opener, table: str) -> IO[bytes]:
    """The rows of a table, under the names of its columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    quoted = table.replace('"', '""')
    try:
        with closing(_opened(opener)) as database:
            cursor = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - it is quoted
            writer.writerow(column[0] for column in cursor.description)
            writer.writerows(cursor)
    except sqlite3.Error as error:
        raise ValueError(f"SQLite: {error}") from error
    return io.BytesIO(text.getvalue().encode())
