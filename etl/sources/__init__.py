"""Raw files that people have, recognized by their names.

archives.py              where CSV files lie: in a folder, in archives, compressed
encodings.py             files as UTF-8, whatever they are written in
files.py                 CSV files by name, their headers and separators
records.py               CSV in pieces of whole records
raw.py                   the common form that every format is read into
the_movies_dataset.py    Kaggle's "The Movies Dataset"
tmdb_5000.py             Kaggle's "TMDB 5000"
"""

from __future__ import annotations

from pathlib import Path

from etl.errors import SourceError
from etl.sources import the_movies_dataset, tmdb_5000
from etl.sources.files import Files
from etl.sources.raw import Raw


def read(where: Path) -> Raw:
    """Read a folder or an archive.

    Raises
    ------
    SourceError
        It is broken, or a required file is missing or has other columns.
    """
    files = Files.open(where)
    found = ", ".join(files.names) or "no CSV file"
    if the_movies_dataset.complete(files):
        return the_movies_dataset.read(files)
    if tmdb_5000.complete(files):
        return tmdb_5000.read(files)
    for source in (the_movies_dataset, tmdb_5000):
        if source.recognizes(files):
            raise SourceError(where, f"{source.REQUIRED} ({source.FORMAT})", found)
    either = f"{the_movies_dataset.REQUIRED}; or {tmdb_5000.REQUIRED}"
    raise SourceError(where, either, found)
