"""A plan is run by many requests, and writes the errors of root fields itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from execution.answer import Answer
from execution.cache.answer_texts import AnswerTexts
from execution.compile.program import ResolverInfo
from execution.executor import Executor
from execution.limits.limits import MAX_ERRORS
from execution.plan import Plan, Result
from execution.request import OperationRequest
from resolvers.context import Context
from resolvers.errors import ClientError


class Asked:
    """A plan, and what it takes to run it."""

    def __init__(self, executor: Executor, sample: Context, text: str) -> None:
        measured = executor.measure(OperationRequest(text))
        assert measured.values is not None
        self.values, self.parsed = measured.values, measured.parsed
        self.info = ResolverInfo(sample)
        self.plan = Plan(executor.program(measured), self.info, AnswerTexts(1_000_000))

    def run(self) -> Result:
        return self.plan.run(self.values, self.info, self.parsed)


def test_a_plan_gives_the_same_bytes_as_often_as_it_is_run(
    executor: Executor, sample: Context
) -> None:
    asked = Asked(executor, sample, "{ movie(id: 949) { title genres { name } } }")
    found = b'{"movie":{"title":"Heat","genres":[%b]}}'
    genres = b",".join(
        b'{"name":"%b"}' % name for name in (b"Action", b"Crime", b"Drama", b"Thriller")
    )
    assert [asked.run() for _ in range(2)] == [(found % genres, [])] * 2


def test_a_root_field_that_is_refused_is_null_and_the_others_are_answered(
    executor: Executor, sample: Context
) -> None:
    text = "{ movies(first: -1) { totalCount } movie(id: 949) { title } }"
    data, errors = Asked(executor, sample, text).run()
    assert json.loads(data) == {"movies": None, "movie": {"title": "Heat"}}
    assert [(error["path"], error["locations"]) for error in errors] == [
        (["movies"], [{"line": 1, "column": 3}])
    ]


def test_an_error_below_a_root_field_is_raised(executor: Executor, sample: Context) -> None:
    with pytest.raises(ClientError):
        Asked(executor, sample, "{ movie(id: 949) { cast(first: 101) { order } } }").run()


def test_an_answer_has_no_more_errors_than_a_client_can_use(
    executor: Executor, sample: Context
) -> None:
    roots = " ".join(f"a{n}: movies(first: -1) {{ totalCount }}" for n in range(MAX_ERRORS + 2))
    data, errors = Asked(executor, sample, f"{{ {roots} }}").run()
    assert len(json.loads(data)) == MAX_ERRORS + 2
    assert len(errors) == MAX_ERRORS


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(b'{"a":1}', extensions=b"{}"), {"data": {"a": 1}, "extensions": {}}),
        (Answer(None, [{"message": "no"}]), {"errors": [{"message": "no"}]}),
        (
            Answer(b'{"a":null}', [{"message": "\ud83c"}], b"{}"),
            {"errors": [{"message": "\ud83c"}], "data": {"a": None}, "extensions": {}},
        ),
    ],
    ids=["data", "errors", "both, and half a character"],
)
def test_an_answer_is_written_with_the_parts_that_it_has(
    answer: Answer, expected: dict[str, Any]
) -> None:
    assert json.loads(answer.json()) == expected
