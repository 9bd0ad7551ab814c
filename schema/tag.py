"""Tag: what people call films."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from resolvers import field_costs, tag
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(
    description="A tag: what people call films, e.g. `atmospheric`. There are none unless the "
    "catalog was built with MovieLens."
)
@backed_by(tables.Tags)
class Tag(Node):
    """A tag."""

    id: strawberry.ID = column(description="Global id.")
    name: str = column(description="The tag, as most people write it.")
    movie_count: int = column(description="Number of films that have it.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=tag.movies,
        description="The films that have it.",
        size=("first",),
        work=field_costs.movies_of(tables.Tags),
    )
