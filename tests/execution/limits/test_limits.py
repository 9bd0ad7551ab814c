"""The numbers that a query may not exceed, and the errors of one that does."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from execution.executor import Executor
from execution.limits.limits import MAX_DIGITS, Limits
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support import executors

TEXT = "query ($n: Int = 2) { movies(first: $n) { nodes { a: title cast { order } } } }"
ASKED: dict[str, Any] = {"tokens": 30, "depth": 4, "aliases": 1, "fields": 5, "cost": 26}
"""What that query needs."""


def code_and_message(executor: Executor, text: str) -> tuple[str, str]:
    (error,) = executor.execute(OperationRequest(text)).errors
    return error["extensions"]["code"], error["message"]


@pytest.mark.parametrize("name", ASKED)
def test_a_query_that_meets_a_limit_is_answered_and_one_beyond_it_is_refused(
    name: str, sample: Context
) -> None:
    at_the_limit = executors.executor(sample, **{name: ASKED[name]})
    assert at_the_limit.execute(OperationRequest(TEXT)).errors == []
    beyond = executors.executor(sample, **{name: ASKED[name] - 1})
    code, message = code_and_message(beyond, TEXT)
    assert code == "QUERY_TOO_COMPLEX"
    assert str(ASKED[name] - 1) in message


def test_directives_have_a_limit_too(sample: Context) -> None:
    text = "{ genres @skip(if: false) @include(if: true) { id } }"
    allowed, refused = (executors.executor(sample, directives=most) for most in (2, 1))
    assert allowed.execute(OperationRequest(text)).errors == []
    assert code_and_message(refused, text) == (
        "QUERY_TOO_COMPLEX",
        "The query has 2 directives, fragments expanded; the limit is 1",
    )


def test_a_refusal_for_cost_names_the_most_expensive_field_and_both_numbers(
    sample: Context,
) -> None:
    answer = executors.executor(sample, cost=10).execute(OperationRequest(TEXT))
    (error,) = answer.errors
    assert "The most expensive field is movies.nodes.cast (26)" in error["message"]
    assert error["extensions"]["cost"] == {"requested": 26, "maximum": 10}
    assert answer.cost == 26


def test_a_number_without_end_is_refused_as_bad_input(sample: Context) -> None:
    text = "{ movies(first: %s) { totalCount } }"
    executor = executors.executor(sample)
    code, message = code_and_message(executor, text % ("1" * (MAX_DIGITS + 1)))
    assert (code, str(MAX_DIGITS) in message) == ("BAD_USER_INPUT", True)


def test_limits_have_no_defaults_and_are_given_by_name() -> None:
    names = [field.name for field in fields(Limits)]
    with pytest.raises(TypeError, match="missing 7 required"):
        Limits()  # type: ignore[call-arg]  # what is tested
    with pytest.raises(TypeError, match="positional"):
        Limits(*range(len(names)))  # type: ignore[call-arg]  # what is tested
