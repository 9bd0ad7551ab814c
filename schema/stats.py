"""NumberStats and MovieStats."""

from __future__ import annotations

import strawberry

from catalog.lists import stats
from schema.fields import backed_by, column


@strawberry.type(description="Over the `known` values only; unknowns are not zeros.")
@backed_by(stats.NumberStats)
class NumberStats:
    """Figures over numbers."""

    known: int = column(description="How many films have a value.")
    min: float | None = column(description="Smallest value.")
    max: float | None = column(description="Largest value.")
    mean: float | None = column(description="Arithmetic mean.")
    median: float | None = column(description="The value in the middle.")
    sum: float = column(description="Sum; 0 where no film has a value.")


@strawberry.type(description="Figures over a set of films.")
@backed_by(stats.MovieStats)
class MovieStats:
    """Figures over films."""

    runtime: NumberStats = column(description="Minutes.")
    vote_average: NumberStats = column(description="Mean votes, 0–10.")
    popularity: NumberStats = column(description="TMDB's popularity.")
    budget: NumberStats = column(description="US dollars.")
    revenue: NumberStats = column(description="US dollars.")
    return_ratio: NumberStats = column(description="revenue / budget.")
