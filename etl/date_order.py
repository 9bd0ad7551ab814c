"""Whether days or months come first in the dates of a source."""

from __future__ import annotations

from datetime import date

import polars as pl

from etl.cells import YEAR_LAST, DateOrder
from etl.errors import LossError
from etl.tables.movie_rules import RULES, UNREADABLE_DATE
from etl.validation import ValidatedRows

MONTHS, DAYS = 12, 31
MIN_DATES = 10
"""Dates of each kind from which on it is no chance that all days could be months: 3 of 5 cannot."""
MAX_STRAY = 0.05
"""The share of dates that may be otherwise, as those before 1900 are, which Excel leaves alone."""
REWRITE = "Write the dates as YYYY-MM-DD"


def unreadable_dates(movies: ValidatedRows) -> pl.Series:
    """The cells that hold a release date which cannot be read without an order."""
    rule = next(at for at, rule in enumerate(RULES) if rule.name == UNREADABLE_DATE)
    return movies.violations.filter(pl.col("rule") == rule)["example"]


def date_order(cells: pl.Series, others: pl.Series) -> DateOrder | None:
    """The order of the numbers of dates whose year comes last, by what all of them can mean.

    Parameters
    ----------
    cells
        Those that cannot be read without an order.
    others
        The dates that were read without one, since their year comes first.

    Returns
    -------
    None if there is no such date.

    Raises
    ------
    LossError
        All dates can be read both ways, or some only one way and some only the other; or a
        spreadsheet has turned some into others.
    """
    numbers = [pl.col("cell").str.extract(YEAR_LAST, group).cast(pl.Int64) for group in (1, 2, 3)]
    dates = (
        pl.DataFrame({"cell": cells.str.strip_chars()})
        .with_columns(number.alias(name) for number, name in zip(numbers, "abc", strict=True))
        .filter(pl.min_horizontal("a", "b").is_between(1, MONTHS))
        .filter(pl.max_horizontal("a", "b").le(DAYS) & (pl.col("c") > 0))
    )
    month_first, day_first = dates.filter(pl.col("b") > MONTHS), dates.filter(pl.col("a") > MONTHS)
    rows = f"{len(dates):,} release dates"
    if len(month_first) and len(day_first):
        found = f"{month_first['cell'][0]} as well as {day_first['cell'][0]}"
        raise LossError(f"{rows} have days or months first, such as {found}", REWRITE)
    if len(month_first) or len(day_first):
        _refuse_swapped(dates, others)
        return DateOrder.MONTH_FIRST if len(month_first) else DateOrder.DAY_FIRST
    undecided = dates.filter(pl.col("a") != pl.col("b"))
    if len(undecided):
        cell, first, second, year = undecided.row(0)
        readings = [date(year, *pair) for pair in ((first, second), (second, first))]
        meaning = " or ".join(f"{day:%B} {day.day}" for day in readings)
        raise LossError(f"{rows} do not tell days from months: {cell} is {meaning}", REWRITE)
    return DateOrder.MONTH_FIRST if len(dates) else None


def _refuse_swapped(dates: pl.DataFrame, others: pl.Series) -> None:
    """Refuse dates of which a spreadsheet has read those that it could in the wrong order.

    It leaves "30/10/1995" as it is where it expects months first, and makes April 3 of
    "04/03/1998".  So hardly a date is left whose day could be a month, and the days of all others
    could be.
    """
    others = others.drop_nulls()
    if min(len(dates), len(others)) < MIN_DATES:
        return
    both_ways = dates.filter(pl.max_horizontal("a", "b") <= MONTHS)
    beyond = others.filter(others.dt.day() > MONTHS)
    if len(both_ways) < MAX_STRAY * len(dates) and len(beyond) < MAX_STRAY * len(others):
        what = f"{len(others):,} release dates such as {others[0]} have days that could be months"
        raise LossError(
            f"{what}, and {len(dates):,} such as {dates['cell'][0]} have not: a spreadsheet has "
            "taken days for months",
            REWRITE,
        )
