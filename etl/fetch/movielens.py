"""MovieLens in any size, which needs no account."""

from __future__ import annotations

from pathlib import Path

from etl.fetch.address import fetch_zip
from etl.fetch.part import Progress

MOVIELENS = ("ml-latest-small", "ml-latest", "ml-20m", "ml-25m", "ml-32m")
ROOT = "https://files.grouplens.org/datasets/movielens"
TERMS = (
    "MovieLens: no commercial use without permission of GroupLens, and an acknowledgment where "
    "results are published; the README in the zip says all of it"
)


def fetch_movielens(
    size: str, out: Path, progress: Progress, *, again: bool = False, root: str = ROOT
) -> Path:
    """Fetch the zip of a size into the folder `out`; one that is there is kept.

    Parameters
    ----------
    size
        One of `MOVIELENS`.
    again
        Ask whether there is something newer than what is there.
    root
        The address of the folder that has them.

    Raises
    ------
    FetchError
        The server cannot be reached or refuses, or what came is no zip.
    """
    return fetch_zip(f"{root}/{size}.zip", out, None, progress, again=again)
