"""Cast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from schema.fields import backed_by, column
from schema.person import Person

if TYPE_CHECKING:
    from schema.movie import Movie


@strawberry.type(description="A person's part in front of the camera.")
@backed_by(tables.CastCredits)
class Cast:
    """A part in front of the camera."""

    credit_id: strawberry.ID = column(description="TMDB's id of the credit.")
    movie: Annotated[Movie, strawberry.lazy("schema.movie")] = column(description="The film.")
    person: Person = column(description="Who plays.")
    character: str | None = column(description="Whom the person plays. Null when unknown.")
    order: int = column(description="Place in the billing, from 0.")
