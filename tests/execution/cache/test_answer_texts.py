"""Pieces of answers by row, within a budget."""

from __future__ import annotations

import json
from dataclasses import replace
from sys import getsizeof
from typing import Any

import pytest

from catalog.cache_budgets import DEFAULT
from catalog.lists.keyed import Keyed
from execution.cache.answer_texts import (
    MAX_MEMOS,
    MAX_SHARE,
    AnswerTexts,
    RowTexts,
)
from execution.cache.memo import BYTES_PER_ROW, Memo, Render
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support.executors import executor

FITTING = round(1 / MAX_SHARE)
"""How many texts fit into the budget, of which each takes its greatest share."""


def memo(texts: AnswerTexts, render: Render) -> Memo:
    """A memo that weighs nothing by itself."""
    found = texts.memo(render, 0, lambda: None)
    assert found is not None
    return found


@pytest.fixture
def rendered() -> list[int]:
    """The rows that were written."""
    return []


def test_a_row_is_written_once(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return str(row)

    kept = memo(AnswerTexts(100_000), render).__getitem__
    assert [kept(1), kept(2), kept(1)] == ["1", "2", "1"]
    assert rendered == [1, 2]


def test_a_text_that_would_fill_much_of_the_budget_is_not_kept(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return "long" * row

    kept = memo(AnswerTexts(100_000), render).__getitem__
    assert [kept(row) for row in (1, 500, 1, 500)] == ["long", "long" * 500] * 2
    assert rendered == [1, 500, 500]


def test_texts_are_kept_apart_by_what_they_need_of_a_request() -> None:
    written: list[tuple[int, Any]] = []

    def write(row: int, request: Any) -> str:
        written.append((row, request[2]))
        return f"{request[0]} {row} {request[2]}"

    texts = RowTexts(write, [2], "later", AnswerTexts(1_000_000))
    for unneeded in ("x", "y"):
        for needed in (1, 2):
            assert texts.for_request(["now", unneeded, needed])(7) == f"later 7 {needed}"
    assert written == [(7, 1), (7, 2)]
    assert texts.for_request(["now", "x", [1]])(7) == "now 7 [1]", "a list cannot be looked up"
    for needed in range(3 * MAX_MEMOS):
        texts.for_request(["now", "x", needed])
    assert len(texts._memos) <= MAX_MEMOS


def test_beyond_the_budget_everything_is_forgotten(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return "x"

    text_cache = AnswerTexts(FITTING * (BYTES_PER_ROW + getsizeof("x")))
    first, second = memo(text_cache, render).__getitem__, memo(text_cache, render).__getitem__
    for row in [*range(FITTING - 1)] * 2:
        first(row)
    second(0)
    assert len(rendered) == FITTING
    second(1)
    for row in range(FITTING - 1):
        first(row)
    assert len(rendered) == 2 * FITTING


def test_memos_of_plans_that_are_gone_are_gone() -> None:
    text_cache = AnswerTexts(100_000)
    kept = memo(text_cache, str).__getitem__
    kept(1)
    assert len(text_cache._memos) == 1
    del kept
    assert len(text_cache._memos) == 0


def test_a_long_value_in_a_key_counts() -> None:
    """What texts depend on is kept, too: a string of a request may be as long as its body."""
    answer_texts = AnswerTexts(10_000_000)
    texts = RowTexts(lambda row, _: str(row), [1], None, answer_texts)
    for number in range(100):
        assert texts.for_request(["now", "x" * 60_000 + str(number)])(7) == "7"
    assert MAX_MEMOS * 60_000 < answer_texts.usage.bytes < 10_000_000
    assert texts.for_request(["now", "x" * 200_000])(7) == "7", "too long to be kept"


def test_beyond_the_budget_memos_are_forgotten_with_their_texts() -> None:
    answer_texts = AnswerTexts(300_000)
    functions = [RowTexts(lambda row, _: str(row), [1], None, answer_texts) for _ in range(50)]
    for texts in functions:
        for needed in range(MAX_MEMOS):
            assert texts.for_request(["now", needed])(7) == "7"
    assert sum(len(texts._memos) for texts in functions) * 1_500 <= 300_000


class KeyedText(Keyed):
    """A value with a key."""

    def __init__(self, key: str, text: str) -> None:
        self.key, self.text = key, text


def test_a_value_with_a_key_is_written_once() -> None:
    texts = RowTexts(
        lambda value, _: str(getattr(value, "text", value)),
        [],
        None,
        AnswerTexts(1_000_000),
        by_key=True,
    )
    text = texts.for_request([None])
    assert [
        text(KeyedText("a", "x")),
        text(KeyedText("a", "never")),
        text(KeyedText("b", "y")),
    ] == ["x", "x", "y"]
    assert [text([1]), text([2])] == ["[1]", "[2]"], "others are written anew"


@pytest.mark.parametrize("budget", [0, 1, 2_000, 64_000_000])
def test_an_answer_is_the_same_with_any_budget(budget: int, sample: Context) -> None:
    query = """{ movies(first: 50) { nodes { ...Film collection { movies { ...Film } } } } }
        fragment Film on Movie { id title genres { id name } posterUrl(size: W92)
            cast(first: 2) { character person { id name } } }"""
    asked = OperationRequest(query)
    reference = executor(sample, cost=50_000, seconds=600, compiled=False)
    expected = json.loads(reference.execute(asked).json())
    compiled = executor(
        sample, cost=50_000, seconds=600, budgets=replace(DEFAULT, answer_texts=budget)
    )
    for _ in range(2):
        assert json.loads(compiled.execute(asked).json()) == expected
    assert compiled.fallbacks.total() == 0
    assert compiled.cache_usage["answer_texts"].bytes <= budget
