"""Why a request is not run by a plan, and what the client hears of an error."""

from __future__ import annotations

import logging
from typing import Any

from graphql import GraphQLError

from resolvers.errors import ClientError

log = logging.getLogger("reelgraph")


class Unfit(Exception):
    """A value that the reference executor refuses; it finds the words."""


class Unsupported(Exception):
    """A document that is left to the reference executor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def shown(error: GraphQLError) -> dict[str, Any]:
    """The error as the client may see it; an unexpected one is logged whole and masked."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):  # graphql-core wraps its own errors, e.g. of variables
        cause = cause.original_error
    if cause is None or isinstance(cause, ClientError):
        return dict(error.formatted)
    log.error("a field failed: %s", error.path, exc_info=cause)
    masked = GraphQLError(
        "Internal error", error.nodes, path=error.path, extensions={"code": "INTERNAL"}
    )
    return dict(masked.formatted)
