"""Genre."""

import strawberry

from catalog import tables
from catalog.enums import Lang
from schema.fields import backed_by, column
from schema.node import Node


@strawberry.type(description="A genre, e.g. Science Fiction.")
@backed_by(tables.Genres)
class Genre(Node):
    """A genre."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int = column(description="TMDB's number of the genre.")
    name: str = column(description="Name.", variants={Lang.EN: "name_en", Lang.ES: "name_es"})
    movie_count: int = column(description="How many films have it.")
