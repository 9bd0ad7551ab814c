"""Collections, genres, companies and keywords: things with a number and a name."""

from __future__ import annotations

import polars as pl

from etl import cells


def named(mentions: pl.LazyFrame, thing: str, type_name: str) -> pl.LazyFrame:
    """One row for each thing that is mentioned, with the first known value of each field."""
    return (
        mentions.group_by(pl.col(thing).alias("number"), maintain_order=True)
        .agg(pl.exclude("movie", "position", thing).drop_nulls().first())
        .sort("number")
        .with_columns(tmdb_id(), cells.global_id(type_name, "number"))
    )


def tmdb_id() -> pl.Expr:
    """The TMDB number among the numbers of things; null where it was made from a name."""
    number = pl.col("number")
    return pl.when(number <= cells.INT32_MAX).then(number).alias("tmdb_id")
