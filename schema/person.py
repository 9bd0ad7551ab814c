"""Person: someone with a cast or crew credit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import Gender
from resolvers import field_costs, person
from schema.career import Career
from schema.fields import backed_by, column, resolved
from schema.node import Node

if TYPE_CHECKING:
    from schema.cast import Cast
    from schema.crew import Crew
    from schema.movie import Movie
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A person with at least one cast or crew credit.")
@backed_by(tables.People)
class Person(Node):
    """A person with a credit."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int | None = column(
        description="TMDB's number of the person. Null where the source has names only."
    )
    imdb_id: str | None = column(
        description="IMDb's id of the person, e.g. `nm0000199`. Null when unknown."
    )
    name: str = column(description="Name; several people can have the same.")
    gender: Gender | None = column(description="Gender. Null when unknown.")
    profile_url: str | None = resolved(
        by=person.profile_url, description="URL of the portrait. Null when there is none.", size=60
    )
    birth_year: int | None = column(description="Year of birth. Null when unknown.")
    death_year: int | None = column(
        description="Year of death. Null when unknown, and of people who are alive."
    )
    professions: list[str] = resolved(
        by=person.professions, description="What the person does, e.g. `actor`; three at most."
    )
    known_for: list[Annotated[Movie, strawberry.lazy("schema.movie")]] = column(
        description="Films that the person is known for, as IMDb has them; four at most.", size=4
    )
    movie_count: int = column(description="Number of films that the person has a credit in.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=person.movies,
        description="The films that the person has a credit in, each once.",
        size=("first",),
        work=field_costs.movies_of(tables.People),
    )
    cast: list[Annotated[Cast, strawberry.lazy("schema.cast")]] = resolved(
        by=person.cast, description="Cast credits.", size=("first",)
    )
    crew: list[Annotated[Crew, strawberry.lazy("schema.crew")]] = resolved(
        by=person.crew,
        description="Crew credits: all, or those of one department or job.",
        size=("first",),
    )
    career: Career = resolved(
        by=person.career,
        description="The person's films in one role, and what they earned. "
        "An actor's films that the actor also directed are left out by default.",
        work=field_costs.CAREER,
    )
