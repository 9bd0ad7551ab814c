"""Language."""

import strawberry

from catalog import tables
from catalog.enums import Lang
from schema.fields import backed_by, column


@strawberry.type(description="A language; `code` is ISO 639-1. Names are CLDR's.")
@backed_by(tables.Languages)
class Language:
    """A language."""

    code: strawberry.ID = column(description="ISO 639-1 code, e.g. `fr`.")
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="How many films have it as original language.")
