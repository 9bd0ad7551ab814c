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
from execution.measured_request import MeasuredRequest
from resolvers.context import Context


def execute_reference(
    schema: GraphQLSchema,
    document: Document,
    measured: MeasuredRequest,
    context: Context,
    reason: str,
) -> Answer:
    """The answer of graphql-core to a request.

    Parameters
    ----------
    document
        That of exactly the text of the request.
    reason
        Why no plan answers.
    """
    result = execute_sync(
        schema,
        document.node,
        context_value=context,
        variable_values=dict(measured.request.variables),
        operation_name=measured.request.operation,
    )
    errors: list[Mapping[str, Any]] = [
        client_error(error) for error in (result.errors or ())[:MAX_ERRORS]
    ]
    if result.data is None and not any("path" in error for error in errors):
        return Answer(None, errors, fallback=reason)  # refused before anything was run
    return Answer(json.dumps(result.data).encode(), errors, fallback=reason)
