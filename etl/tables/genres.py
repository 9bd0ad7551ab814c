"""Genres, with their names and numbers."""

from __future__ import annotations

import json
import re

import polars as pl

from catalog.translations import SPANISH_GENRES
from etl.tables.named import named

TMDB_NUMBERS = {
    "Action": 28,
    "Adventure": 12,
    "Animation": 16,
    "Comedy": 35,
    "Crime": 80,
    "Documentary": 99,
    "Drama": 18,
    "Family": 10751,
    "Fantasy": 14,
    "Foreign": 10769,
    "History": 36,
    "Horror": 27,
    "Music": 10402,
    "Mystery": 9648,
    "Romance": 10749,
    "Science Fiction": 878,
    "TV Movie": 10770,
    "Thriller": 53,
    "War": 10752,
    "Western": 37,
}
_SEPARATOR = re.compile(r" *[|,] *")
_RECORDS = r"^\s*[\[{]"


def genre_records(cell: str) -> pl.Expr:
    """The column `cell` with names of genres ("Comedy|Drama") written as records.

    Where one of the names is none of a genre of TMDB, the cell stays as it is.
    """
    return (
        pl.when(has_genre_names(cell))
        .then(pl.col(cell).map_elements(_records, return_dtype=pl.String))
        .otherwise(pl.col(cell))
        .alias(cell)
    )


def has_genre_names(cell: str) -> pl.Expr:
    """Whether the column holds something that is not written as records."""
    return ~pl.col(cell).str.contains(_RECORDS)


def _records(text: str) -> str:
    names = [name for name in _SEPARATOR.split(text.strip()) if name]
    if not all(name in TMDB_NUMBERS for name in names):
        return text
    return json.dumps([{"id": TMDB_NUMBERS[name], "name": name} for name in names])


def genres(mentions: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each genre; one without a Spanish name keeps the source's."""
    return named(mentions, "genre", "Genre").with_columns(
        pl.col("name").alias("name_en"), pl.col("name").replace(SPANISH_GENRES).alias("name_es")
    )
