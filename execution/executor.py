"""Answers requests from one snapshot: by a plan, or else by the reference executor."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

import strawberry
from graphql import ExecutionResult, execute_sync

from execution.cache.recent import Recent
from execution.cache.texts import Fragments
from execution.compile.compiler import Information
from execution.document.document import Document
from execution.document.literals import Lifted, lift, value
from execution.errors import Elsewhere, Refused, Unsupported, shown
from execution.limits.limits import Limits, too_costly
from execution.operation import Operation
from execution.plan import MOST_ERRORS, Answer, Field
from execution.values.arguments import Given
from resolvers.context import Context
from resolvers.deadline import deadline, with_deadline
from resolvers.errors import ClientError

log = logging.getLogger("reelgraph")

TEXTS = 32_000_000
"""Bytes of texts, and of what was made of them, that are kept."""
QUICK_COST = 600
"""What a plan may cost that is run between two others on the event loop, some milliseconds."""
WEIGHT = 60
"""Bytes that a parsed text takes, by its characters."""
NO_VARIABLES: Mapping[str, Any] = {}
"""What comes with a request that has none; nobody changes it."""


class Request:
    """What a client asks."""

    def __init__(
        self,
        text: str,
        variables: Mapping[str, Any] = NO_VARIABLES,
        operation: str | None = None,
    ) -> None:
        self.text, self.variables, self.operation = text, variables, operation


class Known:
    """A text that was read: its document and the literals that are its own."""

    def __init__(
        self, document: Document, written: Sequence[str] = (), literals: Sequence[Any] = ()
    ) -> None:
        self.document, self.written, self.literals = document, written, literals

    def located(self, error: ClientError, field: Field) -> Mapping[str, Any]:
        """An error of a root field as the client sees it, with its place in the text."""
        return shown(self.document.located(error, field, self.written))


class Executor:
    """Everything that is kept for one snapshot.

    Parameters
    ----------
    fragment_budget
        Bytes of pieces of answers that are kept.
    compiled
        Whether to compile at all; without, all goes to the reference executor.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        context: Context,
        fragment_budget: int = 64_000_000,
        limits: Limits = Limits(),  # noqa: B008 - it is frozen
        *,
        compiled: bool = True,
    ) -> None:
        self._schema = schema._schema  # noqa: SLF001 - Strawberry shows no other way
        self._compiled, self._limits = compiled, limits
        self._information = Information(context)
        self._timed_context = with_deadline(context)
        self._fragments = Fragments(fragment_budget)
        self._texts: Recent[str, Known] = Recent(TEXTS, lambda text, _: 2_000 + WEIGHT * len(text))
        self._fixed: Recent[tuple[Any, ...], tuple[int, ...]] = Recent(TEXTS // 8, _weight)
        self._shapes: Recent[tuple[Any, ...], Document] = Recent(TEXTS, _weight)
        self.fallbacks: Counter[str] = Counter()

    def quick(self, request: Request) -> Answer | None:
        """The answer, where a plan is there that takes microseconds; else None."""
        known = self._texts.get(request.text) or self._alike(request.text)
        if known is None or not self._compiled:
            return None
        operation = known.document.operation(request.operation)
        if operation is None:
            return None
        try:
            given = operation.given(request.variables, known.literals)
            cost = self._affordable(operation, given)
            plan = operation.known(given)
            if plan is None or plan.slow or cost > QUICK_COST:
                return None
            data, errors = plan.run(given, self._information, known)
            return Answer(data, errors, self._told(cost), operation.name, cost)
        except Exception:  # noqa: BLE001 - `execute` meets it again and says what to do
            return None

    def execute(self, request: Request, since: float | None = None) -> Answer:
        """The answer, whatever it takes.

        Parameters
        ----------
        since
            When the request came, by `time.monotonic`; its time runs from then on.
        """
        since = monotonic() if since is None else since
        known = self._texts.get(request.text) or self._alike(request.text) or self._read(request)
        try:
            operation = _operation(known.document, request.operation)
            given = operation.given(request.variables, known.literals)
            cost = self._affordable(operation, given)
        except Refused as refused:
            told = b"" if refused.cost is None else self._told(refused.cost)
            return Answer(None, [shown(refused.error)], told, cost=refused.cost)
        except Elsewhere as elsewhere:
            return self._reference(request, elsewhere.reason)
        with deadline(since + self._limits.seconds):
            try:
                answer = self._planned(known, operation, given)
            except Elsewhere as elsewhere:
                answer = self._reference(request, elsewhere.reason)
            except ClientError:
                answer = self._reference(request, "error")
            except Exception:
                log.exception("a plan failed")
                answer = self._reference(request, "unexpected")
        answer.extensions, answer.operation, answer.cost = self._told(cost), operation.name, cost
        return answer

    def _planned(self, known: Known, operation: Operation, given: Given) -> Answer:
        if not self._compiled:
            raise Unsupported("switched off")
        plan = operation.plan(given, self._timed_context, self._fragments, known.document.free)
        return Answer(*plan.run(given, Information(self._timed_context), known))

    def _affordable(self, operation: Operation, given: Given) -> int:
        """The cost of a request; the one place where both executors are told no.

        Raises
        ------
        Refused
            It asks for too much.
        """
        if operation.refusal is not None:
            raise Refused(operation.refusal)
        cost = operation.cost.of(given)
        if cost > self._limits.cost:
            dearest = operation.cost.dearest(given)
            raise Refused(too_costly(cost, self._limits, dearest), cost)
        return cost

    def _told(self, cost: int) -> bytes:
        """What a client is told about the cost of its operation, as JSON."""
        return b'{"cost":{"requested":%d,"maximum":%d}}' % (cost, self._limits.cost)

    def _alike(self, text: str) -> Known | None:
        """The text as one of a shape that is known."""
        lifted = lift(text)
        if lifted is None:
            return None
        fixed = self._fixed.get((lifted.shape, lifted.kinds))
        if fixed is None:
            return None
        document = self._shapes.get(_key(lifted, fixed))
        if document is None or not document.takes(_values(lifted)):
            return None
        return self._keep(text, document, lifted)

    def _read(self, request: Request) -> Known:
        """Parse and check a text."""
        lifted = lift(request.text)
        document = Document(self._schema, request.text, lifted, self._limits)
        if lifted is not None and not document.errors:
            fixed = document.fixed
            self._fixed.put((lifted.shape, lifted.kinds), fixed)
            self._shapes.put(_key(lifted, fixed), document)
        return self._keep(request.text, document, lifted)

    def _keep(self, text: str, document: Document, lifted: Lifted | None) -> Known:
        known = Known(document)
        if lifted is not None:
            known = Known(document, lifted.literals, _values(lifted))
        self._texts.put(text, known)
        return known

    def _reference(self, request: Request, reason: str) -> Answer:
        """The answer of graphql-core."""
        self.fallbacks[reason] += 1
        known = self._texts.get(request.text)
        document = known.document if known else None
        if document is None or document.text != request.text:
            document = Document(self._schema, request.text, None, self._limits)
        if document.errors:
            return Answer(None, [shown(error) for error in document.errors], fallback=reason)
        result = execute_sync(
            self._schema,
            document.node,
            context_value=self._timed_context,
            variable_values=dict(request.variables),
            operation_name=request.operation,
        )
        return _answer(result, reason)


def _values(lifted: Lifted) -> list[Any]:
    return [value(*pair) for pair in zip(lifted.literals, lifted.kinds, strict=True)]


def _operation(document: Document, name: str | None) -> Operation:
    if document.errors:
        raise Unsupported("invalid")
    operation = document.operation(name)
    if operation is None:
        raise Unsupported("operation")
    return operation


def _answer(result: ExecutionResult, reason: str) -> Answer:
    errors = [shown(error) for error in (result.errors or ())[:MOST_ERRORS]]
    if result.data is None and not any("path" in error for error in errors):
        return Answer(None, errors, fallback=reason)  # refused before anything was run
    return Answer(json.dumps(result.data).encode(), errors, fallback=reason)


def _weight(key: tuple[Any, ...], value: object) -> int:
    """What a shape takes, with its document if it stands for one."""
    letters = sum(map(len, key[0]))
    return 2_000 + (WEIGHT if isinstance(value, Document) else 1) * letters


def _key(lifted: Lifted, fixed: Sequence[int]) -> tuple[Any, ...]:
    return lifted.shape, lifted.kinds, tuple(lifted.literals[number] for number in fixed)
