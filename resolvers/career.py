"""Resolvers of Career."""

from __future__ import annotations

from strawberry import Info, Parent

from catalog.enums import MovieSort
from catalog.lists.career import Career
from catalog.lists.movies import MovieSelection
from catalog.lists.rowset import RowSet
from resolvers.argument_bounds import window
from resolvers.context import Context
from resolvers.inputs import MovieFilter
from resolvers.pages import NEWEST_FIRST, movie_page


def movies(
    career: Parent[Career],
    info: Info[Context],
    where: MovieFilter | None = None,
    sort: list[MovieSort] | None = NEWEST_FIRST,
    first: int | None = 20,
    after: str | None = None,
) -> MovieSelection:
    """A page of the films of the career."""
    catalog = info.context.catalog
    among = RowSet(len(catalog.movies), rows=career.rows)
    return movie_page(catalog, where, sort, window(first, after), among)
