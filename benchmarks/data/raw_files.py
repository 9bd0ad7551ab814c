"""Raw files of many films, made from few: `python -m benchmarks.data.raw_files FILMS INTO`.

Films, people, companies, collections and half of the keywords come over and over, each copy with
ids and names of its own, other votes and years, and with words and keywords of a partner; genres,
countries, languages and the other keywords stay what they are.  A tenth of the copies has a whole
cast.  The same source and number give the same bytes.
"""

from __future__ import annotations

import csv
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks.data import dataset
from benchmarks.data.row_copies import RowCopy
from benchmarks.data.source import HEADERS, Source


def generate(origin: Path, movies: int, into: Path) -> Path:
    """Write the raw files of so many films, if that was not done yet.

    Parameters
    ----------
    origin
        The folder or zip of raw files that copies are made of.
    movies
        How many films to write, those of the origin among them.
    into
        The folder to write.

    Returns
    -------
    That folder.
    """
    if into.is_dir():
        return into
    source = Source(origin)
    part = into.with_name(f".{into.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with ExitStack() as stack:
        writers = {}
        for name, columns in HEADERS.items():
            if name in source.rows:
                stream = stack.enter_context((part / name).open("w", newline=""))
                writers[name] = csv.writer(stream, lineterminator="\n")
                writers[name].writerow(columns)
                writers[name].writerows(row.values() for row in source.rows[name])
        left, copy = movies - len(source.movies), 1
        while left > 0:
            for name, row in RowCopy(source, copy, left).rows():
                writers[name].writerow(row)
            left, copy = left - len(source.movies), copy + 1
    part.rename(into)
    return into


def main() -> None:
    """Generate the files and print their folder."""
    movies, into = sys.argv[1:]
    print(generate(dataset.source(), int(movies), Path(into)))


if __name__ == "__main__":
    main()
