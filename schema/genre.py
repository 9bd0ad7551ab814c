"""Genre: a genre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import Lang
from resolvers import field_costs, genre
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A genre, e.g. Science Fiction.")
@backed_by(tables.Genres)
class Genre(Node):
    """A genre."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int | None = column(
        description="TMDB's number of the genre. Null where the source has names only."
    )
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="Number of films of the genre.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=genre.movies,
        description="The films of the genre.",
        size=("first",),
        work=field_costs.movies_of(tables.Genres),
    )
