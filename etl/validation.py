"""Which rules each row breaks, piece by piece, since a rule looks at one row alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from catalog.enums import Severity
from etl import cells
from etl.sources.raw import TORN

OWNER = "owner"
"""The column of a row's owner: its place in the first table of the piece, e.g. the film of a
genre."""
MAX_EXAMPLE = 80
"""Characters of a cell that an example shows."""
NAME, TEXT = (f"a text of at most {most:,} letters" for most in (cells.MAX_NAME, cells.MAX_TEXT))
VIOLATIONS = {"row": pl.UInt32, "rule": pl.UInt8, "example": pl.String}

Mask = NDArray[np.bool_]


class Rule(NamedTuple):
    """A rule that rows of a table should keep.

    Attributes
    ----------
    name
        What is wrong with a row that breaks it, as a client reads it.
    severity
        A row that breaks a rule of severity DROPPED is turned away; the other rules only count.
    broken
        Whether a row breaks it; null counts as no.
    example
        The cell to show as an example.
    """

    name: str
    severity: Severity
    broken: pl.Expr
    example: pl.Expr


class ValidatedRows(NamedTuple):
    """All rows of a table or a piece of it, and the rules that they break.

    `violations` has the columns `row` and `rule`, which are places in `rows` and in the list of
    rules, and `example`.  A row that breaks several rules of severity DROPPED is listed under the
    first of them.
    """

    rows: pl.DataFrame
    violations: pl.DataFrame


def validate(
    rows: pl.DataFrame, rules: Sequence[Rule], columns: Sequence[str] | None = None
) -> ValidatedRows:
    """Find out which rules each row breaks.

    Parameters
    ----------
    columns
        The columns that are needed afterwards; without it, all.
    """
    broken = rows.select(rule.broken.alias(str(at)) for at, rule in enumerate(rules))
    dropped = np.zeros(len(rows), dtype=bool)
    violations = [pl.DataFrame(schema=VIOLATIONS)]
    for at, rule in enumerate(rules):
        breaks = broken[str(at)].fill_null(value=False).to_numpy()
        if rule.severity is Severity.DROPPED:
            breaks = breaks & ~dropped
            dropped |= breaks
        violations.append(violations_of(rows, at, rule, breaks))
    return ValidatedRows(rows if columns is None else rows.select(columns), pl.concat(violations))


def concatenate(pieces: Iterable[Mapping[str, ValidatedRows]]) -> dict[str, ValidatedRows]:
    """Join the tables of the pieces of a file, in the order of the pieces."""
    rows: dict[str, list[pl.DataFrame]] = {}
    violations: dict[str, list[pl.DataFrame]] = {}
    sizes: dict[str, int] = {}
    for piece in pieces:
        owners = sizes.get(next(iter(piece), ""), 0)
        for table, validated in piece.items():
            begin = pl.lit(sizes.get(table, 0), pl.UInt32)
            shifted = validated.violations.with_columns(pl.col("row") + begin)
            violations.setdefault(table, []).append(shifted)
            part = validated.rows
            if OWNER in part.columns:
                part = part.with_columns(pl.col(OWNER) + pl.lit(owners, pl.UInt32))
            rows.setdefault(table, []).append(part)
            sizes[table] = sizes.get(table, 0) + len(part)
    return {
        table: ValidatedRows(pl.concat(rows.pop(table)), pl.concat(violations.pop(table)))
        for table in sizes
    }


UNREADABLE = " is not "
"""In the names of rules about cells that cannot be read."""


def unreadable_rule(name: str, raw: str, meaning: str) -> Rule:
    """The rule that counts cells which are not blank in `raw` but null in `name`."""
    broken = ~cells.is_blank(raw) & pl.col(name).is_null()
    return Rule(f"{name}{UNREADABLE}{meaning}", Severity.NULLED, broken, pl.col(raw))


def torn_rule(overflow: str) -> Rule:
    """The rule against lines that a stray quote tore; `overflow` is the column that has them."""
    broken = pl.col(overflow).str.starts_with(TORN)
    return Rule("a stray quote", Severity.DROPPED, broken, pl.col(overflow))


def length_rule(name: str) -> Rule:
    """The rule against rows whose `name` is longer than a name can be."""
    broken = pl.col(name).str.len_chars() > cells.MAX_NAME
    return Rule(f"{name} is not {NAME}", Severity.DROPPED, broken, pl.col(name))


def violations_of(rows: pl.DataFrame, at: int, rule: Rule, broken: Mask) -> pl.DataFrame:
    """The violations of one rule; `at` is its place in the list of rules."""
    places = np.flatnonzero(broken)
    if not len(places):
        return pl.DataFrame(schema=VIOLATIONS)
    examples = rows.select(rule.example.gather(places).cast(pl.String).str.slice(0, MAX_EXAMPLE))
    return pl.DataFrame(
        {
            "row": pl.Series(places, dtype=pl.UInt32),
            "rule": pl.repeat(at, len(places), dtype=pl.UInt8, eager=True),
            "example": examples.to_series(),
        }
    )
