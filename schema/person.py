"""Person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import Gender
from resolvers import person
from schema.career import Career
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.cast import Cast
    from schema.crew import Crew
    from schema.movie_connection import MovieConnection


@strawberry.type(description="Someone with at least one cast or crew credit.")
@backed_by(tables.People)
class Person(Node):
    """Someone with a credit."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int = column(description="TMDB's number of the person.")
    name: str = column(description="Name; several people can bear the same.")
    gender: Gender | None = column(description="Gender. Null when unknown.")
    profile_url: str | None = resolved(
        by=person.profile_url, description="Address of the portrait. Null when there is none."
    )
    movie_count: int = column(description="How many films the person worked on, in any part.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=person.movies,
        description="Every film this person worked on, in any part, once each.",
        size=("first",),
    )
    cast: list[Annotated[Cast, strawberry.lazy("schema.cast")]] = resolved(
        by=person.cast, description="Parts in front of the camera.", size=("first",)
    )
    crew: list[Annotated[Crew, strawberry.lazy("schema.crew")]] = resolved(
        by=person.crew, description="Parts behind the camera.", size=("first",)
    )
    career: Career = resolved(
        by=person.career,
        description="Money over one side of a career. "
        "Films the actor also directed are left out unless asked for.",
    )
