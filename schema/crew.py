"""Crew: a credit of the crew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from schema.fields import backed_by, column
from schema.person import Person

if TYPE_CHECKING:
    from schema.movie import Movie


@strawberry.type(description="A crew credit: the job of a person on a film.")
@backed_by(tables.CrewCredits)
class Crew:
    """A crew credit."""

    credit_id: strawberry.ID = column(description="TMDB's id of the credit.")
    movie: Annotated[Movie, strawberry.lazy("schema.movie")] = column(description="The film.")
    person: Person = column(description="The person who has the job.")
    department: str = column(description="Department, e.g. `Directing`.")
    job: str = column(description="Job, e.g. `Director`.")
