"""Everybody who has a credit."""

from __future__ import annotations

import polars as pl

from etl import cells
from etl.tables.named import tmdb_id


def people(cast: pl.LazyFrame, crew: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each person: the first name, and the first gender and picture that are known.

    A person is credited in many rows, most of which leave the gender and the picture out.
    """
    mentions = pl.concat(
        [credits.select("person", "name", "known_gender", "profile") for credits in (cast, crew)]
    )
    return (
        mentions.group_by(pl.col("person").alias("number"), maintain_order=True)
        .agg(
            pl.col("name").first(),
            pl.col("name").n_unique().alias("name_count"),
            pl.col("known_gender").drop_nulls().first().alias("gender"),
            pl.col("profile").drop_nulls().first().alias("profile_path"),
        )
        .sort("number")
        .with_columns(tmdb_id(), cells.global_id("Person", "number"))
    )
