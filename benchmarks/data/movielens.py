"""MovieLens, made: `python -m benchmarks.data.movielens SNAPSHOTS INTO RATINGS`.

Writes the files of MovieLens with about so many ratings of the films of a catalog, a thirtieth as
many tags, and a tag genome.  The catalog is the current one of SNAPSHOTS and has real ratings.  A
film has its row and one as its number at MovieLens.  The same catalog and number give the same
bytes.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.data.dataset import opened
from benchmarks.data.made_ratings import PER_USER, MadeRatings
from benchmarks.data.made_tags import MadeTags
from catalog.catalog import Catalog
from etl.sources.movielens import MOVIES
from etl.sources.raw import GENOME_SCORES, GENOME_TAGS, LINKS, RATINGS, TAGS

RATINGS_PER_TAG = 30


def generate(catalog: Catalog, ratings: int, into: Path) -> Path:
    """Write the files, if that was not done yet.

    Parameters
    ----------
    ratings
        About how many to write.
    into
        The folder to write.

    Returns
    -------
    That folder.
    """
    if into.is_dir():
        return into
    part = into.with_name(f".{into.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    movies = catalog.movies
    lens = np.arange(1, len(movies) + 1)
    titles = [f"{movies.title[row]} ({movies.release_year[row]})" for row in range(len(movies))]
    genres = ["(no genres listed)"] * len(movies)
    _write(part / "movies.csv", MOVIES, lens, titles, genres)
    imdb = [(movies.imdb_id[row] or "").removeprefix("tt") for row in range(len(movies))]
    tmdb = [movies.tmdb_id[row] for row in range(len(movies))]
    _write(part / "links.csv", LINKS, lens, imdb, tmdb)
    with (part / "ratings.csv").open("wb") as stream:
        for at, (users, rows, stars, times) in enumerate(MadeRatings(catalog).ratings(ratings)):
            frame = pl.DataFrame(dict(zip(RATINGS, (users, rows + 1, stars, times), strict=True)))
            frame.write_csv(stream, include_header=at == 0)
    made = MadeTags(catalog)
    given = made.tags(max(ratings // RATINGS_PER_TAG, 1), max(ratings // PER_USER // 10, 1))
    times = np.zeros(len(given.texts), dtype=np.int64)
    _write(part / "tags.csv", TAGS, given.users, given.movies + 1, given.texts, times)
    genome = made.genome()
    numbers = np.arange(1, len(genome.names) + 1)
    _write(part / "genome-tags.csv", GENOME_TAGS, numbers, genome.names)
    _write(
        part / "genome-scores.csv",
        GENOME_SCORES,
        np.repeat(genome.movies + 1, len(numbers)),
        np.tile(numbers, len(genome.movies)),
        genome.relevance.ravel().astype(np.float64).round(5),
    )
    part.rename(into)
    return into


def _write(file: Path, columns: tuple[str, ...], *cells: object) -> None:
    pl.DataFrame(dict(zip(columns, cells, strict=True))).write_csv(file)


def main() -> None:
    """Generate the files and print their folder."""
    snapshots, into, ratings = sys.argv[1:]
    print(generate(Catalog(opened(Path(snapshots))), int(ratings), Path(into)))


if __name__ == "__main__":
    main()
