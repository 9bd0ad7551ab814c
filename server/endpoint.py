"""/graphql: Strawberry's view with our context, our page and our way with errors."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import strawberry
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


class InThreads:
    """The schema, run in threads, so that one long answer makes no other request wait."""

    def __init__(self, wrapped: strawberry.Schema) -> None:
        self._wrapped = wrapped
        self._threads = ThreadPoolExecutor(os.cpu_count(), "graphql")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)

    async def execute(self, *args: Any, **options: Any) -> ExecutionResult:
        """Run an operation; at most as many at once as there are cores."""
        run = partial(self._wrapped.execute_sync, *args, **options)
        return await asyncio.get_running_loop().run_in_executor(self._threads, run)


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
        super().__init__(InThreads(schema), subscription_protocols=())  # type: ignore[arg-type]  # it acts as one
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
