"""Ratings by MovieLens users, 0.5 to 5 stars, joined to films by the links file."""

from __future__ import annotations

import polars as pl

from catalog.enums import Severity
from etl import cells
from etl.identity import FIRST_OF_LENS, imdb_digits
from etl.validation import Rule

LINK_RULES = (
    Rule("movieId is not a number", Severity.DROPPED, pl.col("lens").is_null(), pl.col("movieId")),
    Rule(
        "no TMDB number and no IMDb id",
        Severity.DROPPED,
        pl.col("tmdb_id").is_null() & pl.col("imdb").is_null(),
        pl.col("movieId"),
    ),
)
RULES = (
    Rule("userId is not a number", Severity.DROPPED, pl.col("user").is_null(), pl.col("userId")),
    Rule("rating is not 0.5 to 5", Severity.DROPPED, pl.col("stars").is_null(), pl.col("rating")),
    Rule("time is not a number", Severity.DROPPED, pl.col("rated_at").is_null(), pl.col("userId")),
)
NO_SUCH_MOVIE = Rule("no such film", Severity.DROPPED, pl.col("movie").is_null(), pl.col("lens"))
COLUMNS = ("user", "lens", "stars", "rated_at")
"""The columns of a rating that are needed afterwards."""


def lens_links(links: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each MovieLens number, with the columns of `etl.identity.CROSSWALK`."""
    return links.with_columns(
        cells.integer("movieId", 1).alias("lens"),
        cells.integer("tmdbId", 1).alias("tmdb_id"),
        imdb_digits("imdbId").alias("imdb"),
    )


def ratings(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each rating: `user`, `lens`, `stars` and `rated_at`, in seconds since 1970.

    Types are as small as they can be, since there may be 33 million rows.
    """
    return rows.with_columns(
        cells.integer("userId", 1).cast(pl.Int32).alias("user"),
        cells.integer("movieId", 1).cast(pl.Int32).alias("lens"),
        cells.number("rating", 0.5, 5).cast(pl.Float32).alias("stars"),
        cells.integer("timestamp", 0, 2**62).alias("rated_at"),
    )


def of_movies(ratings: pl.LazyFrame, means: pl.LazyFrame) -> pl.LazyFrame:
    """The ratings with `movie`, null where the film is unknown or was turned away.

    Parameters
    ----------
    means
        The film that each reference means, see `etl.identity.films_by_reference`.
    """
    numbers = means.select(lens=pl.col("reference") - FIRST_OF_LENS, movie="movie")
    of_lens = numbers.filter(pl.col("lens").is_between(1, cells.INT32_MAX))
    key = ratings.collect_schema()["lens"]
    return ratings.join(
        of_lens.with_columns(pl.col("lens").cast(key)), on="lens", how="left", maintain_order="left"
    )
