"""The common form of all sources: text cells in the columns of The Movies Dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from catalog.dataset import Finding
from etl.identity import Key

OVERFLOW = "cells beyond the header"
"""The column of cells that stand beyond the last one of the header."""

METADATA = (
    "adult",
    "belongs_to_collection",
    "budget",
    "genres",
    "homepage",
    "id",
    "imdb_id",
    "original_language",
    "original_title",
    "overview",
    "popularity",
    "poster_path",
    "production_companies",
    "production_countries",
    "release_date",
    "revenue",
    "runtime",
    "spoken_languages",
    "status",
    "tagline",
    "title",
    "vote_average",
    "vote_count",
)
CREDITS = ("id", "cast", "crew")
CAST_FIELDS = (
    "cast_id",
    "character",
    "credit_id",
    "gender",
    "id",
    "name",
    "order",
    "profile_path",
)
CREW_FIELDS = ("credit_id", "department", "gender", "id", "job", "name", "profile_path")
"""The fields of the records in the cells of credits."""
KEYWORDS = ("id", "keywords")
LINKS = ("movieId", "imdbId", "tmdbId")
RATINGS = ("userId", "movieId", "rating", "timestamp")
TAGS = ("userId", "movieId", "tag", "timestamp")
GENOME_TAGS = ("tagId", "tag")
GENOME_SCORES = ("movieId", "tagId", "relevance")
TITLES = ("imdb_id", "title", "country", "language", "kind", "note", "ordering")
"""The columns of titles by country and language: codes of ISO 3166-1 and ISO 639-1, the value of a
`TitleKind`, what is said of the title, and its place among those of the film."""
PRINCIPALS = ("imdb_id", "ordering", "person", "category", "job", "characters")
"""The columns of credits, one a row, with the ids and the categories of IMDb."""
PERSON_FACTS = ("person", "name", "birth_year", "death_year", "professions", "known_for")
"""The columns of people, with the ids of IMDb."""


TORN = "torn at line "
"""What a cell in that column begins with if a stray quote tore the line."""
NO_FILM = "no film, but "
"""What it begins with in a row that is not about a film; the rest is what it is about."""
NUMBERS = (
    *("budget", "popularity", "rating", "relevance", "revenue", "runtime", "timestamp"),
    "vote_average",
)
"""Columns of numbers that may have decimals."""

Piece = Callable[[], pl.DataFrame]
"""Reads some whole records of a file; it can be pickled for another process."""
Pieces = Iterable[Piece]


def no_credits() -> pl.DataFrame:
    """The rows of a credits file that has none."""
    return pl.DataFrame(schema=dict.fromkeys((*CREDITS, OVERFLOW), pl.String))


class Addition(NamedTuple):
    """The films of a source that adds to those of another.

    Attributes
    ----------
    format
        The name of its format.
    key
        What it calls films by.
    by_name
        As in `Raw`.
    """

    format: str
    key: Key
    metadata: Pieces
    by_name: tuple[str, ...]


class About(NamedTuple):
    """What a source is.

    Attributes
    ----------
    format
        The name of its format.
    name
        What people call it.
    terms
        What it may be used for, in a sentence.
    attribution
        What has to stand where its data is shown.
    """

    format: str
    name: str
    terms: str
    attribution: str


class Raw(NamedTuple):
    """The files of a source, each in pieces; None where it has none.

    Attributes
    ----------
    format
        The name of the format.
    digest
        SHA-256 over the names and bytes of the files.
    absent
        What the source lacks, and what that means for the catalog.
    findings
        What is unusual about its files.
    by_name
        The columns whose records have names, and numbers only where those are known otherwise.
    key
        What its films are called by.
    credits_key, keywords_key
        The same in these tables, where they come from another source.
    additions
        What other sources say of its films, the first of them first; see `etl/additions.py`.
    sources
        Those that are combined, the first first.
    origins
        The format of the source of each table that is not the first.
    titles
        The titles of films by country and language, joined by their IMDb ids.
    principals, people
        Credits, and the people in them, with the ids of IMDb.
    """

    format: str
    digest: str
    metadata: Pieces
    credits: Pieces | None
    keywords: Pieces | None
    links: Pieces | None
    ratings: Pieces | None
    absent: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()
    by_name: tuple[str, ...] = ()
    key: Key = Key.TMDB
    credits_key: Key | None = None
    keywords_key: Key | None = None
    additions: tuple[Addition, ...] = ()
    sources: tuple[About, ...] = ()
    origins: Mapping[str, str] = MappingProxyType({})
    tags: Pieces | None = None
    genome_tags: Pieces | None = None
    genome_scores: Pieces | None = None
    titles: Pieces | None = None
    principals: tuple[Pieces, ...] = ()
    people: Pieces | None = None
