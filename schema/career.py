"""Career."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog.lists import career as values
from resolvers import career
from schema.fields import backed_by, column, resolved

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="One side of a person's work, counted.")
@backed_by(values.Career)
class Career:
    """One side of a person's work."""

    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=career.movies, description="The films.", size=("first",)
    )
    movie_count: int = column(description="How many films.")
    financed_count: int = column(
        description="Films with both budget and revenue, the budget plausible; "
        "the figures below are over these."
    )
    total_return: float = column(description="Sum of `returnRatio`.")
    average_return: float | None = column(description="Mean of `returnRatio`.")
    median_return: float | None = column(description="Median of `returnRatio`.")
    total_budget: float = column(description="US dollars.")
    total_revenue: float = column(description="US dollars.")
