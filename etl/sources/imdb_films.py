"""IMDb's films, with years, runtimes, genres and votes; `imdb.py` has what adds to them."""

from __future__ import annotations

import polars as pl

from etl.identity import Key
from etl.sources.declaration import File, Rows, Source
from etl.sources.names import records, renamed
from etl.sources.raw import METADATA, NO_FILM, OVERFLOW
from etl.sources.tmdb_names import GENRES

BASICS = (
    *("tconst", "titleType", "primaryTitle", "originalTitle", "isAdult", "startYear"),
    *("runtimeMinutes", "genres"),
)
SCORES = ("tconst", "averageRating", "numVotes")
KINDS = ("movie", "tvMovie", "short")
"""The types of titles that are films here; most others are episodes of series."""
GENRE_NAMES = {"Sci-Fi": "Science Fiction", "Musical": "Music"}
"""What TMDB calls genres that have another name here."""


def _metadata(rows: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    is_film = pl.col("titleType").is_in(KINDS)
    scores = second.drop(OVERFLOW).unique("tconst", keep="first")
    joined = rows.join(scores, on="tconst", how="left", maintain_order="left")
    given = {
        "id": pl.col("tconst"),
        "imdb_id": pl.col("tconst"),
        "title": pl.col("primaryTitle"),
        "original_title": pl.col("originalTitle"),
        "adult": pl.col("isAdult"),
        "release_date": pl.col("startYear") + "-01-01",
        "runtime": pl.col("runtimeMinutes"),
        "genres": pl.col("genres").str.replace_all(",", ", ", literal=True),
        "vote_average": pl.col("averageRating"),
        "vote_count": pl.col("numVotes").fill_null("0"),
    }
    nothing = pl.lit(None, pl.String)
    kind = pl.when(~is_film).then(pl.lit(NO_FILM) + pl.col("titleType"))
    return (
        joined.select(
            *(given.get(name, nothing).alias(name) for name in METADATA),
            pl.coalesce(OVERFLOW, kind).alias(OVERFLOW),
        )
        .with_columns(renamed("genres", GENRE_NAMES))
        .with_columns(records("genres", "id", GENRES))
    )


SOURCE = Source(
    format="imdb-films",
    files={
        "basics": File(("title.basics.tsv",), BASICS, marks=("tconst", "titleType", "startYear")),
        "scores": File(("title.ratings.tsv",), SCORES, marks=SCORES),
    },
    metadata=Rows("basics", _metadata, second="scores"),
    lacks={
        "release dates": " but years",
        "overview and tagline": ": they are null",
        "poster_path": ": it is null",
        "belongs_to_collection": ": no film is in a collection",
        "money, languages, countries and companies": ": they are null or empty",
        "numbers of TMDB": ": tmdbId is null, and numbers are made from IMDb's ids",
        "keywords": ": films have no keywords",
        "cast and crew": ": no film has credits",
        "ratings": "",
    },
    by_name=("genres",),
    key=Key.IMDB,
)
