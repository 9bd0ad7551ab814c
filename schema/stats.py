"""NumberStats and MovieStats."""

from __future__ import annotations

import strawberry

from catalog.lists import stats
from resolvers import field_costs
from schema.fields import backed_by, column


@strawberry.type(description="Statistics over the known values; unknown values do not count as 0.")
@backed_by(stats.NumberStats)
class NumberStats:
    """Statistics over numbers."""

    known: int = column(description="Number of films with a known value.")
    min: float | None = column(description="Smallest value.")
    max: float | None = column(description="Largest value.")
    mean: float | None = column(description="Arithmetic mean.")
    median: float | None = column(description="Median.")
    sum: float = column(description="Sum; 0 if no film has a known value.")


@strawberry.type(description="Statistics over a set of films.")
@backed_by(stats.MovieStats)
class MovieStats:
    """Statistics over films."""

    runtime: NumberStats = column(description="Runtime in minutes.", work=field_costs.STATISTICS)
    vote_average: NumberStats = column(
        description="Mean vote of each film, 0–10.", work=field_costs.STATISTICS
    )
    popularity: NumberStats = column(
        description="TMDB's popularity score.", work=field_costs.STATISTICS
    )
    budget: NumberStats = column(description="Budget in US dollars.", work=field_costs.STATISTICS)
    revenue: NumberStats = column(description="Revenue in US dollars.", work=field_costs.STATISTICS)
    return_ratio: NumberStats = column(
        description="Revenue divided by budget.", work=field_costs.STATISTICS
    )
