"""The fields of MovieConnection that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Parent

from catalog.enums import GroupBy
from catalog.lists.groups import MovieGroup
from catalog.lists.movies import MovieSelection
from resolvers.arguments import bounded

MOST_GROUPS = 200


def groups(
    connection: Parent[MovieSelection], by: GroupBy, first: int = 20
) -> Sequence[MovieGroup]:
    """Everything that matched, grouped."""
    return connection.groups(by, bounded("first", first, 0, MOST_GROUPS))
