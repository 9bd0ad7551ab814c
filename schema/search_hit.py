"""SearchHit and SearchNode."""

from __future__ import annotations

from typing import Annotated

import strawberry

from catalog.names import search
from schema.collection import Collection
from schema.company import Company
from schema.fields import backed_by, column
from schema.genre import Genre
from schema.movie import Movie
from schema.person import Person

SearchNode = Annotated[
    Movie | Person | Company | Collection | Genre,
    strawberry.union("SearchNode", description="An object that search can find."),
]


@strawberry.type(description="A search result.")
@backed_by(search.SearchHit)
class SearchHit:
    """A search result."""

    score: float = column(
        description="How similar the name is to the query, 0–1; 1 for the name itself."
    )
    matched: str = column(description="The name that is like the query, e.g. the original title.")
    node: SearchNode = column(description="The object that has the name.")
