"""Pieces of answers by row, within a budget."""

from __future__ import annotations

import json
from sys import getsizeof

import pytest

from execution.executor import Executor, Request
from execution.fragments import OVERHEAD, Fragments
from execution.limits import Limits
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

    kept = Fragments(10_000).memo(render)
    assert [kept(1), kept(2), kept(1)] == ["1", "2", "1"]
    assert rendered == [1, 2]


def test_without_a_budget_nothing_is_kept(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return str(row)

    assert Fragments(0).memo(render) is render


def test_beyond_the_budget_everything_is_forgotten(rendered: list[int]) -> None:
    def render(row: int) -> str:
        rendered.append(row)
        return str(row)

    fragments = Fragments(3 * (OVERHEAD + getsizeof("1")))
    first, second = fragments.memo(render), fragments.memo(render)
    for row in (1, 2):
        first(row)
    second(3)
    assert rendered == [1, 2, 3]
    second(4)
    assert [first(1), second(3), second(4)] == ["1", "3", "4"]
    assert rendered == [1, 2, 3, 4, 1, 3]


def test_memos_of_plans_that_are_gone_are_gone() -> None:
    fragments = Fragments(10_000)
    kept = fragments.memo(str)
    kept(1)
    assert len(fragments._memos) == 1
    del kept
    assert len(fragments._memos) == 0


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
