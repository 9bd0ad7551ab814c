"""What every source is brought to: text cells in the columns of The Movies Dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import polars as pl

OVERFLOW = "cells beyond the header"
"""The column that holds them."""

METADATA = (
    "adult",
    "belongs_to_collection",
    "budget",
    "genres",
    "homepage",
    "id",
    "imdb_id",
    "original_language",
    "original_title",
    "overview",
    "popularity",
    "poster_path",
    "production_companies",
    "production_countries",
    "release_date",
    "revenue",
    "runtime",
    "spoken_languages",
    "status",
    "tagline",
    "title",
    "vote_average",
    "vote_count",
)
CREDITS = ("id", "cast", "crew")
KEYWORDS = ("id", "keywords")
LINKS = ("movieId", "tmdbId")
RATINGS = ("userId", "movieId", "rating", "timestamp")


Piece = Callable[[], pl.DataFrame]
"""Some whole records of a file, which are read when it is called; it can go to another process."""
Pieces = Iterable[Piece]


class Raw(NamedTuple):
    """The files of a source, each in pieces; None where an optional one is missing.

    `absent` says of each thing that the source does not have what the catalog holds instead.
    """

    format: str
    digest: str
    metadata: Pieces
    credits: Pieces
    keywords: Pieces | None
    links: Pieces | None
    ratings: Pieces | None
    absent: tuple[tuple[str, str], ...]
