"""A document stands for every text that differs from it in free literals alone."""

from __future__ import annotations

import pytest

from execution.executor import Executor
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support.executors import executor as executor_of


def test_an_error_is_located_in_the_text_that_was_sent(executor: Executor) -> None:
    texts = [
        '{ movie(title: "Heat") { id } movies(first: 1) { totalCount } }',
        '{ movie(title: "The Godfather") { id } movies(first: -100) { totalCount } }',
        '{ movie(title: "A") { id } movies(first: -1) { totalCount } }',
    ]
    answers = [executor.execute(OperationRequest(text)) for text in texts]
    columns = [error["locations"] for answer in answers[1:] for error in answer.errors]
    expected = [text.index("movies") + 1 for text in texts[1:]]
    assert columns == [[{"line": 1, "column": column}] for column in expected]
    assert executor.fallbacks.total() == 0


@pytest.mark.parametrize(
    "text",
    [
        "{ recommend(like: -0) { rank } }",
        "{ recommend(like: -0) { rank } } # with a comment",
        "query ($id: [ID!]! = -0) { recommend(like: $id) { rank } }",
        "{ recommend(like: -0) { rank } recommend(like: -0) { score } }",
    ],
    ids=["lifted", "unusual text", "default", "fixed"],
)
def test_an_id_of_minus_zero_keeps_its_sign(text: str, sample: Context) -> None:
    answer = executor_of(sample).execute(OperationRequest(text))
    assert answer.errors[0]["message"].startswith("like is '-0'")
