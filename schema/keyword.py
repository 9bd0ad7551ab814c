"""Keyword: a plot keyword."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from resolvers import field_costs, keyword
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A plot keyword.")
@backed_by(tables.Keywords)
class Keyword(Node):
    """A plot keyword."""

    id: strawberry.ID = column(description="Global id.")
    name: str = column(description="The keyword.")
    movie_count: int = column(description="Number of films that have it.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=keyword.movies,
        description="The films that have it.",
        size=("first",),
        work=field_costs.movies_of(tables.Keywords),
    )
