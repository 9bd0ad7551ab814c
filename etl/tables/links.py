"""Which film mentions which genre, company, country, language, keyword or collection."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from catalog.enums import Severity
from etl import cells, nested
from etl.validation import OWNER, Rule, length_rule


class Link(NamedTuple):
    """A kind of thing that films mention.

    Attributes
    ----------
    thing
        Its name, in the singular.
    cell
        The column of the source whose cells list it.
    fields
        The fields of the records in such a cell.
    key
        The expression that reads its key from these fields.
    named
        Whether a record without a name is turned away.
    many
        Whether a film may mention several.
    """

    thing: str
    cell: str
    fields: tuple[str, ...]
    key: pl.Expr
    named: bool = True
    many: bool = True


LINKS = (
    Link(
        "collection",
        "belongs_to_collection",
        ("id", "name", "poster_path", "backdrop_path"),
        cells.integer("id", 1),
        many=False,
    ),
    Link("genre", "genres", ("id", "name"), cells.integer("id", 1)),
    Link("company", "production_companies", ("id", "name"), cells.integer("id", 1)),
    Link(
        "country",
        "production_countries",
        ("iso_3166_1", "name"),
        cells.matching("iso_3166_1", "[A-Z]{2}"),
        named=False,
    ),
    Link(
        "language",
        "spoken_languages",
        ("iso_639_1", "name"),
        cells.matching("iso_639_1", "[a-z]{2}"),
        named=False,
    ),
)
KEYWORD = Link("keyword", "keywords", ("id", "name"), cells.integer("id", 1))


def links(owners: pl.LazyFrame, link: Link) -> pl.LazyFrame:
    """One row for each thing that a film mentions.

    Parameters
    ----------
    owners
        Films: their place among `OWNER`s, `movie`, their TMDB number, and the column ``link.cell``
        of `nested.records`.

    Returns
    -------
    frame
        The columns owner, movie, position, each field as text, and the typed key, which is called
        as the thing.
    """
    mentions = nested.elements(owners.select(OWNER, "movie", link.cell), link.cell)
    return mentions.with_columns(link.key.alias(link.thing), cells.text("name").alias("name"))


def columns(link: Link) -> list[str]:
    """The columns of a mention that are needed afterwards; its key as text is not."""
    return ["movie", "position", *link.fields[1:], link.thing]


def key(link: Link) -> list[str]:
    """The columns that no two mentions may share."""
    return ["movie", link.thing] if link.many else ["movie"]


def rules(link: Link) -> tuple[Rule, ...]:
    """The rules of a mention: it has a key and, where `named`, a name, which is not too long."""
    no_key = Rule(
        "the key cannot be read", Severity.DROPPED, pl.col(link.thing).is_null(), pl.col("name")
    )
    no_name = Rule("no name", Severity.DROPPED, pl.col("name").is_null(), pl.col(link.thing))
    long_name = length_rule("name")
    return (no_key, no_name, long_name) if link.named else (no_key, long_name)
