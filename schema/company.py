"""Company: a production company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from resolvers import company, field_costs
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A production company.")
@backed_by(tables.Companies)
class Company(Node):
    """A production company."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int | None = column(
        description="TMDB's number of the company. Null where the source has names only."
    )
    name: str = column(description="Name; several companies can have the same.")
    movie_count: int = column(description="Number of films that it produced.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=company.movies,
        description="Its films.",
        size=("first",),
        work=field_costs.movies_of(tables.Companies),
    )
