"""The fields of Career that are worked out."""

from __future__ import annotations

from strawberry import Info, Parent

from catalog.enums import MovieSort
from catalog.lists.career import Career
from catalog.lists.movies import MovieSelection
from catalog.lists.rowset import RowSet
from resolvers.arguments import window_of
from resolvers.context import Context
from resolvers.inputs import MovieFilter
from resolvers.pages import NEWEST, films


def movies(
    career: Parent[Career],
    info: Info[Context],
    where: MovieFilter | None = None,
    sort: list[MovieSort] | None = NEWEST,
    first: int | None = 20,
    after: str | None = None,
) -> MovieSelection:
    """A page of the films of the career."""
    catalog = info.context.catalog
    among = RowSet(len(catalog.movies), rows=career.rows)
    return films(catalog, where, sort, window_of(first, after), among)
