"""Language: a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import Lang
from resolvers import field_costs, language
from schema.fields import backed_by, column, resolved

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(description="A language. `code` is ISO 639-1, names are those of the CLDR.")
@backed_by(tables.Languages)
class Language:
    """A language."""

    code: strawberry.ID = column(description="ISO 639-1 code, e.g. `fr`.")
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="Number of films whose original language it is.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=language.movies,
        description="The films whose original language it is.",
        size=("first",),
        work=field_costs.movies_of(tables.Languages),
    )
