"""Films, one for each row of the metadata."""

from __future__ import annotations

import polars as pl

from catalog.enums import DatePrecision, MovieStatus
from etl import cells, nested
from etl.cells import DateOrder
from etl.identity import Key, reference
from etl.tables.genres import genre_records
from etl.tables.links import LINKS

RAW = "raw "
MAX_VOTE = 10
PRIOR_VOTES = 60
BUDGET_FLOOR = 1_000
"""US dollars. Below it a budget is not believed: most such cells are a count of thousands or
millions ("1", "8", "250"), and one of them moves the mean return from 9 to 5,572."""


def movies(
    metadata: pl.LazyFrame, order: DateOrder | None = None, key: Key = Key.TMDB
) -> pl.LazyFrame:
    """Type the cells of the metadata; the raw columns stay, their names prefixed by `RAW`.

    A title is taken as it is written, since there are films called "Null" and "NaN"; so is an
    original title that is the same.  A flag that cannot be read counts as true, so that no film
    for adults is listed.

    Parameters
    ----------
    order
        How to read dates whose year comes last.
    key
        What the source calls films by in `id`; `reference` is the number for that.
    """
    raw = metadata.select(pl.all().name.prefix(RAW))
    return (
        raw.with_columns(genre_records(RAW + "genres").alias("genres"))
        .with_columns(
            reference(RAW + "id", key).alias("reference"),
            cells.matching(RAW + "imdb_id", "tt[0-9]{7,9}").alias("imdb_id"),
            cells.text(RAW + "title").alias("title"),
            pl.when(cells.text(RAW + "original_title") == cells.text(RAW + "title"))
            .then(cells.text(RAW + "title"))
            .otherwise(cells.optional_text(RAW + "original_title", cells.MAX_NAME))
            .alias("original_title"),
            cells.day(RAW + "release_date", order).alias("release_date"),
            cells.choice(RAW + "status", MovieStatus).alias("status"),
            cells.optional_text(RAW + "overview", cells.MAX_TEXT).alias("overview"),
            cells.optional_text(RAW + "tagline", cells.MAX_TEXT).alias("tagline"),
            cells.link(RAW + "homepage").alias("homepage"),
            cells.integer(RAW + "runtime", 1, 32_767).alias("runtime"),
            cells.flag(RAW + "adult").fill_null(~cells.is_blank(RAW + "adult")).alias("adult"),
            cells.image(RAW + "poster_path").alias("poster_path"),
            cells.number(RAW + "popularity", 0).alias("popularity"),
            cells.integer(RAW + "vote_count").fill_null(0).alias("vote_count"),
            cells.positive(RAW + "vote_average").alias("vote_average"),
            cells.positive(RAW + "budget").alias("budget"),
            cells.positive(RAW + "revenue").alias("revenue"),
            cells.matching(RAW + "original_language", r"[a-z]{2}").alias("original_language"),
            *(
                nested.records(
                    "genres" if link.cell == "genres" else RAW + link.cell, link.fields
                ).alias(link.cell)
                for link in LINKS
            ),
        )
        .with_columns(
            pl.when((pl.col("vote_count") > 0) & (pl.col("vote_average") <= MAX_VOTE))
            .then("vote_average")
            .alias("vote_average"),
        )
        .pipe(derived)
    )


def derived(movies: pl.LazyFrame) -> pl.LazyFrame:
    """Add the columns that follow from others: return, parts of the date and its precision."""
    return movies.with_columns(
        pl.when(pl.col("budget") >= BUDGET_FLOOR)
        .then(pl.col("revenue") / pl.col("budget"))
        .alias("return_ratio"),
        pl.col("release_date").dt.year().alias("release_year"),
        pl.col("release_date").dt.month().alias("release_month"),
        pl.col("release_date").dt.weekday().alias("release_weekday"),
        pl.when(pl.col("release_date").dt.ordinal_day() == 1)
        .then(pl.lit(DatePrecision.YEAR.value))
        .otherwise(pl.lit(DatePrecision.DAY.value))
        .alias("date_precision"),
    )


def weighted_rating(movies: pl.LazyFrame) -> pl.LazyFrame:
    """Add the weighted rating: the mean vote, drawn towards that of all films where votes are few.

    v / (v + m) · R + m / (v + m) · C, with v votes of mean R for the film, C the mean of R over
    all films and m = `PRIOR_VOTES`: the formula of IMDb's Top 250, a Bayesian average.
    """
    votes, mean = pl.col("vote_count"), pl.col("vote_average")
    weighted = (votes * mean + PRIOR_VOTES * mean.mean()) / (votes + PRIOR_VOTES)
    return movies.with_columns(weighted.alias("weighted_rating"))
