"""Company."""

import strawberry

from catalog import tables
from schema.fields import backed_by, column
from schema.node import Node


@strawberry.type(description="A production company.")
@backed_by(tables.Companies)
class Company(Node):
    """A production company."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int = column(description="TMDB's number of the company.")
    name: str = column(description="Name; several companies can bear the same.")
    movie_count: int = column(description="How many films it produced.")
