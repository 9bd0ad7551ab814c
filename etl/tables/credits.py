"""Cast and crew credits, one row each, and the rows of the file that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from catalog.enums import Severity
from etl import cells, nested
from etl.by_name import numbers
from etl.identity import Key, reference
from etl.sources.raw import CAST_FIELDS, CREW_FIELDS, OVERFLOW
from etl.validation import NAME, OWNER, Rule, length_rule, torn_rule, unreadable_rule

RAW = "raw "
LISTS = {"cast": CAST_FIELDS, "crew": CREW_FIELDS}
_CREDIT = ("movie", "position", "person", "credit_id", "name", "known_gender", "profile")
CAST = (*_CREDIT, "cast_id", "character", "order")
CREW = (*_CREDIT, "department", "job")
"""The columns of a credit that are needed afterwards."""


def parsed(
    rows: pl.LazyFrame, cells_of: Mapping[str, Sequence[str]], key: Key = Key.TMDB
) -> pl.LazyFrame:
    """Parse the records in a file that has one row for each film.

    Parameters
    ----------
    rows
        `id`, as text, and the columns of `cells_of`.
    cells_of
        The fields of the records, by the column that holds them.
    key
        What `id` calls films by.

    Returns
    -------
    frame
        The same, `movie` with the reference to the film (see `etl/identity.py`), and each column of
        records parsed; its text stays, its name prefixed by `RAW`.
    """
    return rows.with_columns(
        reference("id", key).alias("movie"),
        *(pl.col(cell).alias(RAW + cell) for cell in cells_of),
        *(nested.records(cell, fields) for cell, fields in cells_of.items()),
    )


def list_rules(*columns: str, key: Key = Key.TMDB) -> tuple[Rule, ...]:
    """The rules of a row about a film, called by `key`; its `columns` hold records."""
    no_id = f"id is not {key.value}"
    return (
        torn_rule(OVERFLOW),
        Rule(no_id, Severity.DROPPED, pl.col("movie").is_null(), pl.col("id")),
        Rule(
            "more cells than the header has",
            Severity.DROPPED,
            pl.col(OVERFLOW).is_not_null(),
            pl.col("id"),
        ),
        *(unreadable_rule(cell, RAW + cell, "a list of records") for cell in columns),
        *(
            Rule(
                f"{cell} was cut off by a spreadsheet after {nested.MAX_CELL:,} letters",
                Severity.REPAIRED,
                nested.is_cut(RAW + cell) & pl.col(cell).is_not_null(),
                pl.col("id"),
            )
            for cell in columns
        ),
    )


NO_SUCH_MOVIE = Rule("no such film", Severity.DROPPED, pl.col("movie").is_null(), pl.col("id"))
"""The rule against rows about films that were not let in."""


def cast(movies: pl.LazyFrame, *, by_name: bool = False) -> pl.LazyFrame:
    """One row for each record in the `cast` of a film; for `by_name` see `_credit`."""
    return nested.elements(movies.select(OWNER, "movie", "cast"), "cast").with_columns(
        *_credit("cast", by_name=by_name),
        *(pl.col(name).alias(RAW + name) for name in ("cast_id", "character", "order")),
        cells.integer("cast_id").alias("cast_id"),
        cells.text("character", cells.MAX_NAME).alias("character"),
        pl.coalesce(cells.integer("order"), "position").alias("order"),
    )


def crew(movies: pl.LazyFrame, *, by_name: bool = False) -> pl.LazyFrame:
    """One row for each record in the `crew` of a film; for `by_name` see `_credit`."""
    return nested.elements(movies.select(OWNER, "movie", "crew"), "crew").with_columns(
        *_credit("crew", by_name=by_name),
        cells.text("department").alias("department"),
        cells.text("job").alias("job"),
    )


def _credit(part: str, *, by_name: bool) -> tuple[pl.Expr, ...]:
    """The cells of any credit.

    Parameters
    ----------
    by_name
        Whether a person without a number gets one that is made from the name, and a credit without
        an id one that is made from its place.
    """
    person, credit_id = cells.integer("id", 1), cells.text("credit_id")
    if by_name:
        made = cells.text("name").map_batches(numbers, pl.Int64, is_elementwise=True)
        person = pl.coalesce(person, made)
        place = pl.format("{}-{}-{}", "movie", pl.lit(part), "position")
        credit_id = pl.coalesce(credit_id, place)
    return (
        person.alias("person"),
        credit_id.alias("credit_id"),
        cells.text("name").alias("name"),
        cells.matching("gender", "[123]").alias("known_gender"),
        cells.image("profile_path").alias("profile"),
    )


_CREDIT_RULES = (
    Rule(
        "person id is not a TMDB number",
        Severity.DROPPED,
        pl.col("person").is_null(),
        pl.col("name"),
    ),
    Rule("no name", Severity.DROPPED, pl.col("name").is_null(), pl.col("id")),
    Rule("no credit id", Severity.DROPPED, pl.col("credit_id").is_null(), pl.col("name")),
    length_rule("name"),
    length_rule("credit_id"),
)
_CELL_RULES = (
    unreadable_rule("profile", "profile_path", "a path"),
    Rule(
        "gender 0 means unknown",
        Severity.NULLED,
        cells.number("gender") == 0,
        pl.col("name"),
    ),
    Rule(
        "gender is not 0 to 3",
        Severity.NULLED,
        cells.text("gender").is_not_null()
        & pl.col("known_gender").is_null()
        & cells.number("gender").ne_missing(0),
        pl.col("gender"),
    ),
)
CAST_RULES = (
    *_CREDIT_RULES,
    *_CELL_RULES,
    unreadable_rule("cast_id", RAW + "cast_id", "a number"),
    unreadable_rule("character", RAW + "character", NAME),
    Rule(
        "order is not a number and the place in the list counts",
        Severity.REPAIRED,
        cells.integer(RAW + "order").is_null(),
        pl.col("name"),
    ),
)
CREW_RULES = (
    *_CREDIT_RULES,
    Rule("no department", Severity.DROPPED, pl.col("department").is_null(), pl.col("name")),
    Rule("no job", Severity.DROPPED, pl.col("job").is_null(), pl.col("name")),
    length_rule("department"),
    length_rule("job"),
    *_CELL_RULES,
)
