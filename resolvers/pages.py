"""Pages of films, the same wherever films are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from strawberry import Info, Parent

from catalog.catalog import Catalog
from catalog.enums import MovieSort
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Window
from catalog.lists.rowset import RowSet
from catalog.storage.table import Table
from resolvers.argument_bounds import CURSOR_ERRORS, at_most, window
from resolvers.context import Context
from resolvers.filters import apply_filter
from resolvers.inputs import MovieFilter

MAX_SORTS = 5
POPULAR_FIRST = [MovieSort.POPULARITY_DESC]
NEWEST_FIRST = [MovieSort.RELEASE_DATE_DESC]


def movie_page(
    catalog: Catalog,
    where: MovieFilter | None,
    sort: Sequence[MovieSort] | None,
    asked: Window,
    among: RowSet | None = None,
) -> MovieSelection:
    """A page of the films that pass `where`; with `among`, only films of that set.

    Raises
    ------
    BadUserInput, BadCursor, StaleCursor
        The filter, the order or a cursor is not valid.
    """
    matched = apply_filter(catalog, where, among)
    order = at_most("sort", sort or POPULAR_FIRST, MAX_SORTS)
    with CURSOR_ERRORS:
        return catalog.movie_page(matched.rows, order, asked, matched.relevance)


def movies_resolver(kind: type[Table[Any]]) -> Callable[..., MovieSelection]:
    """The resolver of `movies` for a table whose rows list films, such as genres."""

    def movies(
        row: Parent[int],
        info: Info[Context],
        where: MovieFilter | None = None,
        sort: list[MovieSort] | None = POPULAR_FIRST,
        first: int | None = 20,
        after: str | None = None,
    ) -> MovieSelection:
        """A page of the films that the row lists."""
        catalog = info.context.catalog
        listed: Any = catalog.table(kind).column("movies")
        among = RowSet(len(catalog.movies), rows=listed.array(row))
        return movie_page(catalog, where, sort, window(first, after), among)

    return movies
