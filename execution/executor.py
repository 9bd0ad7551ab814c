"""Answers requests from one snapshot: by a plan, or else by the reference executor."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from math import inf
from time import monotonic

import strawberry

from catalog.cache_budgets import Budgets
from catalog.weighed_cache import Usage, WeighedCache
from execution.answer import Answer
from execution.cache.answer_texts import AnswerTexts
from execution.compile.program import Program, ResolverInfo
from execution.document.parsed_texts import ParsedText, ParsedTexts
from execution.errors import (
    FallBack,
    InvalidRequest,
    InvalidValue,
    TooComplex,
    Unsupported,
    client_error,
)
from execution.limits.limits import MAX_ERRORS, Limits, size_error
from execution.loop_or_pool import runs_on_loop
from execution.measured_request import MeasuredRequest
from execution.operation import PlanKey
from execution.plan import Plan
from execution.reference import execute_reference
from execution.request import OperationRequest
from resolvers.context import Context
from resolvers.deadline import deadline, with_deadline
from resolvers.errors import ClientError

log = logging.getLogger("reelgraph")


class Executor:
    """Answers requests from one snapshot, and keeps what it made for them.

    Threads share it.  What it keeps stands in caches that say how they are shared:
    `catalog/weighed_cache.py` and `cache/answer_texts.py`.  `fallbacks` are counts for people; two
    threads that count at the same time may lose one.

    Parameters
    ----------
    budgets
        What its caches may keep.
    compiled
        Whether to compile at all; without, the reference executor answers everything.

    Attributes
    ----------
    fallbacks
        How often the reference executor answered, by reason.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        context: Context,
        limits: Limits,
        budgets: Budgets,
        *,
        compiled: bool = True,
    ) -> None:
        self._schema = schema._schema  # noqa: SLF001 - Strawberry shows no other way
        self._compiled, self.limits = compiled, limits
        self._info = ResolverInfo(context)
        self._timed_context = with_deadline(context)
        self._timed_info = ResolverInfo(self._timed_context)
        self._answer_texts = AnswerTexts(budgets.answer_texts)
        self._parsed_texts = ParsedTexts(self._schema, context.catalog, limits, budgets)
        self._plans: WeighedCache[PlanKey, Plan] = WeighedCache(
            budgets.plans, lambda _, plan: plan.weight
        )
        self.fallbacks: Counter[str] = Counter()

    @property
    def cache_usage(self) -> Mapping[str, Usage]:
        """How full its caches are."""
        return {
            **self._parsed_texts.cache_usage,
            "plans": self._plans.usage,
            "answer_texts": self._answer_texts.usage,
        }

    def execute_on_loop(self, request: OperationRequest) -> Answer | None:
        """The answer, if a plan is there that gives it in microseconds; else None."""
        parsed = self._parsed_texts.get(request.text)
        if parsed is None or not self._compiled:
            return None
        try:
            measured = MeasuredRequest(request, parsed, None, self.limits, inf)
            if (values := measured.values) is None or not runs_on_loop(measured.price):
                return None
            plan = self._plans.get(measured.operation.plan_key(values))
            if plan is None:
                return None
            data, errors = plan.run(values, self._info, parsed)
        except Exception:  # noqa: BLE001 - `execute` meets it again and says what to do
            return None
        cost = measured.cost
        return Answer(data, errors, self._cost_json(cost), measured.operation.name, cost)

    def execute(self, request: OperationRequest, since: float | None = None) -> Answer:
        """The answer, however long it takes within the deadline; for threads of a pool.

        Parameters
        ----------
        since
            When the request came, in seconds of `time.monotonic`; its time runs from then on.
        """
        try:
            measured = self.measure(request, since)
        except TooComplex as refusal:
            cost_json = b"" if refusal.cost is None else self._cost_json(refusal.cost)
            return Answer(None, [client_error(refusal.error)], cost_json, cost=refusal.cost)
        except InvalidRequest as invalid:
            self.fallbacks[invalid.reason] += 1
            errors = invalid.client_errors()[:MAX_ERRORS]
            return Answer(None, errors, fallback=invalid.reason)
        try:
            answer = self._run(measured)
        except TooComplex as refusal:
            answer = Answer(None, [client_error(refusal.error)])
        answer.extensions = self._cost_json(measured.cost)
        answer.operation, answer.cost = measured.operation.name, measured.cost
        return answer

    def measure(self, request: OperationRequest, since: float | None = None) -> MeasuredRequest:
        """Parse, check and measure a request; see `execute` for `since`.

        Raises
        ------
        InvalidRequest
            The document is invalid, it has no such operation, or a variable is not of its type.
        TooComplex
            The operation asks for too much.
        """
        before = monotonic()
        parsed = self.parse(request.text)
        # What is parsed once is used by others too, so it does not count against the first.
        deadline = (before if since is None else since) + monotonic() - before + self.limits.seconds
        return MeasuredRequest(request, parsed, self._parsed_texts, self.limits, deadline)

    def parse(self, text: str) -> ParsedText:
        """Parse and check a text, unless that was done lately."""
        return self._parsed_texts.get(text) or self._parsed_texts.read(text)

    def program(self, measured: MeasuredRequest) -> Program:
        """The functions of the plan of a request as code.

        Raises
        ------
        FallBack
            The operation is not compiled.
        """
        if not self._compiled:
            raise Unsupported("switched off")
        if measured.values is None:
            raise InvalidValue
        lifted = measured.parsed.document.liftable_literals
        caches = bool(self._answer_texts)
        return measured.operation.program(
            measured.values,
            self._timed_context,
            lifted,
            self.limits.answer_bytes,
            caches=caches,
        )

    def _run(self, measured: MeasuredRequest) -> Answer:
        try:
            return self._run_plan(measured)
        except TooComplex:
            raise
        except FallBack as fall_back:
            reason = fall_back.reason
        except ClientError:
            reason = "error"
        except Exception:
            log.exception("a plan failed")
            reason = "unexpected"
        return self._execute_reference(measured, reason)

    def _run_plan(self, measured: MeasuredRequest) -> Answer:
        if not self._compiled:
            raise Unsupported("switched off")
        parsed, values, before = measured.parsed, measured.values, monotonic()
        if values is None:
            raise InvalidValue
        key = measured.operation.plan_key(values)
        plan = self._plans.get_or_make(
            key, lambda: Plan(self.program(measured), self._timed_info, self._answer_texts)
        )
        measured.deadline += monotonic() - before  # as for what is parsed
        with deadline(measured.deadline):
            return Answer(*plan.run(values, self._timed_info, parsed))

    def _execute_reference(self, measured: MeasuredRequest, reason: str) -> Answer:
        self.fallbacks[reason] += 1
        document = self._parsed_texts.document_of(measured.request.text)
        with deadline(measured.deadline):
            answer = execute_reference(
                self._schema, document, measured, self._timed_context, reason
            )
        if answer.data is not None and len(answer.data) > self.limits.answer_bytes:
            raise TooComplex(size_error(self.limits.answer_bytes))
        return answer

    def _cost_json(self, cost: int) -> bytes:
        """What a client gets to know about the cost of its operation."""
        return b'{"cost":{"requested":%d,"maximum":%d}}' % (cost, self.limits.cost)
