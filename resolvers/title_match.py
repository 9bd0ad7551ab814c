"""The fields of TitleMatch that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Parent

from catalog.names.titles import TitleMatch
from catalog.rows import MovieRow
from resolvers.arguments import first_of


def alternatives(match: Parent[TitleMatch], first: int = 5) -> Sequence[MovieRow]:
    """Other films that the title could mean, or suggestions where nothing was close."""
    return match.others[: first_of(first)]
