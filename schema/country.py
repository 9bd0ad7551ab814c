"""Country."""

import strawberry

from catalog import tables
from catalog.enums import Lang
from schema.fields import backed_by, column


@strawberry.type(description="A production country; `code` is ISO 3166-1.")
@backed_by(tables.Countries)
class Country:
    """A production country."""

    code: strawberry.ID = column(description="ISO 3166-1 code, e.g. `US`.")
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="How many films were made there.")
