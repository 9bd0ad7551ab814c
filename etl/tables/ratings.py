"""Stars that MovieLens users gave, joined to films by the links file."""

from __future__ import annotations

import polars as pl

from catalog.enums import Severity
from etl import cells
from etl.judgment import Rule

LINK_RULES = (
    Rule("movieId is not a number", Severity.DROPPED, pl.col("lens").is_null(), pl.col("movieId")),
    Rule("no TMDB number", Severity.DROPPED, pl.col("movie").is_null(), pl.col("movieId")),
)
RULES = (
    Rule("userId is not a number", Severity.DROPPED, pl.col("user").is_null(), pl.col("userId")),
    Rule("rating is not 0.5 to 5", Severity.DROPPED, pl.col("stars").is_null(), pl.col("rating")),
    Rule("time is not a number", Severity.DROPPED, pl.col("rated_at").is_null(), pl.col("userId")),
)
NO_SUCH_FILM = Rule("no such film", Severity.DROPPED, pl.col("movie").is_null(), pl.col("movieId"))


def lens_links(links: pl.LazyFrame) -> pl.LazyFrame:
    """MovieLens numbers (`lens`) and the TMDB number (`movie`) of each."""
    return links.with_columns(
        cells.integer("movieId", 1).alias("lens"), cells.integer("tmdbId", 1).alias("movie")
    )


def ratings(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row a rating."""
    return rows.with_columns(
        cells.integer("userId", 1).alias("user"),
        cells.integer("movieId", 1).alias("lens"),
        cells.number("rating", 0.5, 5).alias("stars"),
        cells.integer("timestamp", 0, 2**62).alias("rated_at"),
    )


def of_films(ratings: pl.LazyFrame, links: pl.LazyFrame, films: pl.LazyFrame) -> pl.LazyFrame:
    """The ratings and `movie`, which is null where no film that was let in is meant."""
    meant = links.select("lens", "movie").join(films.select("movie"), on="movie", how="semi")
    return ratings.join(meant, on="lens", how="left", maintain_order="left")
