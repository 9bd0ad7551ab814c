"""Texts that differ in literals alone share one document and one plan."""

from __future__ import annotations

import json
from typing import Any

import pytest

from execution.document import parsed_texts as module
from execution.document.document import Document
from execution.executor import Executor
from execution.operation import MAX_PLANS, Operation
from execution.request import OperationRequest
from resolvers.context import Context
from tests import replaces
from tests.support.executors import executor as executor_of


@pytest.fixture
def executor(sample: Context) -> Executor:
    """A new executor over the sample."""
    return executor_of(sample, seconds=600)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were parsed."""
    found: list[str] = []

    class Noted(Document):
        def __init__(self, schema: Any, text: str, *rest: Any) -> None:
            found.append(text)
            super().__init__(schema, text, *rest)

    monkeypatch.setattr(module, "Document", Noted)
    return found


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the operations that were compiled."""
    found: list[str] = []
    compile_ = Operation.program

    def noted(self: Operation, *rest: Any, **options: Any) -> Any:
        found.append(self.name)
        return compile_(self, *rest, **options)

    monkeypatch.setattr(Operation, "program", noted)
    return found


def data(executor: Executor, text: str, **variables: Any) -> Any:
    """The data of an answer without errors."""
    answer = json.loads(executor.execute(OperationRequest(text, variables)).json())
    assert "errors" not in answer
    return answer["data"]


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


@replaces
def test_a_plan_is_made_for_each_choice_and_no_more(
    executor: Executor, compiled: list[str]
) -> None:
    text = """query Q($long: Boolean!, $lang: Lang!, $id: ID!) {
        movie(id: $id) { title genres { name(lang: $lang) } year @include(if: $long) } }"""
    for number in (949, 862):
        for long in (True, False):
            for lang in ("EN", "ES"):
                found = data(executor, text, long=long, lang=lang, id=number)["movie"]
                assert ("year" in found) is long
                assert (found["genres"][0]["name"] in ("Action", "Animation")) is (lang == "EN")
    assert compiled == ["Q"] * 4


@replaces
def test_the_plans_of_one_text_are_bounded(executor: Executor, compiled: list[str]) -> None:
    names = [f"b{number}" for number in range(8)]
    declared = " ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: __typename @include(if: ${name})" for name in names)
    text = f"query Q({declared}) {{ {fields} }}"
    for number in range(256):
        flags = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        assert data(executor, text, **flags) == {
            name: "Query" for name, flag in flags.items() if flag
        }
    assert len(compiled) == 256
    known = executor._parsed_texts._texts.get(text)
    assert known is not None
    operation = known.document.operation(None)
    assert operation is not None
    assert 0 < len(operation._plans) <= 2 * MAX_PLANS


@pytest.mark.parametrize(
    "text",
    [
        "query ($x: Boolean = true) { genres @skip(if: $x) { id } __typename }",
        "query ($x: Boolean = true) { genres @include(if: $x) { id } __typename }",
        "query ($x: Boolean = true) { ... @include(if: $x) { genres { id } } __typename }",
    ],
)
def test_null_in_a_directive_is_refused_as_graphql_core_does(text: str, sample: Context) -> None:
    asked = OperationRequest(text, {"x": None})
    answers = [
        json.loads(executor_of(sample, compiled=compiled).execute(asked).json())
        for compiled in (True, False)
    ]
    assert "errors" in answers[1]
    assert answers[0] == answers[1]


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


def test_no_value_of_a_variable_gets_past_the_greatest_cost(sample: Context) -> None:
    dear = "genres { movies(first: 100) { nodes { cast(first: 100) { order } } } }"
    texts = [
        f'query ($k: Int = 1) {{ {dear} similarMovies(title: "A", k: $k){skip} {{ __typename }} }}'
        for skip in ("", " @skip(if: true)")
    ]
    for text in texts:
        for k in (1, None):
            answer = executor_of(sample).execute(OperationRequest(text, {"k": k}))
            assert answer.data is None
            assert answer.errors[0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"


@pytest.mark.full
def test_a_flood_of_texts_is_forgotten(sample: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 texts, no two of one shape; nothing that holds them grows on."""
    monkeypatch.setattr(module, "BUDGET", 400_000)
    executor = executor_of(sample)
    for number in range(5_000):
        assert executor.execute(OperationRequest(f"{{ a{number}: __typename }}")).data
    assert 0 < len(executor._parsed_texts._texts) <= 200
    assert len(executor._parsed_texts._documents) <= 2_000
    assert len(executor._parsed_texts._fixed_literals) <= 10_000


def test_long_texts_weigh_more_than_short_ones(sample: Context) -> None:
    """What all documents that are kept weigh by their length stays below twice the budget."""
    executor = executor_of(sample)
    for number in range(60):
        text = f"{{ a{number}: movie(id: 1) {{ id }} }}".ljust(60_000)
        assert executor.execute(OperationRequest(text)).data
    kept = {id(known.document): known.document for known in _values(executor._parsed_texts._texts)}
    kept |= {id(document): document for document in _values(executor._parsed_texts._documents)}
    weight = sum(
        2_000 + module.BYTES_PER_CHARACTER * len(document.text) for document in kept.values()
    )
    assert weight <= 2 * module.BUDGET


def _values(recent: Any) -> list[Any]:
    return [*recent._young.values(), *recent._old.values()]
