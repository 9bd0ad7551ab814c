"""What films cost and what they earned."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl

from export.report import theme
from export.report.bins import Bins
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.heat import HEIGHT, Side, heat
from export.report.words import dollars, number, plural, share

BINS = Bins("powers", 5, 0.002)
MIN_FILMS = 2
"""Films that it takes to compare them."""
CLASSES = (2, 5, 10, 25, 50)
"""Films in a cell at which it gets the next color."""


def money(data: ReportData) -> Section:
    """Budget against revenue, of the films with a return."""
    both = data.frame.drop_nulls("return_ratio")
    words = "US dollars as in the source, not adjusted for inflation."
    if len(both) < MIN_FILMS:
        words += " There are not enough films with budget and revenue to compare them."
        return Section("money", "Money", words, ())
    votes, all_votes = (
        float(np.median(frame["vote_count"].to_numpy())) for frame in (both, data.frame)
    )
    words += (
        f" Films with both numbers are better known than others: their median is {number(votes)} "
        f"votes, that of all films {number(all_votes)}. What is shown here holds for such films."
        if votes > all_votes
        else ""
    )
    budget, revenue = both["budget"].to_numpy(), both["revenue"].to_numpy()
    back = int((revenue >= budget).sum())
    reading = (
        f"{share(back, len(both))} of the {plural(len(both), 'film')} with a credible budget and a "
        f"revenue are on or above the line where revenue equals budget. {_together(both)}"
        f"The largest loss is {_loss(both)}."
    )
    chart, cells = _chart(
        Side("budget", "budget, US dollars", "dollars", budget, BINS),
        Side("revenue", "revenue, US dollars", "dollars", revenue, BINS),
    )
    figure = Figure("budget-revenue", "Budget against revenue", reading, chart, cells, wide=True)
    return Section("money", "Money", words, (figure,))


def _together(both: pl.DataFrame) -> str:
    """Whether films that cost more earn more, and whether they earn it back more often."""
    rank = float(both.select(pl.corr("budget", "revenue", method="spearman")).item())
    middle = float(np.median(both["budget"].to_numpy()))
    cheap, dear = both.filter(pl.col("budget") <= middle), both.filter(pl.col("budget") > middle)
    found = "" if math.isnan(rank) else f"The rank correlation of the two is {rank:.2f}. "
    if len(dear):
        found += (
            f"Of films that cost more than the median of {dollars(middle)}, {_earned_back(dear)} "
            f"earned it back, of the others {_earned_back(cheap)}. "
        )
    return found


def _earned_back(group: pl.DataFrame) -> str:
    return share(int((group["revenue"] >= group["budget"]).sum()), len(group))


def _loss(both: pl.DataFrame) -> str:
    losses = both.with_columns((pl.col("budget") - pl.col("revenue")).alias("lost"))
    row = losses.sort("lost", descending=True, maintain_order=True).row(0, named=True)
    return f"{row['title']}: {dollars(row['budget'])} spent, {dollars(row['revenue'])} earned"


def _chart(budget: Side, revenue: Side) -> tuple[Any, pl.DataFrame]:
    chart, cells = heat(budget, revenue, CLASSES)
    ends = [
        float(max(budget.edges[0], revenue.edges[0])),
        float(min(budget.edges[-1], revenue.edges[-1])),
    ]
    line = theme.chart(pl.DataFrame({"cost": ends, "earned": ends}), HEIGHT)
    dashed = line.mark_line(color=theme.ACCENT, strokeDash=[5, 4])
    return chart + dashed.encode(x="cost:Q", y="earned:Q"), cells
