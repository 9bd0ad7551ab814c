"""Which rows a table lets in, and why not the others: kept + turned away = read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import polars as pl

from catalog.enums import Severity

REASON = "reason"


class Rule(NamedTuple):
    """A rule, which rows break it, and the cell to show as an example.

    A row that breaks a rule of severity DROPPED is turned away; the other rules only count.
    """

    name: str
    severity: Severity
    broken: pl.Expr
    example: pl.Expr


class Finding(NamedTuple):
    """What one rule did to one table."""

    table: str
    rule: str
    severity: Severity
    rows: int
    example: str | None


class Admission(NamedTuple):
    """The rows that were let in, how many were read, and the findings."""

    kept: pl.DataFrame
    read: int
    findings: tuple[Finding, ...]


def admit(
    table: str, rows: pl.LazyFrame, rules: Sequence[Rule], key: Sequence[str] = ()
) -> Admission:
    """Sort the rows into kept and turned away.

    Parameters
    ----------
    table
        What to call the rows in the findings.
    rules
        A row that breaks several of severity DROPPED counts under the first; the others count
        among the kept rows only.
    key
        The columns that no two kept rows may share: the first that breaks no other rule is kept.
    """
    drops = [rule for rule in rules if rule.severity is Severity.DROPPED]
    reason = pl.coalesce(
        *(pl.when(rule.broken).then(pl.lit(rule.name)) for rule in drops),
        pl.lit(None, pl.String),
    )
    judged = rows.with_columns(reason.alias(REASON))
    if key:
        name = f"repeated {' and '.join(key)}"
        repeated = Rule(name, Severity.DROPPED, pl.lit(value=False), pl.col(key[-1]))
        drops.append(repeated)
        first = pl.struct(*key, pl.col(REASON).is_null()).is_first_distinct()
        again = pl.col(REASON).is_null() & ~first
        judged = judged.with_columns(
            pl.when(again).then(pl.lit(repeated.name)).otherwise(REASON).alias(REASON)
        )
    frame = judged.collect()
    kept = frame.filter(pl.col(REASON).is_null()).drop(REASON)
    counts = [rule for rule in rules if rule.severity is not Severity.DROPPED]
    examples = pl.collect_all(
        [
            *(_examples(frame, rule, pl.col(REASON) == rule.name) for rule in drops),
            *(_examples(kept, rule, rule.broken) for rule in counts),
        ]
    )
    findings = map(partial(_finding, table), [*drops, *counts], examples)
    return Admission(kept, len(frame), tuple(f for f in findings if f.rows))


def unreadable(name: str, raw: str, meaning: str) -> Rule:
    """The rule that counts cells of `raw` that are not blank and yet null in `name`."""
    blank = pl.col(raw).is_null() | (pl.col(raw).cast(pl.String).str.strip_chars() == "")
    broken = ~blank & pl.col(name).is_null()
    return Rule(f"{name} is not {meaning}", Severity.NULLED, broken, pl.col(raw))


def _examples(rows: pl.DataFrame, rule: Rule, broken: pl.Expr) -> pl.LazyFrame:
    """The cell to show of each broken row; lazy, so that no other cell is copied."""
    return rows.lazy().filter(broken).select(rule.example.cast(pl.String).alias("example"))


def _finding(table: str, rule: Rule, examples: pl.DataFrame) -> Finding:
    first = examples["example"].head(1).to_list()
    shown = first[0][:80] if first and first[0] is not None else None
    return Finding(table, rule.name, rule.severity, len(examples), shown)
