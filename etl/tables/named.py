"""Collections, genres, companies and keywords: things with a TMDB number and a name."""

from __future__ import annotations

import polars as pl

from etl import cells


def named(mentions: pl.LazyFrame, thing: str, type_name: str) -> pl.LazyFrame:
    """One row for each thing that is mentioned, with the first known value of each field."""
    return (
        mentions.group_by(pl.col(thing).alias("tmdb_id"), maintain_order=True)
        .agg(pl.exclude("movie", "position", thing).drop_nulls().first())
        .sort("tmdb_id")
        .with_columns(cells.global_id(type_name))
    )
