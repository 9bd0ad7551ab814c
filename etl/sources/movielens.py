"""MovieLens, in any size: films, ratings and tags, and the links that join them to films of others.

The tag genome says how well each of 1,128 tags fits a film; not every size of MovieLens has it.
"""

from __future__ import annotations

import polars as pl

from etl.identity import Key
from etl.sources.declaration import File, Rows, Source
from etl.sources.names import records, renamed
from etl.sources.raw import (
    GENOME_SCORES,
    GENOME_TAGS,
    LINKS,
    METADATA,
    OVERFLOW,
    RATINGS,
    TAGS,
)
from etl.sources.tmdb_names import GENRES

MOVIES = ("movieId", "title", "genres")
GENRE_NAMES = {"Sci-Fi": "Science Fiction", "Children": "Family", "Musical": "Music"}
"""What TMDB calls genres that have another name here."""
NO_GENRES = "(no genres listed)"
NO_GENRE = "IMAX"
"""The way that a film is shown in, which stands among the genres."""
YEAR = r"\(([0-9]{4})(?:[-\x{2013}][0-9]{0,4})?\)\s*$"
"""The year at the end of a title; of several, the first."""
ANOTHER_TITLE = r"\s*\([^()]*\)\s*$"
"""A title in parentheses after the first: the original one, a translation, or another one."""
ARTICLES = (
    *("The", "A", "An", "Le", "La", "Les", "Un", "Une", "El", "Los", "Las", "Il", "Lo", "I", "Gli"),
    *("Der", "Die", "Das", "Ein", "Eine", "O", "Os", "As", "De", "Het", "Den", "Det", "En", "Et"),
)
ARTICLE_LAST = rf"^(.*), ({'|'.join(ARTICLES)}|L')$"
"""A title whose article comes last, as in "Heat, The"."""


def _metadata(rows: pl.DataFrame) -> pl.DataFrame:
    title = pl.col("title").str.strip_chars()
    without = title.str.replace(YEAR, "").str.strip_chars()
    first = without.str.replace(ANOTHER_TITLE, "")
    genres = pl.when(pl.col("genres") != NO_GENRES).then(pl.col("genres"))
    given = {
        "id": pl.col("movieId"),
        "title": _article_first(pl.when(first != "").then(first).otherwise(without)),
        "release_date": title.str.extract(YEAR) + "-01-01",
        "genres": genres.str.replace(rf"\|?\b{NO_GENRE}$", "").str.replace_all(
            "|", ", ", literal=True
        ),
        "adult": pl.lit("False"),
        "vote_count": pl.lit("0"),
    }
    nothing = pl.lit(None, pl.String)
    return (
        rows.select(*(given.get(name, nothing).alias(name) for name in METADATA), OVERFLOW)
        .with_columns(renamed("genres", GENRE_NAMES))
        .with_columns(records("genres", "id", GENRES))
    )


def _article_first(title: pl.Expr) -> pl.Expr:
    moved = title.str.replace(ARTICLE_LAST, "$2 $1")
    return moved.str.replace("^L' ", "L'")


SOURCE = Source(
    format="movielens",
    name="MovieLens",
    terms="No commercial use without permission of GroupLens; see the README of the set.",
    attribution="Ratings and tags: MovieLens (GroupLens), which does not endorse this product.",
    files={
        "movies": File(("movies.csv",), MOVIES, marks=MOVIES),
        "links": File(("links.csv",), LINKS),
        "ratings": File(("ratings.csv",), RATINGS),
        "tags": File(("tags.csv",), TAGS, without="films have no tags in people's words"),
        "genome_tags": File(("genome-tags.csv",), GENOME_TAGS, without="there is no tag genome"),
        "genome_scores": File(
            ("genome-scores.csv",), GENOME_SCORES, without="tags have no relevance"
        ),
    },
    metadata=Rows("movies", _metadata),
    links=Rows("links"),
    ratings=Rows("ratings"),
    tags=Rows("tags"),
    genome_tags=Rows("genome_tags"),
    genome_scores=Rows("genome_scores"),
    lacks={
        "adult": ": every film counts as not adult",
        "release dates": " but years",
        "original titles": ": of several titles the first is taken",
        "cast and crew": ": no film has credits",
        "runtime, money, languages, countries and companies": ": they are null or empty",
        "overview and tagline": ": they are null",
        "poster_path": ": it is null",
        "belongs_to_collection": ": no film is in a collection",
        "keywords": ": films have no keywords",
        "votes": ": what counts is ratings",
    },
    by_name=("genres",),
    key=Key.LENS,
)
