"""The one door to both executors: a request that was measured, and until when it may run."""

from __future__ import annotations

from collections.abc import Sequence

import graphql
from graphql import GraphQLError

from execution.document.parsed_texts import ParsedText, ParsedTexts
from execution.errors import InvalidRequest, InvalidValue, TooComplex
from execution.limits.limits import Limits, cost_error
from execution.request import OperationRequest
from execution.values.arguments import Values


class MeasuredRequest:
    """A request that may run.

    To make one is to measure it: there is none whose document is invalid, whose operation is
    unknown or that asks for too much.  Both executors take nothing else.

    Parameters
    ----------
    parsed
        The text of the request as it was read.
    texts
        Reads the text again where graphql-core has to say what is wrong with a request; None on the
        event loop, where there is no time for that.
    deadline
        When it has to be done, in seconds of `time.monotonic`.

    Attributes
    ----------
    operation
        What it runs.
    values
        Its variables and literals; None where only graphql-core reads a variable that it was sent.
        Its cost is then the greatest that the operation can have.
    price
        Its cost, which is at most what is allowed, and how much of it is work.

    Raises
    ------
    InvalidRequest
        No executor can run it.
    InvalidValue
        Without `texts`: perhaps graphql-core can run it.
    TooComplex
        It asks for too much.
    """

    def __init__(
        self,
        request: OperationRequest,
        parsed: ParsedText,
        texts: ParsedTexts | None,
        limits: Limits,
        deadline: float,
    ) -> None:
        document = parsed.document
        if document.errors:
            raise InvalidRequest("invalid", document.errors)
        operation = document.operation(request.operation)
        if operation is None:
            raise InvalidRequest("operation", _refusals(texts, request) if texts else ())
        values: Values | None = None
        try:
            values = operation.values(request.variables, parsed.literals)
        except InvalidValue:
            if texts is None:
                raise
            if errors := _refusals(texts, request):
                raise InvalidRequest("variables", errors) from None
        if operation.refusal is not None:
            raise TooComplex(operation.refusal)
        price = operation.cost.of(values)
        if price.cost > limits.cost:
            most_expensive = operation.cost.most_expensive(values)
            raise TooComplex(cost_error(price.cost, limits, most_expensive), price.cost)
        self.request, self.parsed, self.operation = request, parsed, operation
        self.values, self.price, self.deadline = values, price, deadline

    @property
    def cost(self) -> int:
        """What it costs."""
        return self.price.cost


def _refusals(texts: ParsedTexts, request: OperationRequest) -> Sequence[GraphQLError]:
    """Why graphql-core would not begin to run a request; nothing where it would."""
    built = graphql.Executor.build(
        texts.schema,
        texts.document_of(request.text).node,
        raw_variable_values=dict(request.variables),
        operation_name=request.operation,
    )
    return built if isinstance(built, list) else ()
