"""The fields of SimilarMovie that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from model.reasons import Reason
from model.recommender import Neighbor
from resolvers.arguments import first_of
from resolvers.context import Context


def reasons(neighbor: Parent[Neighbor], info: Info[Context], first: int = 3) -> Sequence[Reason]:
    """Why, weightiest first."""
    return info.context.recommender.reasons(neighbor)[: first_of(first)]
