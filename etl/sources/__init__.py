"""Raw files that people have, recognized by their names or columns.

opener.py                what opens a file, wherever it lies
archives.py              where files of rows lie: in a folder, in archives, compressed
databases.py             SQLite files as files of rows
encodings.py             files as UTF-8, whatever they are written in
files.py                 CSV and TSV files by name, their headers and separators
records.py               CSV and TSV in pieces of whole records
raw.py                   the common form that every format is read into
terms.py                 what TMDB asks of those who use its data
names.py                 names joined by ", " as records
tmdb_names.py            TMDB's names of countries, languages and genres
declaration.py           what a source declares, and how it is read from that
the_movies_dataset.py    Kaggle's "The Movies Dataset"
tmdb_5000.py             Kaggle's "TMDB 5000"
tmdb_daily.py            Kaggle's "TMDB Movies Daily Updates", with names of people
tmdb_v11.py              Kaggle's "Full TMDB Movies Dataset", a million films
wikidata.py              films of Wikidata, 1940 to 2014
movielens.py             MovieLens: films, ratings and tags
imdb_films.py            IMDb: films
imdb.py                  IMDb: titles in every language, credits and people
combined.py              which source says what where there are several
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.errors import SourceError
from etl.sources import (
    imdb,
    imdb_films,
    movielens,
    the_movies_dataset,
    tmdb_5000,
    tmdb_daily,
    tmdb_v11,
    wikidata,
)
from etl.sources.combined import combined
from etl.sources.files import Files
from etl.sources.raw import Raw

SOURCES = (
    the_movies_dataset.SOURCE,
    tmdb_5000.SOURCE,
    tmdb_v11.SOURCE,
    tmdb_daily.SOURCE,
    wikidata.SOURCE,
    movielens.SOURCE,
    imdb_films.SOURCE,
)
"""Where the files of several are there, the first of them says which films there are."""
ADDITIONS = (imdb.SOURCE,)
"""Sources without films of their own; any other can be added, too."""
MAX_OTHERS = 5
"""Files that an error names where none is CSV."""


def read(where: Path, others: Sequence[Path] = ()) -> Raw:
    """Read a folder or an archive.

    Parameters
    ----------
    others
        More of them, which add to its films; so do files of another source in the same folder.

    Raises
    ------
    SourceError
        One is broken, or a required file is missing or has other columns.
    """
    files = Files.open(where)
    for source in SOURCES:
        if source.is_complete(files):
            beside = [
                one.read(Files.open(where))
                for one in (*SOURCES, *ADDITIONS)
                if one is not source and one.is_complete(files)
            ]
            more = [raw for other in others for raw in _read_additions(other)]
            return combined(source.read(files), [*beside, *more])
    found = ", ".join(files.names) or _without_csv(where)
    for source in SOURCES:
        if source.is_recognized(files):
            expected = f"{source.required} ({source.format})"
            raise SourceError(where, expected, f"{found}, but not {source.missing(files)}")
    expected = "; or ".join(source.required for source in SOURCES)
    raise SourceError(where, expected, found)


def _read_additions(where: Path) -> list[Raw]:
    """Read what adds to the films of another source."""
    files = Files.open(where)
    found = [one for one in (*SOURCES, *ADDITIONS) if one.is_complete(files)]
    if not found:
        expected = "; or ".join(f"{one.required} ({one.format})" for one in (*ADDITIONS, *SOURCES))
        raise SourceError(where, expected, ", ".join(files.names) or _without_csv(where))
    return [one.read(Files.open(where)) for one in found]


def _without_csv(where: Path) -> str:
    """Name some files of a folder that has no CSV file."""
    others = sorted(file.name for file in where.iterdir())[:MAX_OTHERS] if where.is_dir() else []
    return f"no CSV file, but {', '.join(others)}" if others else "no CSV file"
