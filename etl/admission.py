"""Which rows a table lets in, and why not the others: kept + turned away = read.

Rows come with the rules that they break by themselves; what needs the whole table or another one (a
repeated key, a film that was turned away) is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.validation import OWNER, Mask, Rule, ValidatedRows, violations_of


class Admission(NamedTuple):
    """What became of the rows of a table.

    Attributes
    ----------
    kept
        The rows that were let in.
    mask
        Which of the validated rows they are.
    read
        How many rows were read.
    findings
        The rules that some rows broke.
    """

    kept: pl.DataFrame
    mask: Mask
    read: int
    findings: tuple[Finding, ...]


def admit(
    table: str,
    validated: ValidatedRows,
    rules: Sequence[Rule],
    key: Sequence[str] = (),
    *,
    owners: Mask | None = None,
    late: Sequence[Rule] = (),
) -> Admission:
    """Sort the rows into kept and turned away.

    Parameters
    ----------
    table
        What to call the rows in the findings.
    rules
        The rules of `validated`.  A row that breaks several of severity DROPPED counts under the
        first; the other rules count among kept rows only.
    key
        The columns that no two kept rows may share: the first that breaks no other rule is kept.
    owners
        Which rows of the owners' table were let in; a row of another owner counts as not read.
    late
        More rules of severity DROPPED, which look at other tables and so come after the others.
    """
    rows, violations = validated
    mask = np.ones(len(rows), dtype=bool) if owners is None else owners[rows[OWNER].to_numpy()]
    read = int(np.count_nonzero(mask))
    of_rule = _by_rule(violations, mask)
    drops = [at for at, rule in enumerate(rules) if rule.severity is Severity.DROPPED]
    mask[violations.filter(pl.col("rule").is_in(drops))["row"].to_numpy()] = False
    findings = [_finding(table, rules[at], of_rule.get(at)) for at in drops]
    for rule in late:
        broken = rows.select(rule.broken).to_series().fill_null(value=False).to_numpy() & mask
        mask &= ~broken
        findings.append(_found(table, rule, violations_of(rows, 0, rule, broken)))
    if key:
        name = f"repeated {' and '.join(key)}"
        repeated = Rule(name, Severity.DROPPED, pl.lit(value=False), pl.col(key[-1]))
        repeats = _repeats(rows.select(key), mask)
        mask &= ~repeats
        findings.append(_found(table, repeated, violations_of(rows, 0, repeated, repeats)))
    of_rule = _by_rule(violations, mask)
    counts = [at for at in range(len(rules)) if at not in drops]
    findings += [_finding(table, rules[at], of_rule.get(at)) for at in counts]
    kept = rows if mask.all() else rows.filter(pl.Series(mask))
    return Admission(
        kept.drop(OWNER, strict=False), mask, read, tuple(f for f in findings if f.rows)
    )


def _repeats(keys: pl.DataFrame, mask: Mask) -> Mask:
    """Which rows of `mask` have the same key as an earlier one of them."""
    places = np.flatnonzero(mask)
    listed = keys[places] if len(places) < len(keys) else keys
    one = pl.col(keys.columns[0]) if len(keys.columns) == 1 else pl.struct(keys.columns)
    first = listed.select(one.is_first_distinct()).to_series().to_numpy()
    repeats = np.zeros(len(keys), dtype=bool)
    repeats[places[~first]] = True
    return repeats


def _by_rule(violations: pl.DataFrame, mask: Mask) -> dict[int, tuple[int, str | None]]:
    """How many rows of `mask` break each rule, and the example of the first."""
    among = violations.filter(pl.Series(mask[violations["row"].to_numpy()], dtype=pl.Boolean))
    found = among.group_by("rule", maintain_order=True).agg(pl.len(), pl.col("example").first())
    return {rule: (rows, example) for rule, rows, example in found.iter_rows()}


def _found(table: str, rule: Rule, violations: pl.DataFrame) -> Finding:
    first = violations["example"].head(1).to_list()
    return _finding(table, rule, (len(violations), first[0]) if first else None)


def _finding(table: str, rule: Rule, found: tuple[int, str | None] | None) -> Finding:
    rows, example = found or (0, None)
    return Finding(table, rule.name, rule.severity, rows, example)
