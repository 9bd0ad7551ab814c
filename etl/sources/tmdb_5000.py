"""Kaggle's "TMDB 5000": nested cells are JSON; no adult flag, IMDb id, poster or collection."""

from __future__ import annotations

import polars as pl

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import CREDITS, KEYWORDS, METADATA, OVERFLOW
from etl.sources.terms import TMDB, TMDB_TERMS

LACKING = ("adult", "imdb_id", "poster_path", "belongs_to_collection")


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    nothing = [pl.lit(None, pl.String).alias(name) for name in LACKING if name != "adult"]
    return rows.with_columns(pl.lit("False").alias("adult"), *nothing).select(*METADATA, OVERFLOW)


def _credits(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename({"movie_id": "id"}).select(*CREDITS, OVERFLOW)


def _keywords(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(*KEYWORDS, OVERFLOW)


SOURCE = Source(
    format="tmdb-5000",
    name="TMDB 5000",
    terms=TMDB_TERMS,
    attribution=TMDB,
    files={
        "movies": File(
            ("tmdb_5000_movies.csv",),
            (*(name for name in METADATA if name not in LACKING), "keywords"),
        ),
        "credits": File(("tmdb_5000_credits.csv",), ("movie_id", "title", "cast", "crew")),
    },
    metadata=Rows("movies", _metadata),
    credits=Rows("credits", _credits),
    keywords=Rows("movies", _keywords),
    lacks={
        "adult": ": every film counts as not adult",
        "imdb_id": ": it is null",
        "poster_path": ": it is null",
        "belongs_to_collection": ": no film is in a collection",
        "ratings": "",
    },
)
