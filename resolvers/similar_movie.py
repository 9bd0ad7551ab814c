"""Resolvers of SimilarMovie."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from model.answers import Neighbor
from model.reason_texts import Reason
from resolvers.argument_bounds import page_size
from resolvers.context import Context


def confidence(neighbor: Parent[Neighbor], info: Info[Context]) -> float:
    """How much is known to compare the films by, 0 to 1."""
    return info.context.recommender.confidence(neighbor)


def reasons(neighbor: Parent[Neighbor], info: Info[Context], first: int = 3) -> Sequence[Reason]:
    """Why the film is similar, the reason that counts most first."""
    return info.context.recommender.reasons(neighbor, page_size(first))
