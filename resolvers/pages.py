"""A page of films, the same wherever films are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from strawberry import Info, Parent

from catalog.enums import MovieSort
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Window
from catalog.lists.rowset import RowSet
from resolvers.arguments import CURSORS, few, window_of
from resolvers.context import Catalog, Context
from resolvers.filters import matching
from resolvers.inputs import MovieFilter

MOST_SORTS = 5
POPULAR = [MovieSort.POPULARITY_DESC]
NEWEST = [MovieSort.RELEASE_DATE_DESC]


def films(
    catalog: Catalog,
    where: MovieFilter | None,
    sort: Sequence[MovieSort] | None,
    window: Window,
    among_films: RowSet | None = None,
) -> MovieSelection:
    """A page of the films that pass `where`; with `among_films`, of those among them."""
    matched = matching(catalog, where, among_films)
    order = few("sort", sort or POPULAR, MOST_SORTS)
    with CURSORS:
        return catalog.films(matched.films, order, window, matched.relevance)


def films_of(table_name: str) -> Callable[..., MovieSelection]:
    """The resolver of `movies` of whatever lists films: genres, companies and the like."""

    def movies(
        thing: Parent[int],
        info: Info[Context],
        where: MovieFilter | None = None,
        sort: list[MovieSort] | None = POPULAR,
        first: int | None = 20,
        after: str | None = None,
    ) -> MovieSelection:
        """A page of its films."""
        catalog = info.context.catalog
        its = getattr(catalog, table_name).movies.rows_of(thing)
        among = RowSet(len(catalog.movies), rows=its)
        return films(catalog, where, sort, window_of(first, after), among)

    return movies
