"""Which rules each row breaks, told piece by piece, since a rule looks at one row alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from catalog.enums import Severity

OWNER = "owner"
"""The column that holds the place of the row, in the first table of its piece, that this row was
part of, e.g. that of the film of a genre."""
EXAMPLE = 80
"""Characters that are shown of a cell."""
BREACHES = {"row": pl.UInt32, "rule": pl.UInt8, "example": pl.String}

Mask = NDArray[np.bool_]


class Rule(NamedTuple):
    """A rule, which rows break it, and the cell to show as an example.

    A row that breaks a rule of severity DROPPED is turned away; the other rules only count.
    """

    name: str
    severity: Severity
    broken: pl.Expr
    example: pl.Expr


class Judged(NamedTuple):
    """All rows of a table or a piece of it, and each rule that each of them breaks.

    `breaches` has the columns row and rule, places in `rows` and in the rules, and example.  A row
    that breaks several rules of severity DROPPED is there under the first of them.
    """

    rows: pl.DataFrame
    breaches: pl.DataFrame


def judge(
    rows: pl.DataFrame, rules: Sequence[Rule], columns: Sequence[str] | None = None
) -> Judged:
    """Find out which rules each row breaks.

    Parameters
    ----------
    columns
        The columns that are of use later on; without it, all.
    """
    broken = rows.select(rule.broken.alias(str(at)) for at, rule in enumerate(rules))
    dropped = np.zeros(len(rows), dtype=bool)
    breaches = [pl.DataFrame(schema=BREACHES)]
    for at, rule in enumerate(rules):
        breaks = broken[str(at)].fill_null(value=False).to_numpy()
        if rule.severity is Severity.DROPPED:
            breaks = breaks & ~dropped
            dropped |= breaks
        breaches.append(breached(rows, at, rule, breaks))
    return Judged(rows if columns is None else rows.select(columns), pl.concat(breaches))


def gathered(pieces: Iterable[Mapping[str, Judged]]) -> dict[str, Judged]:
    """Put the tables of pieces together, in the order of the pieces."""
    rows: dict[str, list[pl.DataFrame]] = {}
    breaches: dict[str, list[pl.DataFrame]] = {}
    sizes: dict[str, int] = {}
    for piece in pieces:
        owners = sizes.get(next(iter(piece), ""), 0)
        for table, judged in piece.items():
            begin = pl.lit(sizes.get(table, 0), pl.UInt32)
            shifted = judged.breaches.with_columns(pl.col("row") + begin)
            breaches.setdefault(table, []).append(shifted)
            part = judged.rows
            if OWNER in part.columns:
                part = part.with_columns(pl.col(OWNER) + pl.lit(owners, pl.UInt32))
            rows.setdefault(table, []).append(part)
            sizes[table] = sizes.get(table, 0) + len(part)
    return {
        table: Judged(pl.concat(rows.pop(table)), pl.concat(breaches.pop(table))) for table in sizes
    }


def unreadable(name: str, raw: str, meaning: str) -> Rule:
    """The rule that counts cells of `raw` that are not blank and yet null in `name`."""
    blank = pl.col(raw).is_null() | (pl.col(raw).cast(pl.String).str.strip_chars() == "")
    broken = ~blank & pl.col(name).is_null()
    return Rule(f"{name} is not {meaning}", Severity.NULLED, broken, pl.col(raw))


def breached(rows: pl.DataFrame, at: int, rule: Rule, broken: Mask) -> pl.DataFrame:
    """Where a rule is broken, with the cell to show."""
    places = np.flatnonzero(broken)
    if not len(places):
        return pl.DataFrame(schema=BREACHES)
    examples = rows.select(rule.example.gather(places).cast(pl.String).str.slice(0, EXAMPLE))
    return pl.DataFrame(
        {
            "row": pl.Series(places, dtype=pl.UInt32),
            "rule": pl.repeat(at, len(places), dtype=pl.UInt8, eager=True),
            "example": examples.to_series(),
        }
    )
