"""Genres, with their Spanish names."""

from __future__ import annotations

import polars as pl

from etl.tables.named import named

SPANISH = {
    "Action": "Acción",
    "Adventure": "Aventura",
    "Animation": "Animación",
    "Comedy": "Comedia",
    "Crime": "Crimen",
    "Documentary": "Documental",
    "Drama": "Drama",
    "Family": "Familia",
    "Fantasy": "Fantasía",
    "Foreign": "Extranjera",
    "History": "Historia",
    "Horror": "Terror",
    "Music": "Música",
    "Mystery": "Misterio",
    "Romance": "Romance",
    "Science Fiction": "Ciencia ficción",
    "TV Movie": "Película de TV",
    "Thriller": "Suspense",
    "War": "Bélica",
    "Western": "Western",
}


def genres(mentions: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each genre; one without a Spanish name keeps the source's."""
    return named(mentions, "genre", "Genre").with_columns(
        pl.col("name").alias("name_en"), pl.col("name").replace(SPANISH).alias("name_es")
    )
