"""Texts that differ in literals alone share one document, and what is kept of texts is bounded."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from catalog.cache_budgets import DEFAULT
from execution.document import parsed_texts as module
from execution.document.document import Document
from execution.executor import Executor
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support.executors import data_of as data
from tests.support.executors import executor as executor_of


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were parsed."""
    found: list[str] = []

    class Noted(Document):
        def __init__(self, schema: Any, catalog: Any, text: str, *rest: Any) -> None:
            found.append(text)
            super().__init__(schema, catalog, text, *rest)

    monkeypatch.setattr(module, "Document", Noted)
    return found


@pytest.mark.parametrize(
    ("variables", "operation"), [({"n": "x"}, None), ({}, None), ({"n": 1}, "Other")]
)
def test_on_the_event_loop_no_text_is_read_to_say_what_is_wrong_with_a_request(
    variables: Any, operation: str | None, read: list[str], sample: Context
) -> None:
    text = "query ($n: Int!) { movie(id: %d) { similar(k: $n) { rank } } }"
    executor = executor_of(sample)
    assert executor.execute(OperationRequest(text % 949, {"n": 1})).errors == []
    wrong = OperationRequest(text % 862, variables, operation)
    assert executor.execute_on_loop(wrong) is None
    assert read == [text % 949]
    assert executor.execute(wrong).errors


@pytest.mark.parametrize(
    ("one", "other", "parsed"),
    [
        ("{ movie(id: 949) { title } }", "{ movie(id: 862) { title } }", 1),
        ('{ movie(title: "Heat") { title } }', '{ movie(title: "Toy Story") { title } }', 1),
        ("{ movie(id: 949) { title } }", '{ movie(id: "862") { title } }', 2),
        (
            "{ movie(id: 949) { title } }",
            "{ movie(id: 862) { title } } # another text",
            2,
        ),
        (
            "query ($id: ID = 949) { movie(id: $id) { title } }",
            "query ($id: ID = 862) { movie(id: $id) { title } }",
            2,
        ),
        (
            "{ movie(id: 949) { title } movie(id: 949) { year } }",
            "{ movie(id: 862) { title } movie(id: 862) { year } }",
            2,
        ),
        (
            "{ movie(id: 949) { title } } fragment F on Query { movie(id: 949) { year } }"
            " query B { ...F }",
            "",
            1,
        ),
    ],
    ids=["ints", "strings", "kinds", "comment", "default", "a key twice", "invalid"],
)
def test_one_shape_is_parsed_once(
    one: str, other: str, parsed: int, executor: Executor, read: list[str]
) -> None:
    if not other:
        assert json.loads(executor.execute(OperationRequest(one)).json())["errors"]
        return
    assert data(executor, one)["movie"]["title"] == "Heat"
    assert data(executor, other)["movie"]["title"] == "Toy Story"
    assert data(executor, one)["movie"]["title"] == "Heat"
    assert len(read) == parsed
    assert executor.fallbacks.total() == 0


def test_other_literals_of_a_shape_are_still_checked(executor: Executor, read: list[str]) -> None:
    assert data(executor, "{ movies(first: 1) { totalCount } }")
    wrong = executor.execute(OperationRequest("{ movies(first: 99999999999) { totalCount } }"))
    assert wrong.data is None
    assert "99999999999" in wrong.errors[0]["message"]
    assert data(executor, "{ movies(first: 2) { totalCount } }")
    assert len(read) == 2


@pytest.mark.parametrize(
    "text",
    [
        "query A { movies(first: %s) { totalCount } } query B { genres { id } }",
        "query B { movies(first: %s) @skip(if: true) { totalCount } genres { id } }",
    ],
    ids=["in another operation", "in a field that is skipped"],
)
def test_a_wrong_literal_that_is_not_reached_is_refused_all_the_same(
    text: str, executor: Executor
) -> None:
    assert executor.execute(OperationRequest(text % "1", operation="B")).data is not None
    wrong = executor.execute(OperationRequest(text % "99999999999", operation="B"))
    assert wrong.data is None
    assert "99999999999" in wrong.errors[0]["message"]


def test_an_invalid_text_leaves_a_valid_one_of_its_shape_alone(executor: Executor) -> None:
    wrong = executor.execute(OperationRequest("{ movies(first: 99999999999) { totalCount } }"))
    assert wrong.errors
    assert data(executor, "{ movies(first: 1) { totalCount } }")


def test_a_flood_of_texts_is_forgotten(sample: Context) -> None:
    """120 texts, no two of one shape; nothing that holds them grows on."""
    budgets = replace(DEFAULT, query_texts=40_000, documents=200_000)
    executor = executor_of(sample, budgets=budgets)
    for number in range(120):
        assert executor.execute(OperationRequest(f"{{ a{number}: movie(id: 1) {{ id }} }}")).data
    for name, limit in (("query_texts", 40_000), ("documents", 200_000)):
        usage = executor.cache_usage[name]
        assert 0 < usage.entries < 100
        assert usage.bytes <= limit


def test_a_text_whose_document_was_forgotten_is_read_anew(sample: Context, read: list[str]) -> None:
    executor = executor_of(sample, budgets=replace(DEFAULT, documents=50_000))
    text = "{ movie(id: 949) { title } }"
    data(executor, text)
    for number in range(10):
        data(executor, f"{{ a{number}: movie(id: 1) {{ id }} }}")
    assert data(executor, text)["movie"]["title"] == "Heat"
    assert read.count(text) == 2
    assert executor._parsed_texts._texts.get(text) is not None
