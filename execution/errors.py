"""Why a request is not run by a plan, and what the client gets to see of an error.

::

    Exception
    ├── FallBack            the reference executor answers, for a reason that is counted
    │   ├── InvalidValue    a value is not of its type; the reference executor words the error
    │   └── Unsupported     the operation is not compiled
    ├── InvalidRequest      no executor can run it, and graphql-core says why
    └── TooComplex          the operation asks for too much and is run by no executor
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from resolvers.errors import ClientError

CODES: Mapping[str, str] = {
    "operation": "OPERATION_RESOLUTION_FAILURE",
    "variables": "BAD_USER_INPUT",
}
"""The code of the errors of a request that no executor can run, by reason; as Apollo names them."""
log = logging.getLogger("reelgraph")


class FallBack(Exception):
    """The reference executor has to answer.

    Parameters
    ----------
    reason
        The word under which it is counted.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InvalidValue(FallBack):
    """A value that is not of the type of its place; the reference executor words the error."""

    def __init__(self) -> None:
        super().__init__("variables")


class Unsupported(FallBack):
    """An operation that is not compiled."""


class InvalidRequest(Exception):
    """A request that no executor can run.

    Parameters
    ----------
    reason
        The word under which it is counted.
    errors
        What is wrong with it, in the words of graphql-core.
    """

    def __init__(self, reason: str, errors: Sequence[GraphQLError]) -> None:
        super().__init__(reason)
        self.reason, self.errors = reason, errors

    def client_errors(self) -> list[dict[str, Any]]:
        """The errors as the client sees them, each with a code."""
        return [client_error(e, CODES.get(self.reason) or _code(e)) for e in self.errors]


class TooComplex(Exception):
    """An operation that asks for too much.

    Parameters
    ----------
    error
        The error for the client.
    cost
        What the operation costs, if it was counted.
    """

    def __init__(self, error: GraphQLError, cost: int | None = None) -> None:
        super().__init__(error.message)
        self.error, self.cost = error, cost


def client_error(error: GraphQLError, code: str | None = None) -> dict[str, Any]:
    """The error as the client sees it; one that nobody expected is logged whole and masked.

    Parameters
    ----------
    code
        Its code, if it has none of its own.
    """
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):  # graphql-core wraps its own errors, e.g. of variables
        cause = cause.original_error
    if cause is None or isinstance(cause, ClientError):
        extensions = {**({"code": code} if code else {}), **(error.extensions or {})}
        formatted: dict[str, Any] = {**error.formatted}
        return {**formatted, "extensions": extensions} if extensions else formatted
    log.error("a field failed: %s", error.path, exc_info=cause)
    masked = GraphQLError(
        "Internal error", error.nodes, path=error.path, extensions={"code": "INTERNAL"}
    )
    return dict(masked.formatted)


def _code(error: GraphQLError) -> str:
    syntax = isinstance(error, GraphQLSyntaxError)
    return "GRAPHQL_PARSE_FAILED" if syntax else "GRAPHQL_VALIDATION_FAILED"
