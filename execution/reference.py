"""The reference executor: graphql-core, over the same schema and the same resolvers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLSchema, execute_sync

from execution.answer import Answer
from execution.document.document import Document
from execution.errors import client_error
from execution.limits.limits import MAX_ERRORS
from execution.request import OperationRequest
from resolvers.context import Context


def execute_reference(
    schema: GraphQLSchema,
    document: Document,
    request: OperationRequest,
    context: Context,
    reason: str,
) -> Answer:
    """The answer of graphql-core to a request whose text is that of `document`.

    Parameters
    ----------
    reason
        Why no plan answers.
    """
    if document.errors:
        return Answer(None, list(map(client_error, document.errors)), fallback=reason)
    result = execute_sync(
        schema,
        document.node,
        context_value=context,
        variable_values=dict(request.variables),
        operation_name=request.operation,
    )
    errors: list[Mapping[str, Any]] = [
        client_error(error) for error in (result.errors or ())[:MAX_ERRORS]
    ]
    if result.data is None and not any("path" in error for error in errors):
        return Answer(None, errors, fallback=reason)  # refused before anything was run
    return Answer(json.dumps(result.data).encode(), errors, fallback=reason)
