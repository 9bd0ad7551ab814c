"""IMDb's non-commercial data sets, which need no account; IMDb writes them anew every day."""

from __future__ import annotations

from pathlib import Path

from etl.fetch.address import GZIP, fetch_file
from etl.fetch.part import Progress

IMDB = "imdb"
ROOT = "https://datasets.imdbws.com"
FILES = (
    *("title.basics", "title.akas", "title.crew", "title.principals", "title.ratings"),
    "name.basics",
)
"""Those that are of use; title.episode is about series."""
TERMS = (
    "IMDb: for personal and non-commercial use, and with the words "
    '"Information courtesy of IMDb (https://www.imdb.com). Used with permission."'
)


def fetch_imdb(out: Path, progress: Progress, *, again: bool = False, root: str = ROOT) -> Path:
    """Fetch the files into the folder `imdb` in `out`; those that are there are kept.

    Parameters
    ----------
    again
        Ask whether there are newer ones than those that are there.
    root
        The address of the folder that has them.

    Raises
    ------
    FetchError
        The server cannot be reached or refuses, or what came is not compressed.
    """
    folder = out / IMDB
    for name in FILES:
        file = f"{name}.tsv.gz"
        fetch_file(f"{root}/{file}", folder, GZIP, progress, name=file, again=again)
    return folder
