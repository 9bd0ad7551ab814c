"""Resolvers of Collection."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from catalog.enums import PosterSize
from catalog.rows import CollectionRow, MovieRow
from resolvers import images
from resolvers.argument_bounds import MAX_ROWS
from resolvers.context import Context


def poster_url(
    collection: Parent[CollectionRow],
    info: Info[Context],
    size: PosterSize | None = PosterSize.W342,
) -> str | None:
    """The address of the poster; null if there is none."""
    path = info.context.catalog.collections.poster_path[collection]
    return images.url(path, size or PosterSize.W342)


def movies(collection: Parent[CollectionRow], info: Info[Context]) -> Sequence[MovieRow]:
    """The films without adult ones, oldest first, at most `MAX_ROWS`."""
    catalog = info.context.catalog
    rows = catalog.collections.movies[collection]
    return [row for row in rows if not catalog.movies.adult[row]][:MAX_ROWS]
