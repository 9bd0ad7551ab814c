"""Resolvers of TitleMatch."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Parent

from catalog.names.titles import TitleMatch
from catalog.rows import MovieRow
from resolvers.argument_bounds import page_size


def alternatives(match: Parent[TitleMatch], first: int = 5) -> Sequence[MovieRow]:
    """Other films that the title could mean, or suggestions if no title is close."""
    return match.alternatives[: page_size(first)]
