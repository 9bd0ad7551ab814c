"""How popularity, votes, runtime and money are distributed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from export.report.bins import Bins
from export.report.data import ReportData
from export.report.distribution import distribution
from export.report.figure import Figure, Section
from export.report.sections.remarks import (
    average_remark,
    budget_remark,
    popularity_remark,
    return_remark,
    revenue_remark,
    runtime_remark,
    votes_remark,
)
from export.report.words import dollars, number, plural

Values = NDArray[np.float64]


class Variable(NamedTuple):
    """A column of films and how to show it."""

    column: str
    title: str
    axis: str
    labels: str
    bins: Bins
    format: Callable[[float], str]
    unit: str
    remark: Callable[[pl.DataFrame, Values], str]


def distributions(data: ReportData) -> Section:
    """One figure for each number of a film that is known of any."""
    figures = [made for variable in VARIABLES if (made := _figure(data.frame, variable))]
    words = (
        "Each chart shows how many films have which value; unknown values are left out. The box "
        "above the bars spans the middle half of the films, with a line at the median; its "
        "whiskers span the middle 90%. Where a few films dwarf the rest, the axis is logarithmic, "
        "and the outermost bars include what lies beyond it."
    )
    return Section("distributions", "Distributions", words, tuple(figures))


def _figure(frame: pl.DataFrame, variable: Variable) -> Figure | None:
    known = frame.filter(pl.col(variable.column) > 0)
    if not len(known):
        return None
    values = known[variable.column].to_numpy().astype(np.float64)
    first, median, third = map(float, np.quantile(values, [0.25, 0.5, 0.75]))
    text = variable.format
    half = (
        f"Half of the {plural(len(values), 'film')} lie between {text(first)} and "
        f"{text(third)}{variable.unit}, "
        f"the median at {text(median)}."
    )
    chart, rows = distribution(values, variable.bins, variable.axis, variable.labels)
    reading = f"{half} {variable.remark(known, values)}"
    return Figure(variable.column.replace("_", "-"), variable.title, reading, chart, rows)


VARIABLES = (
    Variable(
        "popularity",
        "Popularity",
        "TMDB popularity",
        "plain",
        Bins("powers", 5, 0.01, 0.9999),
        number,
        "",
        popularity_remark,
    ),
    Variable(
        "vote_count", "Votes", "votes", "plain", Bins("powers", 3), number, " votes", votes_remark
    ),
    Variable(
        "vote_average",
        "Mean vote",
        "mean vote, 0 to 10",
        "plain",
        Bins("steps", 0.5),
        number,
        "",
        average_remark,
    ),
    Variable(
        "runtime",
        "Runtime",
        "minutes",
        "plain",
        Bins("steps", 5, 0, 0.998),
        number,
        " minutes",
        runtime_remark,
    ),
    Variable(
        "budget",
        "Budget",
        "US dollars",
        "dollars",
        Bins("powers", 4, 0.01),
        dollars,
        "",
        budget_remark,
    ),
    Variable(
        "revenue",
        "Revenue",
        "US dollars",
        "dollars",
        Bins("powers", 4, 0.01),
        dollars,
        "",
        revenue_remark,
    ),
    Variable(
        "return_ratio",
        "Return",
        "revenue / budget",
        "ratio",
        Bins("powers", 4, 0.01, 0.998),
        number,
        " times the budget",
        return_remark,
    ),
)
