"""/graphql: Strawberry's view with our context, our page and our way with errors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult

from resolvers.context import Context
from resolvers.errors import ClientError
from schema import schema

log = logging.getLogger("reelgraph")
logging.getLogger("strawberry.execution").disabled = True  # `shown` logs what deserves it


class Endpoint(GraphQL[Context, None]):
    """The GraphQL endpoint.

    Parameters
    ----------
    page
        What a browser gets.
    context
        Called for each request; gives the snapshot that the request sees from begin to end.
    """

    graphql_ide_html = ""

    def __init__(self, page: str, context: Callable[[], Context]) -> None:
        super().__init__(schema, subscription_protocols=())
        self.graphql_ide_html = page
        self._context = context

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        """The snapshot to answer from."""
        return self._context()

    async def process_result(self, request: Request, result: ExecutionResult) -> Any:
        """The answer as JSON; an unexpected error is logged whole and masked."""
        answer: GraphQLHTTPResponse = {"data": result.data}
        if result.errors:
            answer["errors"] = [shown(error).formatted for error in result.errors]
        return answer


def shown(error: GraphQLError) -> GraphQLError:
    """The error as the client may see it."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):  # graphql-core wraps its own errors, e.g. of variables
        cause = cause.original_error
    if cause is None or isinstance(cause, ClientError):
        return error
    log.error("a field failed: %s", error.path, exc_info=cause)
    return GraphQLError(
        "Internal error", error.nodes, path=error.path, extensions={"code": "INTERNAL"}
    )
