"""Country: a production country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import Lang
from resolvers import country, field_costs
from schema.fields import backed_by, column, resolved

if TYPE_CHECKING:
    from schema.movie_connection import MovieConnection


@strawberry.type(
    description="A production country. `code` is ISO 3166-1, names are those of the CLDR."
)
@backed_by(tables.Countries)
class Country:
    """A production country."""

    code: strawberry.ID = column(description="ISO 3166-1 code, e.g. `US`.")
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="Number of films made there.")
    movies: Annotated[MovieConnection, strawberry.lazy("schema.movie_connection")] = resolved(
        by=country.movies,
        description="The films made there.",
        size=("first",),
        work=field_costs.movies_of(tables.Countries),
    )
