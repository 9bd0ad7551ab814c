"""Raw files of many films out of those of few: `python -m benchmarks.data.raw_files FILMS INTO`.

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

from benchmarks.data.dataset import source
from benchmarks.data.row_copies import Copy
from benchmarks.data.source import HEADERS, Source


def generate(where: Path, films: int, into: Path) -> Path:
    """Write the raw files of so many films to the folder `into`; not if they are there already."""
    if into.is_dir():
        return into
    given = Source(where)
    beside = into.with_name(f".{into.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    with ExitStack() as stack:
        writers = {}
        for name, columns in HEADERS.items():
            if name in given.rows:
                stream = stack.enter_context((beside / name).open("w", newline=""))
                writers[name] = csv.writer(stream, lineterminator="\n")
                writers[name].writerow(columns)
                writers[name].writerows(row.values() for row in given.rows[name])
        left, copy = films - len(given.films), 1
        while left > 0:
            for name, row in Copy(given, copy, left).rows():
                writers[name].writerow(row)
            left, copy = left - len(given.films), copy + 1
    beside.rename(into)
    return into


def main() -> None:
    """Write the files."""
    films, into = sys.argv[1:]
    print(generate(source(), int(films), Path(into)))


if __name__ == "__main__":
    main()
