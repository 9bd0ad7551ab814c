"""Cast: an actor's credit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from schema.fields import backed_by, column
from schema.person import Person

if TYPE_CHECKING:
    from schema.movie import Movie


@strawberry.type(description="An acting credit: the part of a person in a film.")
@backed_by(tables.CastCredits)
class Cast:
    """An acting credit."""

    credit_id: strawberry.ID = column(description="TMDB's id of the credit.")
    movie: Annotated[Movie, strawberry.lazy("schema.movie")] = column(description="The film.")
    person: Person = column(description="The actor.")
    character: str | None = column(description="The character. Null when unknown.")
    order: int = column(description="Place in the billing, from 0.")
