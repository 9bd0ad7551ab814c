"""Kaggle's "Full TMDB Movies Dataset": a million films in one file, whose lists are names."""

from __future__ import annotations

import polars as pl

from etl.sources.declaration import File, Rows, Source
from etl.sources.names import records
from etl.sources.raw import KEYWORDS, METADATA, OVERFLOW
from etl.sources.terms import TMDB, TMDB_TERMS
from etl.sources.tmdb_names import COUNTRIES, GENRES, LANGUAGES

COLUMNS = (*(name for name in METADATA if name != "belongs_to_collection"), "keywords")
NEEDED = ("id", "title", "release_date")


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        records("genres", "id", GENRES),
        records("production_companies", "id"),
        records("production_countries", "iso_3166_1", COUNTRIES),
        records("spoken_languages", "iso_639_1", LANGUAGES),
        pl.lit(None, pl.String).alias("belongs_to_collection"),
    ).select(*METADATA, OVERFLOW)


def _keywords(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("id", records("keywords", "id"), OVERFLOW).select(*KEYWORDS, OVERFLOW)


SOURCE = Source(
    format="tmdb-v11",
    name="Full TMDB Movies Dataset",
    terms=TMDB_TERMS,
    attribution=TMDB,
    files={
        "movies": File(
            ("tmdb_movie_dataset_v11.csv",),
            COLUMNS,
            optional=tuple(name for name in COLUMNS if name not in NEEDED),
            marks=("adult", "backdrop_path", "imdb_id", "keywords"),
        )
    },
    metadata=Rows("movies", _metadata),
    keywords=Rows("movies", _keywords),
    lacks={
        "cast and crew": ": no film has credits",
        "belongs_to_collection": ": no film is in a collection",
        "numbers of companies and keywords": ": their ids are made from their names",
        "ratings": "",
    },
    by_name=("genres", "production_companies", "keywords"),
)
