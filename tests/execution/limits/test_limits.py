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


def test_a_query_that_validation_would_take_long_for_is_refused(sample: Context) -> None:
    executor = executors.executor(sample)
    fields = "movies(first: 1) { totalCount } "
    assert executor.execute(OperationRequest(f"{{ {fields * 50} }}")).errors == []
    for text in (f"{{ {'__typename ' * 900} }}", f"{{ {'movies { totalCount } ' * 240} }}"):
        assert code_and_message(executor, text) == (
            "QUERY_TOO_COMPLEX",
            "The query asks for the same fields or fragments too many times",
        )


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


@pytest.mark.parametrize(
    "text",
    [
        "{ genres { %s: id } }",
        "query %s { genres { id } }",
        "query ($%s: Int) { movies(first: $%s) { totalCount } }",
        "{ genres { ...%s } } fragment %s on Genre { id }",
        "{ genres { id } } # %sa long comment",
        '{ movie(title: "%s") { title } }',
        "{ genres { %s } }",
        "{ movie(%s: 1) { id } }",
    ],
)
def test_names_have_at_most_as_many_letters_as_are_allowed(text: str, sample: Context) -> None:
    executor = executors.executor(sample)
    most = executor.limits.name_letters
    fits, long = (text.replace("%s", "n" * count) for count in (most, most + 1))
    assert "letters" not in str(executor.execute(OperationRequest(fits)).errors)
    errors = executor.execute(OperationRequest(long)).errors
    if '"' in text or "#" in text:
        assert errors == []
    else:
        assert errors[0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"
        assert errors[0]["message"] == f"The name {'n' * 20}… has 101 letters; the limit is 100"
        assert errors[0]["locations"]


WIDE = [
    "{ genres { movies(first: 3) { nodes { overview } } } }",
    "{ a: movies { nodes { title } } b: movies { nodes { title } } }",
    "{ movies { nodes { genres { name } } } } # a comment",
    "{ movies { nodes { genres { name } } } __schema { types { name } } }",
]


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("text", WIDE)
def test_an_answer_that_is_too_large_is_refused_by_both_executors(
    text: str, compiled: bool, sample: Context
) -> None:
    fits = executors.executor(sample, compiled=compiled).execute(OperationRequest(text))
    assert fits.data is not None
    limited = executors.executor(sample, compiled=compiled, answer_bytes=len(fits.data) // 2)
    for _ in range(2):
        answer = limited.execute(OperationRequest(text))
        (error,) = answer.errors
        assert (answer.data, answer.cost) == (None, fits.cost)
        assert error["extensions"] == {"code": "QUERY_TOO_COMPLEX"}
        assert f"The answer has more than {len(fits.data) // 2:,} bytes" in error["message"]
        assert limited.execute_on_loop(OperationRequest(text)) is None


def test_a_number_without_end_is_refused_as_bad_input(sample: Context) -> None:
    text = "{ movies(first: %s) { totalCount } }"
    executor = executors.executor(sample)
    code, message = code_and_message(executor, text % ("1" * (MAX_DIGITS + 1)))
    assert (code, str(MAX_DIGITS) in message) == ("BAD_USER_INPUT", True)


def test_limits_have_no_defaults_and_are_given_by_name() -> None:
    names = [field.name for field in fields(Limits)]
    with pytest.raises(TypeError, match="missing 9 required"):
        Limits()  # type: ignore[call-arg]  # what is tested
    with pytest.raises(TypeError, match="positional"):
        Limits(*range(len(names)))  # type: ignore[call-arg]  # what is tested
