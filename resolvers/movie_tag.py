"""Resolvers of MovieTag."""

from __future__ import annotations

from strawberry import Info, Parent

from catalog.rows import MovieTagRow
from resolvers.context import Context


def name(tag: Parent[MovieTagRow], info: Info[Context]) -> str:
    """The tag, as most people write it."""
    catalog = info.context.catalog
    return catalog.tags.name[catalog.movie_tags.tag[tag]]
