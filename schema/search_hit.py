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
    strawberry.union("SearchNode", description="Whatever can be searched."),
]


@strawberry.type(description="A search result; `matched` is the name that hit.")
@backed_by(search.SearchHit)
class SearchHit:
    """A search result."""

    score: float = column(description="0–1; 1 for the name itself.")
    matched: str = column(description="The name that hit, e.g. the original title.")
    node: SearchNode = column(description="What bears the name.")
