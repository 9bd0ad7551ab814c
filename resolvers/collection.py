"""The fields of Collection that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from catalog.enums import PosterSize
from catalog.rows import CollectionRow, MovieRow
from resolvers import images
from resolvers.arguments import MOST_ROWS
from resolvers.context import Context


def poster_url(
    collection: Parent[CollectionRow],
    info: Info[Context],
    size: PosterSize | None = PosterSize.W342,
) -> str | None:
    """The address of the poster."""
    path = info.context.catalog.collections.poster_path[collection]
    return images.url(path, size or PosterSize.W342)


def movies(collection: Parent[CollectionRow], info: Info[Context]) -> Sequence[MovieRow]:
    """The films, oldest first."""
    catalog = info.context.catalog
    films = catalog.collections.movies[collection]
    return [film for film in films if not catalog.movies.adult[film]][:MOST_ROWS]
