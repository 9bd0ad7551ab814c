"""Pieces of answers by row, within a budget."""

from __future__ import annotations

import json
from sys import getsizeof
from typing import Any

import pytest

from catalog.lists.keyed import Keyed
from execution.cache.memo import OVERHEAD
from execution.cache.texts import (
    LARGEST,
    MOST_MEMOS,
    Fragments,
    Texts,
)
from execution.executor import Executor, Request
from execution.limits.limits import Limits
from resolvers.context import Context
from schema import schema


@pytest.fixture
def rendered() -> list[int]:
    """The rows that were written."""
    return []


def test_a_row_is_written_once(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return str(row)

    kept = Fragments(100_000).memo(render).__getitem__
    assert [kept(1), kept(2), kept(1)] == ["1", "2", "1"]
    assert rendered == [1, 2]


def test_a_text_that_would_fill_much_of_the_budget_is_not_kept(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return "long" * row

    kept = Fragments(100_000).memo(render).__getitem__
    assert [kept(row) for row in (1, 500, 1, 500)] == ["long", "long" * 500] * 2
    assert rendered == [1, 500, 500]


def test_texts_are_kept_apart_by_what_they_need_of_a_request() -> None:
    written: list[tuple[int, Any]] = []

    def write(row: int, request: Any) -> str:
        written.append((row, request[2]))
        return f"{request[0]} {row} {request[2]}"

    texts = Texts(write, [2], "later", Fragments(100_000))
    for unneeded in ("x", "y"):
        for needed in (1, 2):
            assert texts.of(["now", unneeded, needed])(7) == f"later 7 {needed}"
    assert written == [(7, 1), (7, 2)]
    assert texts.of(["now", "x", [1]])(7) == "now 7 [1]", "a list cannot be looked up"
    for needed in range(3 * MOST_MEMOS):
        texts.of(["now", "x", needed])
    assert len(texts._memos) <= MOST_MEMOS


def test_beyond_the_budget_everything_is_forgotten(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return "x"

    fragments = Fragments(LARGEST * (OVERHEAD + getsizeof("x")))
    first, second = fragments.memo(render).__getitem__, fragments.memo(render).__getitem__
    for row in [*range(LARGEST - 1)] * 2:
        first(row)
    second(0)
    assert len(rendered) == LARGEST
    second(1)
    for row in range(LARGEST - 1):
        first(row)
    assert len(rendered) == 2 * LARGEST


def test_memos_of_plans_that_are_gone_are_gone() -> None:
    fragments = Fragments(100_000)
    kept = fragments.memo(str).__getitem__
    kept(1)
    assert len(fragments._memos) == 1
    del kept
    assert len(fragments._memos) == 0


class Told(Keyed):
    """A value with a key."""

    def __init__(self, key: str, text: str) -> None:
        self.key, self.text = key, text


def test_a_value_that_is_told_by_its_key_is_written_once() -> None:
    texts = Texts(
        lambda value, _: str(getattr(value, "text", value)),
        [],
        None,
        Fragments(100_000),
        by_key=True,
    )
    text = texts.of([None])
    assert [text(Told("a", "x")), text(Told("a", "never")), text(Told("b", "y"))] == ["x", "x", "y"]
    assert [text([1]), text([2])] == ["[1]", "[2]"], "others are written anew"


@pytest.mark.parametrize("budget", [0, 1, 2_000, 64_000_000])
def test_an_answer_is_the_same_with_any_budget(budget: int, sample: Context) -> None:
    query = """{ movies(first: 50) { nodes { ...Film collection { movies { ...Film } } } } }
        fragment Film on Movie { id title genres { id name } posterUrl(size: W92)
            cast(first: 2) { character person { id name } } }"""
    limits = Limits(cost=50_000, seconds=600)
    expected = json.loads(
        Executor(schema, sample, limits=limits, compiled=False).execute(Request(query)).json()
    )
    executor = Executor(schema, sample, budget, limits)
    for _ in range(2):
        assert json.loads(executor.execute(Request(query)).json()) == expected
    assert executor.fallbacks.total() == 0
    assert executor._fragments._spent <= max(budget, 4_000)
