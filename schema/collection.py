"""Collection: a franchise or series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from resolvers import collection
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.movie import Movie


@strawberry.type(description="A franchise or series, e.g. Toy Story Collection.")
@backed_by(tables.Collections)
class Collection(Node):
    """A franchise or series."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int = column(description="TMDB's number of the collection.")
    name: str = column(description="Name.")
    poster_url: str | None = resolved(
        by=collection.poster_url, description="URL of the poster. Null when there is none."
    )
    movie_count: int = column(description="Number of films that belong to it.")
    movies: list[Annotated[Movie, strawberry.lazy("schema.movie")]] = resolved(
        by=collection.movies, description="Its films, oldest first; at most 100.", size=10
    )
