"""Kaggle's "TMDB 5000": nested cells are JSON; no adult flag, IMDb id, poster or collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import polars as pl

from etl.sources.files import Files
from etl.sources.raw import CREDITS, KEYWORDS, METADATA, OVERFLOW, Piece, Pieces, Raw

FORMAT = "tmdb-5000"
MOVIES_NAME, CREDITS_NAME = "tmdb_5000_movies.csv", "tmdb_5000_credits.csv"
REQUIRED = f"{MOVIES_NAME} and {CREDITS_NAME}"
LACKING = {
    "adult": "every film counts as not adult",
    "imdb_id": "it is null",
    "poster_path": "it is null",
    "belongs_to_collection": "no film is in a collection",
}


def recognizes(files: Files) -> bool:
    """Whether these are files of this format, complete or not."""
    return MOVIES_NAME in files or CREDITS_NAME in files


def complete(files: Files) -> bool:
    """Whether every required file is there."""
    return MOVIES_NAME in files and CREDITS_NAME in files


def read(files: Files) -> Raw:
    """Read the files into the columns of The Movies Dataset."""
    present = tuple(name for name in METADATA if name not in LACKING)
    movies = files.read(MOVIES_NAME, (*present, "keywords"))
    credits = files.read(CREDITS_NAME, ("movie_id", "title", "cast", "crew"))
    return Raw(
        format=FORMAT,
        digest=files.digest,
        metadata=_Converted(movies, _metadata),
        credits=_Converted(credits, _credits),
        keywords=_Converted(movies, _keywords),
        links=None,
        ratings=None,
        absent=(
            *((name, f"the source has no {name}: {instead}") for name, instead in LACKING.items()),
            ("ratings", "the source has no ratings"),
        ),
        findings=tuple(files.findings),
    )


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    nothing = [pl.lit(None, pl.String).alias(name) for name in LACKING if name != "adult"]
    return rows.with_columns(pl.lit("False").alias("adult"), *nothing).select(*METADATA, OVERFLOW)


def _credits(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename({"movie_id": "id"}).select(*CREDITS, OVERFLOW)


def _keywords(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(*KEYWORDS, OVERFLOW)


@dataclass(frozen=True, slots=True)
class _Converted:
    """Pieces whose columns are converted when they are read."""

    pieces: Pieces
    convert: Callable[[pl.DataFrame], pl.DataFrame]

    def __iter__(self) -> Iterator[Piece]:
        for piece in self.pieces:
            yield partial(_converted, piece, self.convert)


def _converted(piece: Piece, convert: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    return convert(piece())
