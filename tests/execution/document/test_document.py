"""A document stands for every text that differs from it in liftable literals alone."""

from __future__ import annotations

import pytest

from execution.document.document import Document
from execution.document.lifting import lift
from execution.executor import Executor
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from tests.support.executors import executor as executor_of
from tests.support.executors import limits


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


FIRST = "on Query { movie(id: 1) { id } }"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("{ movie(id: 1) { id } }", ()),
        ("{ movie(id: 1) { id similar(k: 2) { movie { similar(k: 3) { rank } } } } }", ()),
        ("{ movie(id: 1) { id } movie(id: 1) { title } }", (0, 1)),
        ("{ movie(id: 1) { id } other: movie(id: 1) { title } }", ()),
        ("{ movie(id: 1) { similar(k: 2) { rank } } movie(id: 1) { id } }", (0, 2)),
        ("{ movie(id: 1) { id } ... on Query { movie(id: 1) { title } } }", (0, 1)),
        (f"{{ movie(id: 1) {{ title }} ...F }} fragment F {FIRST}", (0, 1)),
        (f"{{ ...F }} fragment F {FIRST}", ()),
        (
            "{ a: movie(id: 1) { similar(k: 2) { movie { ...F } } ...F }"
            " b: movie(id: 1) { similar(k: 2) { rank } } }"
            " fragment F on Movie { similar(k: 2) { movie { id } } }",
            (1, 3, 4),
        ),
        (f"{{ ...F ...G }} fragment F {FIRST} fragment G {FIRST}", (0, 1)),
    ],
)
def test_literals_of_fields_that_merge_with_others_belong_to_the_document(
    text: str, fixed: tuple[int, ...], sample: Context
) -> None:
    document = Document(schema._schema, sample.catalog, text, lift(text), limits())
    assert not document.errors
    assert document.fixed_literals == fixed
