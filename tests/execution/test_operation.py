"""Variables that decide what is asked, and a plan for each of their values."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from catalog.cache_budgets import DEFAULT
from execution.executor import Executor
from execution.operation import Operation
from execution.request import OperationRequest
from resolvers.context import Context
from tests import replaces
from tests.support.executors import data_of as data
from tests.support.executors import executor as executor_of


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
def test_the_plans_of_one_text_are_bounded(sample: Context, compiled: list[str]) -> None:
    budgets = replace(DEFAULT, plans=100_000)
    executor = executor_of(sample, budgets=budgets)
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
    usage = executor.cache_usage["plans"]
    assert 0 < usage.entries < 50
    assert usage.bytes <= usage.limit == 100_000


@pytest.mark.parametrize(
    "text",
    [
        "query ($x: Boolean = true) { genres @skip(if: $x) { id } __typename }",
        "query ($x: Boolean = true) { genres @include(if: $x) { id } __typename }",
        "query ($x: Boolean = true) { ... @include(if: $x) { genres { id } } __typename }",
        "query ($x: Boolean = true) { genres @include(if: false) @skip(if: $x) { id } }",
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


def test_null_in_a_directive_counts_only_where_graphql_core_looks_at_it(sample: Context) -> None:
    """What is skipped anyway need not be included, in whatever order it says so."""
    text = (
        "query ($x: Boolean = true) { genres @include(if: $x) @skip(if: true) { id } __typename }"
    )
    for compiled in (True, False):
        asked = OperationRequest(text, {"x": None})
        answer = json.loads(executor_of(sample, compiled=compiled).execute(asked).json())
        assert answer["data"] == {"__typename": "Query"}
