"""Films of Wikidata, 1940 to 2014 (CC0), as an SQLite file in the Python package bokeh_sampledata.

Its tables are called after sites that the package once took them from.  The score and the number of
reviews are those of critics.
"""

from __future__ import annotations

import polars as pl

from etl.identity import Key
from etl.sources.declaration import File, Rows, Source
from etl.sources.names import NameList, people, records, renamed, with_suffixes
from etl.sources.raw import CAST_FIELDS, CREDITS, CREW_FIELDS, METADATA, OVERFLOW
from etl.sources.tmdb_names import COUNTRIES, GENRES, LANGUAGES

FILMS = (
    *("ID", "imdbID", "Title", "Runtime", "Genre", "Released", "Director", "Writer", "Cast"),
    *("Language", "Country"),
)
SCORES = ("ID", "Rating", "Reviews", "BoxOffice", "Production")
GENRE_NAMES = {"Sci-Fi": "Science Fiction", "Musical": "Music"}
"""What TMDB calls genres that have another name here."""
COUNTRY_CODES = {
    **COUNTRIES,
    "People's Republic of China": "CN",
    "Palestine": "PS",
    "West Germany": "DE",
    "British Hong Kong": "HK",
    "Federal Republic of Yugoslavia": "YU",
}
LANGUAGE_CODES = {
    **LANGUAGES,
    **dict.fromkeys(("American English", "British English"), "en"),
    **dict.fromkeys(("Standard Chinese", "Chinese", "Putonghua"), "zh"),
    "Standard Taiwanese Mandarin": "zh",
    "Yue Chinese": "cn",
    "Modern Greek": "el",
    "Kurdish language": "ku",
}
JOBS = {"Director": ("Directing", "Director"), "Writer": ("Writing", "Writer")}
"""The department and the job of the people in a column."""


def _metadata(rows: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    scores = second.drop(OVERFLOW).unique("ID", keep="first")
    joined = rows.join(scores, on="ID", how="left", maintain_order="left")
    named = joined.rename(
        {
            "imdbID": "id",
            "Title": "title",
            "Runtime": "runtime",
            "Released": "release_date",
            "Genre": "genres",
            "Country": "production_countries",
            "Language": "spoken_languages",
            "Production": "production_companies",
            "Rating": "vote_average",
            "Reviews": "vote_count",
            "BoxOffice": "revenue",
        }
    )
    nothing = [name for name in METADATA if name not in named.columns]
    return (
        named.with_columns(pl.lit(None, pl.String).alias(name) for name in nothing)
        .with_columns(
            pl.col("id").alias("imdb_id"),
            pl.lit("False").alias("adult"),
            pl.col("vote_count").fill_null("0"),
            pl.col("spoken_languages")
            .replace_strict(LANGUAGE_CODES, default=None, return_dtype=pl.String)
            .alias("original_language"),
            renamed("genres", GENRE_NAMES),
            records("production_companies", "id"),
            records("production_countries", "iso_3166_1", COUNTRY_CODES),
        )
        .with_columns(
            records("genres", "id", GENRES),
            records("spoken_languages", "iso_639_1", LANGUAGE_CODES),
        )
        .select(*METADATA, OVERFLOW)
    )


def _credits(rows: pl.DataFrame) -> pl.DataFrame:
    crew = [
        NameList(column, {**dict.fromkeys(CREW_FIELDS), "department": department, "job": job})
        for column, (department, job) in JOBS.items()
    ]
    cast = NameList("cast", dict.fromkeys(CAST_FIELDS))
    return (
        rows.rename({"imdbID": "id", "Cast": "cast"})
        .with_columns(with_suffixes("cast", *JOBS))
        .with_columns(
            people(cast).alias("cast"),
            people(*crew).alias("crew"),
        )
        .select(*CREDITS, OVERFLOW)
    )


SOURCE = Source(
    format="wikidata",
    name="Wikidata",
    terms="CC0, without conditions.",
    attribution="Data: Wikidata (CC0).",
    files={
        "films": File(("omdb.csv",), FILMS, marks=("imdbID", "Released", "Oscars")),
        "scores": File(("tomatoes.csv",), SCORES, marks=("Meter", "Fresh", "Rotten")),
    },
    metadata=Rows("films", _metadata, second="scores"),
    credits=Rows("films", _credits),
    lacks={
        "adult": ": every film counts as not adult",
        "overview and tagline": ": they are null",
        "poster_path": ": it is null",
        "budget": ": it is null",
        "belongs_to_collection": ": no film is in a collection",
        "original_language": " but that of films in one language",
        "billing order": ": the cast is in alphabetical order",
        "characters": ": they are null, and the crew is directors and writers",
        "numbers of people and companies": ": their ids are made from their names",
        "keywords": ": films have no keywords",
        "votes": ": they are those of critics",
        "ratings": "",
    },
    by_name=("genres", "production_companies", "cast"),
    key=Key.IMDB,
)
