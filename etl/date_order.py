"""Whether days or months come first in the dates of a source."""

from __future__ import annotations

from datetime import date

import polars as pl

from etl.cells import YEAR_LAST, DateOrder
from etl.errors import SourceError
from etl.tables.movie_rules import RULES, UNREADABLE_DATE
from etl.validation import ValidatedRows

MONTHS, DAYS = 12, 31


def unreadable_dates(movies: ValidatedRows) -> pl.Series:
    """The cells that hold a release date which cannot be read without an order."""
    rule = next(at for at, rule in enumerate(RULES) if rule.name == UNREADABLE_DATE)
    return movies.violations.filter(pl.col("rule") == rule)["example"]


def date_order(cells: pl.Series) -> DateOrder | None:
    """The order of the numbers of dates whose year comes last, by what all of them can mean.

    Returns
    -------
    None if there is no such date.

    Raises
    ------
    SourceError
        All dates can be read both ways, or some only one way and some only the other.
    """
    numbers = [pl.col("cell").str.extract(YEAR_LAST, group).cast(pl.Int64) for group in (1, 2, 3)]
    dates = (
        pl.DataFrame({"cell": cells.str.strip_chars()})
        .with_columns(number.alias(name) for number, name in zip(numbers, "abc", strict=True))
        .filter(pl.min_horizontal("a", "b").is_between(1, MONTHS))
        .filter(pl.max_horizontal("a", "b").le(DAYS) & (pl.col("c") > 0))
    )
    month_first, day_first = dates.filter(pl.col("b") > MONTHS), dates.filter(pl.col("a") > MONTHS)
    if len(month_first) and len(day_first):
        found = f"{month_first['cell'][0]} and {day_first['cell'][0]}"
        raise SourceError("release_date", "either days or months first", found)
    if len(month_first):
        return DateOrder.MONTH_FIRST
    if len(day_first):
        return DateOrder.DAY_FIRST
    undecided = dates.filter(pl.col("a") != pl.col("b"))
    if len(undecided):
        cell, first, second, year = undecided.row(0)
        readings = [date(year, *pair) for pair in ((first, second), (second, first))]
        found = f"{cell}, which is {' or '.join(f'{day:%B} {day.day}' for day in readings)}"
        raise SourceError("release_date", "a date that tells days from months", found)
    return DateOrder.MONTH_FIRST if len(dates) else None
