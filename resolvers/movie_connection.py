"""Resolvers of MovieConnection."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Parent

from catalog.enums import GroupBy
from catalog.lists.groups import MovieGroup
from catalog.lists.movies import MovieSelection
from resolvers.argument_bounds import in_range

MAX_GROUPS = 200


def groups(
    connection: Parent[MovieSelection], by: GroupBy, first: int = 20
) -> Sequence[MovieGroup]:
    """The groups of all films that matched, not only those of the page."""
    return connection.groups(by, in_range("first", first, 0, MAX_GROUPS))
