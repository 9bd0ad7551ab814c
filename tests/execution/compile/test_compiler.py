"""What the compiler makes of an operation.

That it gives the right answers is proved in `test_compiled_equals_reference.py`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from catalog.cache_budgets import DEFAULT
from catalog.enums import MovieSort
from execution.compile.listing import listing
from execution.compile.program import Program
from execution.executor import Executor
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support import executors


def program(executor: Executor, text: str, **variables: Any) -> Program:
    return executor.program(executor.measure(OperationRequest(text, variables)))


def test_a_root_field_is_resolved_and_written_by_two_functions(executor: Executor) -> None:
    made = program(executor, "{ film: movie(id: 949) { title } __typename }")
    film, typename = made.roots
    assert typename == '"__typename":"Query"'
    assert not isinstance(film, str)
    assert (film.key, film.nullable) == ("film", True)
    assert {film.resolve, film.write} <= made.module.compiled().keys()


def test_what_a_request_decides_is_filled_in_and_the_rest_stands_in_the_code(
    executor: Executor,
) -> None:
    text = "query ($n: Int) { movies(first: $n, sort: TITLE) { totalCount } genres { id } }"
    made = program(executor, text, n=3)
    assert [(each.field, each.name) for each in made.arguments] == [("movies", "first")]
    assert made.module.constants == {"sort": [MovieSort.TITLE]}


@pytest.mark.parametrize(
    ("text", "cached"),
    [
        ("{ movie(id: 949) { title genres { name } } }", [((), False)]),
        ("{ movie(id: 949) { title cast(first: 2) { order } } }", [((2,), False)]),
        ("{ movie(id: 949) { title similar(k: 2, tuning: {}) { rank } year } }", [((2,), False)]),
        ("{ node(id: 1) { ... on Movie { similar(k: 2) { rank } } } }", 7),
        ('{ search(query: "heat") { score } }', [((), True)]),
        ("{ movies { totalCount } }", []),
        ("{ movies { nodes { title } } }", [((), False)]),
    ],
    ids=["an object", "by an argument", "tuned", "of some type", "by key", "no row", "in a list"],
)
def test_texts_of_rows_are_cached(
    text: str, cached: list[tuple[tuple[int, ...], bool]] | int, executor: Executor
) -> None:
    found = [(each.needs, each.by_key) for each in program(executor, text).cached]
    assert found == cached or len(found) == cached


def test_without_a_budget_no_text_is_cached(sample: Context) -> None:
    none_kept = executors.executor(sample, budgets=replace(DEFAULT, answer_texts=0))
    assert program(none_kept, "{ movie(id: 949) { title genres { name } } }").cached == []


def test_an_argument_that_chooses_a_column_does_so_when_the_plan_is_made(
    executor: Executor,
) -> None:
    text = "query ($lang: Lang!) { genres { name(lang: $lang) } }"
    codes = [listing(program(executor, text, lang=lang).module.tree) for lang in ("EN", "ES")]
    assert ["name_en(row)" in code for code in codes] == [True, False]
    assert ["name_es(row)" in code for code in codes] == [False, True]
