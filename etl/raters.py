"""Whose ratings are used, where there are more users than a build needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.validation import ValidatedRows

MAX_RATERS = 20_000
"""Users whose ratings are used, at the most; `docs/scale.md` says what more of them bring."""
LEFT_OUT = "a user beyond the sample"
ODD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: its multiples are spread evenly (Knuth, vol. 3, 6.4)."""


class Sample(NamedTuple):
    """The ratings of some users, and how many ratings of others were left out."""

    ratings: ValidatedRows
    left_out: int

    @property
    def findings(self) -> list[Finding]:
        """What was left out, if anything was."""
        rows = self.left_out
        return [Finding("ratings", LEFT_OUT, Severity.DROPPED, rows, None)] if rows else []


def sample(ratings: ValidatedRows, most: int) -> Sample:
    """The ratings of at most so many users; of more, those of a sample that is always the same.

    Parameters
    ----------
    ratings
        One row for each, with `user`; a row whose user cannot be read stays.
    """
    users = ratings.rows["user"].drop_nulls().unique()
    if len(users) <= most:
        return Sample(ratings, 0)
    numbers = users.to_numpy()
    spread = np.argsort(numbers.astype(np.uint64) * ODD, kind="stable")
    chosen = pl.Series(numbers[spread[:most]], dtype=users.dtype)
    user = pl.col("user")
    mask = ratings.rows.select(user.is_null() | user.is_in(chosen.implode())).to_series()
    places = (mask.cast(pl.UInt32).cum_sum() - 1).cast(pl.UInt32)
    kept = ratings.violations.filter(mask.gather(ratings.violations["row"]))
    violations = kept.with_columns(places.gather(kept["row"]).alias("row"))
    rows = ratings.rows.filter(mask)
    return Sample(ValidatedRows(rows, violations), len(ratings.rows) - len(rows))
