"""Career: a person's films in one role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.lists import career as values
from resolvers import career, field_costs
from schema.fields import backed_by, column, resolved

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A person's films in one role, and what they earned.")
@backed_by(values.Career)
class Career:
    """A person's films in one role."""

    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=career.movies,
        description="The films, newest first by default.",
        size=("first",),
        work=field_costs.movies_of(tables.People),
    )
    movie_count: int = column(description="Number of films.")
    financed_count: int = column(
        description="Number of films with a known revenue and a plausible budget; "
        "the figures below cover only these."
    )
    total_return: float = column(description="Sum of `returnRatio`.")
    average_return: float | None = column(description="Mean of `returnRatio`.")
    median_return: float | None = column(description="Median of `returnRatio`.")
    total_budget: float = column(description="Sum of the budgets, in US dollars.")
    total_revenue: float = column(description="Sum of the revenues, in US dollars.")
