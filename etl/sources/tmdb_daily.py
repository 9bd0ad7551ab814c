"""Kaggle's "TMDB Movies Daily Updates": a million films in one file, with names of people."""

from __future__ import annotations

import polars as pl

from etl.sources.declaration import File, Rows, Source
from etl.sources.names import NameList, people, records, with_suffixes
from etl.sources.raw import CAST_FIELDS, CREDITS, CREW_FIELDS, METADATA, OVERFLOW
from etl.sources.terms import TMDB, TMDB_TERMS
from etl.sources.tmdb_names import COUNTRIES, GENRES, LANGUAGES

LACKING = ("adult", "belongs_to_collection", "homepage")
FILMS = tuple(name for name in METADATA if name not in LACKING)
JOBS = {
    "director": ("Directing", "Director"),
    "director_of_photography": ("Camera", "Director of Photography"),
    "writers": ("Writing", "Writer"),
    "producers": ("Production", "Producer"),
    "music_composer": ("Sound", "Original Music Composer"),
}
"""The department and the job of the people in a column, as TMDB calls them."""
COLUMNS = (*FILMS, "cast", *JOBS)
NEEDED = ("id", "title", "release_date")


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    nothing = [pl.lit(None, pl.String).alias(name) for name in LACKING if name != "adult"]
    return rows.with_columns(
        records("genres", "id", GENRES),
        records("production_companies", "id"),
        records("production_countries", "iso_3166_1", COUNTRIES),
        records("spoken_languages", "iso_639_1", LANGUAGES),
        pl.lit("False").alias("adult"),
        *nothing,
    ).select(*METADATA, OVERFLOW)


def _credits(rows: pl.DataFrame) -> pl.DataFrame:
    crew = [
        NameList(column, {**dict.fromkeys(CREW_FIELDS), "department": department, "job": job})
        for column, (department, job) in JOBS.items()
    ]
    return (
        rows.with_columns(with_suffixes("cast", *JOBS))
        .with_columns(
            people(NameList("cast", dict.fromkeys(CAST_FIELDS))).alias("cast"),
            people(*crew).alias("crew"),
        )
        .select(*CREDITS, OVERFLOW)
    )


SOURCE = Source(
    format="tmdb-daily",
    name="TMDB Movies Daily Updates",
    terms=TMDB_TERMS,
    attribution=TMDB,
    files={
        "movies": File(
            ("tmdb_all_movies.csv",),
            COLUMNS,
            optional=tuple(name for name in COLUMNS if name not in NEEDED),
            marks=("cast", "director_of_photography", "imdb_votes"),
        )
    },
    metadata=Rows("movies", _metadata),
    credits=Rows("movies", _credits),
    lacks={
        "adult": ": every film counts as not adult",
        "belongs_to_collection": ": no film is in a collection",
        "homepage": ": it is null",
        "characters": ": they are null, and jobs are the five that it has",
        "numbers of people and companies": ": their ids are made from their names",
        "keywords": ": films have no keywords",
        "ratings": "",
    },
    by_name=("genres", "production_companies", "cast"),
)
