"""No executor is reached by a request that was not measured."""

from __future__ import annotations

import json
from time import monotonic
from typing import Any

import pytest

from execution.answer import Answer
from execution.errors import InvalidRequest, TooComplex
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support.executors import executor

DEEP = "movies(first:100,offset:$n){nodes{cast(first:100){person{cast(first:100){movie{title}}}}}}"
SUM = "{totalCount}"
PAST_THE_LIMIT = [
    f"query($n:Int=-0){{{DEEP}}}",
    f"query($n:Int=0,$x:Float=1e400){{{DEEP} a:movies(where:{{voteAverage:{{min:$x}}}}){SUM}}}",
    f"query($n:Int=0,$w:MovieFilter={{year:{{min:-0}}}}){{{DEEP} a:movies(where:$w){SUM}}}",
    f"query($n:Int=0,$v:Int=-0){{{DEEP} movie(id:1)@skip(if:true){{similar(k:$v){{rank}}}}}}",
    f"{{{DEEP.replace('$n', '-0')}}} #",
    f"{{a:{DEEP.replace('$n', '-0')} a:{DEEP.replace('$n', '-0')}}}",
]
VALID = [
    "query($n:Int=-0){movies(first:$n){totalCount}}",
    "{movies(first:-0){totalCount}} #",
    "{a:movies(first:-0){totalCount} a:movies(first:-0){totalCount}}",
    "{movies(where:{voteAverage:{min:1e400}},first:1){totalCount}} #",
    "{movies(where:{voteAverage:{max:1e400}},first:1){totalCount}}",
    "query($x:Float=-1e400){movies(where:{voteAverage:{min:$x}}){totalCount}}",
    "{movie(id:-0){title}}",
    "{movie(id:-0){title}} #",
]


def asked(answer: Answer) -> Any:
    """The body, which is JSON whatever was asked."""
    return json.loads(answer.json())


@pytest.mark.parametrize("text", PAST_THE_LIMIT)
def test_what_is_too_dear_is_refused_however_its_numbers_are_written(
    text: str, sample: Context
) -> None:
    ours = executor(sample)
    for _ in range(2):
        answer = ours.execute(OperationRequest(text))
        assert asked(answer)["errors"][0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"
        assert answer.data is None
        assert ours.execute_on_loop(OperationRequest(text)) is None


@pytest.mark.parametrize("text", VALID)
def test_valid_numbers_are_answered_by_plans_as_by_graphql_core(text: str, sample: Context) -> None:
    compiled, reference = executor(sample), executor(sample, compiled=False)
    for _ in range(2):
        assert asked(compiled.execute(OperationRequest(text))) == asked(
            reference.execute(OperationRequest(text))
        )
    assert not compiled.fallbacks


def test_a_request_that_was_refused_cannot_be_made(sample: Context) -> None:
    ours = executor(sample)
    with pytest.raises(TooComplex):
        ours.measure(OperationRequest(PAST_THE_LIMIT[0]))
    for text, operation in (("{ nothing }", None), ("{ __typename }", "Other")):
        with pytest.raises(InvalidRequest):
            ours.measure(OperationRequest(text, operation=operation))
    with pytest.raises(InvalidRequest):
        ours.measure(OperationRequest("query($k:Int!){genres{movies(first:$k){totalCount}}}"))


def test_time_to_parse_and_to_compile_is_not_the_time_of_the_request(sample: Context) -> None:
    ours = executor(sample, seconds=5)
    before = monotonic()
    measured = ours.measure(OperationRequest("{genres{name}}"), since=before)
    assert measured.deadline > before + 5


def test_introspection_costs_what_it_lists(sample: Context) -> None:
    ours = executor(sample)
    once = "__schema{types{name fields{name args{name type{name ofType{name}}}}}}"
    assert ours.measure(OperationRequest(f"{{{once}}}")).cost > 300
    many = "{" + " ".join(f"a{number}:{once}" for number in range(30)) + "}"
    with pytest.raises(TooComplex, match="types"):
        ours.measure(OperationRequest(many))


def test_a_single_type_costs_as_much_as_the_one_that_lists_most(sample: Context) -> None:
    ours = executor(sample)
    lists = "{fields{name args{name description type{name}}} inputFields{name} enumValues{name}}"
    for once in (f'__type(name:"Query"){lists}', f"__schema{{queryType{lists}}}"):
        assert ours.measure(OperationRequest(f"{{{once}}}")).cost > 150
        many = "{" + " ".join(f"a{number}:{once}" for number in range(30)) + "}"
        with pytest.raises(TooComplex, match="The most expensive field is __"):
            ours.measure(OperationRequest(many))


def test_the_introspection_of_tools_is_allowed(sample: Context) -> None:
    from graphql import get_introspection_query

    text = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, input_value_deprecation=True
    )
    assert asked(executor(sample).execute(OperationRequest(text)))["data"]["__schema"]
