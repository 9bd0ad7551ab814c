"""Resolvers of SimilarMovie."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from model.answers import Neighbor
from model.reason_texts import Reason
from resolvers.argument_bounds import page_size
from resolvers.context import Context


def reasons(neighbor: Parent[Neighbor], info: Info[Context], first: int = 3) -> Sequence[Reason]:
    """Why the film is similar, the reason that counts most first."""
    return info.context.recommender.reasons(neighbor)[: page_size(first)]
