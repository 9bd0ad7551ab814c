"""Films, one for each row of the metadata."""

from __future__ import annotations

import polars as pl

from catalog.enums import DatePrecision, MovieStatus, Severity
from etl import cells, nested
from etl.sources.raw import OVERFLOW
from etl.tables.links import LINKS
from etl.validation import Rule, unreadable_rule

RAW = "raw "
MAX_VOTE = 10
PRIOR_VOTES = 60
BUDGET_FLOOR = 1_000
"""US dollars. Below it a budget is not believed: most such cells are a count of thousands or
millions ("1", "8", "250"), and one of them moves the mean return from 9 to 5,572."""


def movies(metadata: pl.LazyFrame) -> pl.LazyFrame:
    """Type the cells of the metadata; the raw columns stay, their names prefixed by `RAW`."""
    raw = metadata.select(pl.all().name.prefix(RAW))
    return (
        raw.with_columns(
            cells.integer(RAW + "id", 1).alias("tmdb_id"),
            cells.matching(RAW + "imdb_id", "tt[0-9]{7,9}").alias("imdb_id"),
            cells.text(RAW + "title").alias("title"),
            cells.text(RAW + "original_title").alias("original_title"),
            cells.day(RAW + "release_date").alias("release_date"),
            cells.choice(RAW + "status", MovieStatus).alias("status"),
            cells.text(RAW + "overview").alias("overview"),
            cells.text(RAW + "tagline").alias("tagline"),
            cells.link(RAW + "homepage").alias("homepage"),
            cells.integer(RAW + "runtime", 1, 32_767).alias("runtime"),
            cells.flag(RAW + "adult").fill_null(value=False).alias("adult"),
            cells.image(RAW + "poster_path").alias("poster_path"),
            cells.number(RAW + "popularity", 0).alias("popularity"),
            cells.integer(RAW + "vote_count").fill_null(0).alias("vote_count"),
            cells.positive(RAW + "vote_average").alias("vote_average"),
            cells.positive(RAW + "budget").alias("budget"),
            cells.positive(RAW + "revenue").alias("revenue"),
            cells.matching(RAW + "original_language", r"[a-z]{2}").alias("original_language"),
            *(nested.records(RAW + link.cell, link.fields).alias(link.cell) for link in LINKS),
        )
        .with_columns(
            pl.when((pl.col("vote_count") > 0) & (pl.col("vote_average") <= MAX_VOTE))
            .then("vote_average")
            .alias("vote_average"),
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
        .with_columns(cells.global_id("Movie"))
    )


def weighted_rating(movies: pl.LazyFrame) -> pl.LazyFrame:
    """Add the weighted rating: the mean vote, drawn towards that of all films where votes are few.

    v / (v + m) · R + m / (v + m) · C, with v votes of mean R for the film, C the mean of R over
    all films and m = `PRIOR_VOTES`: the formula of IMDb's Top 250, a Bayesian average.
    """
    votes, mean = pl.col("vote_count"), pl.col("vote_average")
    weighted = (votes * mean + PRIOR_VOTES * mean.mean()) / (votes + PRIOR_VOTES)
    return movies.with_columns(weighted.alias("weighted_rating"))


def _drop(name: str, broken: pl.Expr, example: str) -> Rule:
    return Rule(name, Severity.DROPPED, broken, pl.col(RAW + example))


def _zero(name: str) -> pl.Expr:
    return cells.number(RAW + name) == 0


def _zero_rule(name: str) -> Rule:
    return Rule(f"{name} 0 means unknown", Severity.NULLED, _zero(name), pl.col("title"))


def _unless_zero(name: str, meaning: str) -> Rule:
    rule = unreadable_rule(name, RAW + name, meaning)
    return rule._replace(broken=rule.broken & ~_zero(name).fill_null(value=False))


RULES = (
    _drop("id is not a TMDB number", pl.col("tmdb_id").is_null(), "id"),
    _drop("no title (a record torn in two)", pl.col("title").is_null(), "id"),
    _drop("more cells than the header has", pl.col(RAW + OVERFLOW).is_not_null(), "id"),
    _drop("no release date", cells.text(RAW + "release_date").is_null(), "title"),
    _drop("release date is not YYYY-MM-DD", pl.col("release_date").is_null(), "release_date"),
    unreadable_rule("imdb_id", RAW + "imdb_id", "tt and digits"),
    unreadable_rule("status", RAW + "status", "a known status"),
    unreadable_rule("homepage", RAW + "homepage", "a web address"),
    unreadable_rule("poster_path", RAW + "poster_path", "a path"),
    unreadable_rule("popularity", RAW + "popularity", "a number"),
    unreadable_rule("original_language", RAW + "original_language", "a two-letter code"),
    *(unreadable_rule(link.cell, RAW + link.cell, "a list of records") for link in LINKS),
    _unless_zero("runtime", "a number of minutes"),
    _unless_zero("budget", "an amount"),
    _unless_zero("revenue", "an amount"),
    _unless_zero("vote_average", "a mean of 0 to 10 of at least one vote"),
    _zero_rule("runtime"),
    _zero_rule("budget"),
    _zero_rule("revenue"),
    Rule(
        "vote_average 0 of no votes means unknown",
        Severity.NULLED,
        _zero("vote_average") & (pl.col("vote_count") == 0),
        pl.col("title"),
    ),
    Rule(
        "vote_average 0 despite votes means unknown",
        Severity.NULLED,
        _zero("vote_average") & (pl.col("vote_count") > 0),
        pl.col("title"),
    ),
    Rule(
        "vote_count is not a number and counts as 0",
        Severity.REPAIRED,
        cells.integer(RAW + "vote_count").is_null(),
        pl.col(RAW + "vote_count"),
    ),
    Rule(
        "adult is not True or False and counts as False",
        Severity.REPAIRED,
        cells.flag(RAW + "adult").is_null(),
        pl.col(RAW + "adult"),
    ),
    Rule(
        f"budget under ${BUDGET_FLOOR:,} gives no return",
        Severity.NOTED,
        (pl.col("budget") < BUDGET_FLOOR) & pl.col("revenue").is_not_null(),
        pl.col("title"),
    ),
    Rule(
        "1 January may stand for the year alone",
        Severity.NOTED,
        pl.col("date_precision") == DatePrecision.YEAR.value,
        pl.col("title"),
    ),
)
