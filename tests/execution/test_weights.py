"""What documents and plans are said to weigh is what they take in memory."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.cache_budgets import DEFAULT
from execution.cache.answer_texts import AnswerTexts
from execution.compile.program import ResolverInfo
from execution.document.document import Document
from execution.document.lifting import lift
from execution.plan import Plan
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from tests.support.allocations import bytes_of
from tests.support.executors import GENEROUS, executor, limits

MARGIN = 1.15
"""How much more than its weight a thing may take."""
LEAST = 0.4
"""A weight is on the safe side, but not so far that caches would stay half empty."""
TEXTS = {
    "small": "{ movie(id: 949) { title } }",
    "usual": """{ movie(id: 949) { tmdbId title year overview genres { name } companies { name }
        cast(first: 10) { character person { tmdbId name } } directors { name } } }""",
    "deep": "{ movie(id: 949) {" + "similar(k: 1) { movie {" * 5 + "title" + "} }" * 5 + "} }",
    "one leaf often": "{ movies { nodes {" + "id " * 130 + "} } }",
    "aliases": "{ movies { nodes {" + " ".join(f"a{n}: id" for n in range(90)) + "} } }",
    "a long literal": f'{{ movie(title: "{"x" * 20_000}") {{ title }} }} # not lifted',
}
QUICK = ("a long literal",)
"""The others take seconds while allocations are traced."""


def texts() -> list[Any]:
    """The texts; all but the quick ones belong to the full run."""
    return [
        pytest.param(text, id=name, marks=[] if name in QUICK else [pytest.mark.full])
        for name, text in TEXTS.items()
    ]


@pytest.mark.parametrize("text", texts())
def test_a_document_weighs_what_it_takes(text: str, sample: Context) -> None:
    def read() -> Document:
        own = f" {text}"[1:]  # each request has a string of its own
        return Document(schema._schema, sample.catalog, own, lift(own), limits())

    weight = read().weight
    assert LEAST * weight <= bytes_of(read, max(4, 2_000 // len(text))) <= MARGIN * weight


@pytest.mark.parametrize("text", texts())
def test_a_plan_weighs_what_it_takes(text: str, sample: Context) -> None:
    compiled = executor(sample, **GENEROUS)
    measured = compiled.measure(OperationRequest(text))
    info, answer_texts = ResolverInfo(sample), AnswerTexts(DEFAULT.answer_texts)

    def make() -> Plan:
        return Plan(compiled.program(measured), info, answer_texts)

    weight, taken = make().weight, bytes_of(make, 10)
    assert taken <= MARGIN * weight
    assert LEAST * weight <= taken or len(text) > 10_000, "plans may hold all of the text, or none"
