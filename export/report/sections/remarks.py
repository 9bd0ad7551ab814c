"""A remark about each distribution."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from export.report.words import count, dollars, number, plural, share

Values = NDArray[np.float64]
FEW = 10
"""Votes below which a mean vote says little."""
SHORT, FEATURE = 40, (80, 120)
"""Minutes: the longest short film, and the range of most features."""
BEST, TOP = 10, 0.01
"""The highest mean vote, and the share of films that are called the top."""


def popularity_remark(known: pl.DataFrame, values: Values) -> str:
    """How far the top is from the median."""
    top = float(np.quantile(values, 1 - TOP))
    film = _first(known, "popularity")
    times = top / float(np.median(values))
    return (
        f"The top 1% start at {number(top)}, {number(times)} times the median; the most popular is "
        f"{film['title']} with {number(film['popularity'])}."
    )


def votes_remark(_: pl.DataFrame, values: Values) -> str:
    """How few films have most of the votes."""
    ordered = np.sort(values)[::-1]
    best = max(round(len(values) * TOP), 1)
    few = int((values < FEW).sum())
    return (
        f"{share(few, len(values))} have fewer than {FEW} votes, while {plural(best, 'film')} at "
        "the top "
        f"have {share(ordered[:best].sum(), ordered.sum())} of all {count(ordered.sum())} votes. "
        "Films without votes are not shown."
    )


def average_remark(known: pl.DataFrame, values: Values) -> str:
    """How much the best means are worth."""
    full = known.filter(pl.col("vote_average") == BEST)
    few = full.filter(pl.col("vote_count") < FEW)
    mean = f"The mean is {values.mean():.1f}."
    if not len(full):
        return f"{mean} No film has a full 10."
    have = "has" if len(full) == 1 else "have"
    these = "all" if len(few) == len(full) else count(len(few))
    return (
        f"{mean} {plural(len(full), 'film')} {have} a full {BEST}, {these} of them with "
        f"fewer than {FEW} votes."
    )


def runtime_remark(known: pl.DataFrame, values: Values) -> str:
    """What is usual, and the longest."""
    low, high = FEATURE
    between = int(((values >= low) & (values <= high)).sum())
    short = int((values <= SHORT).sum())
    film = _first(known, "runtime")
    return (
        f"{share(between, len(values))} run {low} to {high} minutes; {share(short, len(values))} "
        "are shorts of "
        f"{SHORT} minutes or less. The longest entry is {film['title']} with "
        f"{count(film['runtime'])} minutes."
    )


def budget_remark(known: pl.DataFrame, values: Values) -> str:
    """How many budgets are round numbers, and the largest."""
    whole = int((values % 1e6 == 0).sum())
    film = _first(known, "budget")
    return (
        f"Budgets are round numbers: {share(whole, len(values))} are whole millions. The "
        "largest "
        f"is {dollars(film['budget'])} for {film['title']}."
    )


def revenue_remark(known: pl.DataFrame, values: Values) -> str:
    """How much of it went to the top."""
    ordered = np.sort(values)[::-1]
    best = max(round(len(values) * TOP), 1)
    film = _first(known, "revenue")
    return (
        f"The {plural(best, 'film')} at the top earned "
        f"{share(ordered[:best].sum(), ordered.sum())} of "
        f"all revenue; the first is {film['title']} with {dollars(film['revenue'])}."
    )


def return_remark(known: pl.DataFrame, values: Values) -> str:
    """How many lost money, and who gained most."""
    lost = int((values < 1).sum())
    film = _first(known, "return_ratio")
    return (
        f"{share(lost, len(values))} earned less than they cost. The highest return is that of "
        f"{film['title']}: {number(film['return_ratio'])} times its {dollars(film['budget'])}."
    )


def _first(known: pl.DataFrame, column: str) -> dict[str, Any]:
    return known.sort(column, descending=True, maintain_order=True).row(0, named=True)
