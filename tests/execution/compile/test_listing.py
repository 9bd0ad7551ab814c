"""The code of a plan as a person reads it is the code that runs."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from execution.cache.answer_texts import AnswerTexts
from execution.compile.listing import listing
from execution.compile.program import ResolverInfo
from execution.compile.syntax import Module
from execution.plan import Plan
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support.documentation import blocks
from tests.support.executors import executor

DEEP = """{ movies(first: 1) { nodes { title year similar(k: 1, tuning: {diversity: 1.0}) {
    score movie { title similar(k: 1, tuning: {diversity: 1.0}) { rank reasons { text }
    movie { title similar(k: 1, tuning: {diversity: 1.0}) { rank reasons { text } } } } } } } } }"""
SEARCH = '{ search(query: "heat") { score node { ... on Movie { title } } } }'


class ListedModule(Module):
    """A module that compiles what a person reads."""

    def __init__(self, module: Module) -> None:
        super().__init__()
        self._module = module

    def compiled(self) -> Mapping[str, Any]:
        names = dict(self._module._bound)
        exec(listing(self._module.tree), names)
        return names


@pytest.mark.parametrize(
    "text", [DEEP, SEARCH, *dict.fromkeys(text for _, text in blocks("graphql"))]
)
def test_what_is_listed_gives_the_answer_that_the_plan_gives(text: str, sample: Context) -> None:
    ours = executor(sample, seconds=600, cost=50_000)
    document = ours.parse(text).document
    for name in document.operations:
        measured = ours.measure(OperationRequest(text, operation=name))
        assert measured.values is not None
        program = ours.program(measured)
        expected = ours.execute(OperationRequest(text, operation=name))
        info = ResolverInfo(sample)
        listed = replace(program, module=ListedModule(program.module))
        data, _ = Plan(listed, info, AnswerTexts(0)).run(measured.values, info, measured.parsed)
        assert data == expected.data


def test_long_f_strings_are_broken_where_a_key_begins() -> None:
    keys = ",".join(f'"key_{number}":{{row}}' for number in range(20))
    function = ast.parse(f"def write(row):\n    return f'{{{{{keys}}}}}'")
    lines = listing(function).splitlines()
    assert len(lines) > 3
    assert all(line.strip().startswith(("f'{{\"key_", "f'\"key_")) for line in lines[2:-1])
    assert max(map(len, lines)) <= 100
