"""Which way an executor takes, and what it says of the cost."""

from __future__ import annotations

import json
from time import monotonic

import pytest

from execution.errors import InvalidRequest, TooComplex
from execution.executor import Executor
from execution.loop_or_pool import MAX_LOOP_COST
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support import executors

HEAT = OperationRequest("{ movie(id: 949) { title } }")
SLOW = OperationRequest("{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }")
DEAR = OperationRequest("{ movies(first: 100) { nodes { cast(first: 10) { order } } } }")


def test_on_the_event_loop_a_request_is_answered_once_its_plan_is_there(
    executor: Executor,
) -> None:
    assert executor.execute_on_loop(HEAT) is None
    first = executor.execute(HEAT)
    second = executor.execute_on_loop(HEAT)
    assert second is not None
    assert second.json() == first.json()
    other_literal = executor.execute_on_loop(OperationRequest("{ movie(id: 862) { title } }"))
    assert other_literal is not None
    assert json.loads(other_literal.data or b"") == {"movie": {"title": "Toy Story"}}


@pytest.mark.parametrize("request_", [SLOW, DEAR], ids=["slow", "dear"])
def test_what_takes_milliseconds_is_never_run_on_the_event_loop(
    request_: OperationRequest, executor: Executor
) -> None:
    answer = executor.execute(request_)
    assert answer.errors == []
    assert executor.execute_on_loop(request_) is None
    assert request_ is SLOW or (answer.cost or 0) > MAX_LOOP_COST


def test_what_is_refused_is_never_run_on_the_event_loop(sample: Context) -> None:
    small = executors.executor(sample, cost=5)
    wide = OperationRequest("{ movies(first: 10) { nodes { title } } }")
    assert small.execute(wide).data is None
    assert small.execute_on_loop(wide) is None


def test_every_answer_that_was_run_tells_its_cost_and_its_operation(executor: Executor) -> None:
    for text in ("query Q { genres { id } }", "query Q { genres { id } __schema { __typename } }"):
        answer = executor.execute(OperationRequest(text))
        assert (answer.operation, answer.cost) == ("Q", 21)
        assert json.loads(answer.extensions) == {"cost": {"requested": 21, "maximum": 5_000}}


def test_past_the_deadline_an_operation_is_stopped(sample: Context) -> None:
    executor = executors.executor(sample)
    late = executor.execute(HEAT, since=monotonic() - 60)
    assert late.errors[0]["extensions"]["code"] == "TIMEOUT"
    assert executor.execute(HEAT).errors == []


def test_switched_off_it_leaves_everything_to_the_reference_executor(sample: Context) -> None:
    reference = executors.executor(sample, compiled=False)
    answers = [reference.execute(HEAT) for _ in range(2)]
    assert [answer.fallback for answer in answers] == ["switched off"] * 2
    assert reference.execute_on_loop(HEAT) is None
    assert dict(reference.fallbacks) == {"switched off": 2}


def test_measuring_refuses_what_is_too_complex_and_what_cannot_be_run(
    sample: Context,
) -> None:
    small = executors.executor(sample, cost=5)
    assert small.measure(HEAT).cost == 1
    with pytest.raises(TooComplex) as refusal:
        small.measure(DEAR)
    assert (refusal.value.cost or 0) > 1_202
    for text in ("{ nope }", "query A { __typename } query B { __typename }"):
        with pytest.raises(InvalidRequest):
            small.measure(OperationRequest(text))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (OperationRequest("{ movie(id: 949) { title }"), "GRAPHQL_PARSE_FAILED"),
        (OperationRequest("{ movie(id: 949) { titles } }"), "GRAPHQL_VALIDATION_FAILED"),
        (OperationRequest("query A { genres { id } }", {}, "B"), "OPERATION_RESOLUTION_FAILURE"),
        (
            OperationRequest("query ($id: ID!) { movie(id: $id) { title } }", {"id": []}),
            "BAD_USER_INPUT",
        ),
        (OperationRequest("{ movies(first: -1) { totalCount } }"), "BAD_USER_INPUT"),
    ],
)
def test_every_error_of_a_request_has_a_code(
    request_: OperationRequest, code: str, executor: Executor
) -> None:
    errors = executor.execute(request_).errors
    assert [error["extensions"]["code"] for error in errors] == [code]
