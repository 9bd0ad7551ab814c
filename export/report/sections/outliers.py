"""Films far from the rest, and why some of them are."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import polars as pl

from export.report import theme
from export.report.data import NUMBERS, ReportData
from export.report.figure import Figure, Section
from export.report.sections.votes import mean_by_votes
from export.report.words import count, number, plural, share

FENCE = 1.5
"""How many interquartile ranges beyond the quartiles a value is an outlier (Tukey, 1977)."""
LINEAR = ("vote_average", "runtime")
"""Columns whose values are used as they are; of the others, the logarithm."""
UNITS = {"runtime": " minutes", "vote count": " votes", "return": " times its budget"}


def outliers(data: ReportData) -> Section:
    """How many films lie beyond Tukey's fences, and mean votes by number of votes."""
    words = (
        f"An outlier lies more than {FENCE} interquartile ranges below the first quartile or above "
        "the third (Tukey’s fences). Of numbers with a logarithmic axis, the logarithm counts."
    )
    figures = [figure for figure in (_fences(data.frame), mean_by_votes(data.frame)) if figure]
    return Section("outliers", "Outliers", words, tuple(figures))


def beyond(frame: pl.DataFrame) -> pl.DataFrame:
    """How many films lie below and above the fences of each number, and the highest of them."""
    rows = []
    for column in (*NUMBERS, "return_ratio"):
        known = frame.filter(pl.col(column) > 0)
        if not len(known):
            continue
        values = known[column].to_numpy().astype(np.float64)
        scaled = values if column in LINEAR else np.log10(values)
        first, third = np.quantile(scaled, [0.25, 0.75])
        low, high = first - FENCE * (third - first), third + FENCE * (third - first)
        below, above = int((scaled < low).sum()), int((scaled > high).sum())
        highest = int(values.argmax())
        rows.append(
            (
                column.replace("_ratio", "").replace("_", " "),
                len(known),
                below,
                above,
                known["title"][highest],
                values[highest],
            )
        )
    columns = ["number", "known", "below", "above", "highest film", "its value"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _fences(frame: pl.DataFrame) -> Figure | None:
    rows = beyond(frame)
    if not len(rows):
        return None
    far = rows.with_columns(((pl.col("below") + pl.col("above")) / pl.col("known")).alias("far"))
    most = far.sort("far", descending=True, maintain_order=True).row(0, named=True)
    beyond_ = most["below"] + most["above"]
    reading = (
        f"{most['number'].capitalize()} has the largest share: {count(beyond_)} of "
        f"{plural(most['known'], 'film')} "
        f"({share(beyond_, most['known'])}), {count(most['below'])} below and "
        f"{count(most['above'])} above the fences; "
        f"the highest is {most['highest film']} "
        f"({number(most['its value'])}{UNITS.get(most['number'], '')})."
    )
    return Figure("outliers", "Films beyond the fences", reading, _diverging(rows), rows, wide=True)


def _diverging(rows: pl.DataFrame) -> Any:
    long = rows.unpivot(
        ["below", "above"], index=["number", "known"], variable_name="side", value_name="films"
    )
    sign = pl.when(pl.col("side") == "below").then(-1).otherwise(1)
    long = long.with_columns((sign * pl.col("films") / pl.col("known")).alias("share"))
    colors = alt.Scale(domain=["below", "above"], range=[theme.ACCENT, theme.MAIN])
    base = theme.chart(long, 30 * len(rows))
    return base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X(
            "share:Q",
            title="share of films with a value",
            axis=alt.Axis(labelExpr="format(abs(datum.value), '.0%')", tickCount=8),
        ),
        y=alt.Y("number:N", sort=None, title=None, axis=alt.Axis(labelColor=theme.INK)),
        color=alt.Color("side:N", title=None, scale=colors),
        tooltip=["number:N", "side:N", alt.Tooltip("films:Q", format=",")],
    )
