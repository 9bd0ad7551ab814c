"""How far mean votes vary, by the number of votes."""

from __future__ import annotations

import numpy as np
import polars as pl

from export.report.bins import Bins
from export.report.figure import Figure
from export.report.heat import Side, heat
from export.report.words import count, number, plural, share

TOP, FEW = 9.0, 10
CLASSES = (5, 25, 100, 500, 1_000)
"""Films in a cell at which it gets the next color."""
VOTES, RATINGS = Bins("powers", 3), Bins("steps", 0.5)


def mean_by_votes(frame: pl.DataFrame) -> Figure | None:
    """Mean votes against the number of votes."""
    rated = frame.drop_nulls("vote_average").filter(pl.col("vote_count") > 0)
    if not len(rated):
        return None
    middle = float(np.median(rated["vote_count"].to_numpy()))
    less, more = (
        rated.filter(pl.col("vote_count") <= middle),
        rated.filter(pl.col("vote_count") > middle),
    )
    reading = (
        f"Of films with up to {number(middle)} votes, 90% have a mean vote from {_spread(less)}"
    )
    reading += f", of films with more votes from {_spread(more)}." if len(more) else "."
    high = rated.filter(pl.col("vote_average") >= TOP)
    few = int((high["vote_count"] < FEW).sum())
    if few:
        reading += (
            f" Of the {plural(len(high), 'film')} with a mean of {TOP:g} or more, {count(few)} "
            f"({share(few, len(high))}) "
            f"have fewer than {FEW} votes. Sorting by rating therefore takes the number of votes "
            "into account."
        )
    votes, means = (
        rated[name].to_numpy().astype(np.float64) for name in ("vote_count", "vote_average")
    )
    chart, cells = heat(
        Side("votes", "votes", "plain", votes, VOTES),
        Side("mean", "mean vote, 0 to 10", "plain", means, RATINGS),
        CLASSES,
    )
    return Figure("votes-rating", "Mean vote by number of votes", reading, chart, cells, wide=True)


def _spread(rated: pl.DataFrame) -> str:
    low, high = np.quantile(rated["vote_average"].to_numpy(), [0.05, 0.95])
    return f"{low:.1f} to {high:.1f}"
