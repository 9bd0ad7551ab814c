"""Keyword."""

import strawberry

from catalog import tables
from schema.fields import backed_by, column


@strawberry.type(description="A plot keyword.")
@backed_by(tables.Keywords)
class Keyword:
    """A plot keyword."""

    id: strawberry.ID = column(description="Global id.")
    name: str = column(description="The keyword.")
    movie_count: int = column(description="How many films have it.")
