"""What `python main.py explain` says of a query."""

from __future__ import annotations

from typing import Any

import pytest

from execution.explanation import REASONS, explain
from execution.request import OperationRequest
from resolvers.context import Context
from tests.execution.test_compiled_equals_reference import EXPECTED
from tests.support.executors import executor


def explained(sample: Context, text: str, **variables: Any) -> dict[str, str]:
    """The sections, each by its title."""
    request = OperationRequest(text, variables)
    whole = explain(executor(sample), request)
    sections = (section.partition("\n") for section in whole.split("\n\n") if section[0] != " ")
    return {title: text for title, _, text in sections}


def test_a_quick_plan_is_shown_with_its_cost_its_key_and_its_code(sample: Context) -> None:
    text = "{ movies(first: 3) { nodes { title cast(first: 2) { order } } } }"
    found = explained(sample, text)
    assert list(found) == [
        "Cost: 14 of at most 5,000",
        "Plan key",
        "Where it runs",
        "What the code refers to",
        "The compiled code",
    ]
    cost = [line.split() for line in found["Cost: 14 of at most 5,000"].splitlines()]
    assert cost[0] == ["field", "times", "each", "cost", "share"]
    assert [(row[0], row[1], *row[-2:]) for row in cost[1:]] == [
        ("movies", "1", "14", "100%"),
        ("nodes", "1", "13", "93%"),
        ("cast", "3", "9", "64%"),
    ]
    assert "shape     { movies(first: ▢1) { nodes { title cast(first: ▢2)" in found["Plan key"]
    assert "▢1 = 3 (int): lifted" in found["Plan key"]
    assert "On the event loop" in found["Where it runs"]
    assert "filled[1]   movies(first: 3)" in found["What the code refers to"]
    assert "def resolve_movies(filled):" in found["The compiled code"]


def test_a_plan_with_much_work_runs_in_the_pool_and_shows_where_the_work_is(
    sample: Context,
) -> None:
    tuned = "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }"
    found = explained(sample, tuned)
    assert "In the thread pool: the work in its cost is above" in found["Where it runs"]
    (cost,) = (text for title, text in found.items() if title.startswith("Cost"))
    (similar,) = (line for line in cost.splitlines() if "similar" in line)
    assert " work + 5 items" in similar


def test_a_plan_that_costs_much_runs_in_the_pool(sample: Context) -> None:
    wide = "{ movies(first: 100) { nodes { cast(first: 10) { order } } } }"
    assert "In the thread pool: the cost is above" in explained(sample, wide)["Where it runs"]


def test_a_query_that_costs_too_much_is_refused_with_its_cost_shown(sample: Context) -> None:
    text = "{ people(first: 100) { nodes { cast(first: 100) { movie { title } } } } }"
    found = explained(sample, text)
    assert list(found) == ["Cost: 20,633 of at most 5,000", "Refused before it runs"]
    letters = found["Cost: 20,633 of at most 5,000"].splitlines()[-1].split()
    assert letters == ["letters,", "about", "431,323", "1", "of", "1,000", "431", "2%"]
    assert "The query costs 20,633" in found["Refused before it runs"]


def test_an_invalid_query_shows_the_errors_with_their_places(sample: Context) -> None:
    found = explained(sample, "{ nope }")
    assert list(found) == ["Refused before it runs"]
    assert "'nope' on type 'Query'" in found["Refused before it runs"]
    assert found["Refused before it runs"].endswith("(line 1, column 3)")


def test_a_query_of_the_schema_is_left_to_the_reference_executor(sample: Context) -> None:
    found = explained(sample, "{ __schema { types { name } } }")
    assert "the operation asks for the schema itself" in found["Where it runs"]
    assert "The compiled code" not in found


def test_variables_are_shown_with_their_values(sample: Context) -> None:
    text = """query ($n: Int!, $lang: Lang!) {
        movies(first: $n) { nodes { genres { name(lang: $lang) } } } }"""
    found = explained(sample, text, n=2, lang="ES")
    assert "variable  $lang = ES: decides what is asked" in found["Plan key"]
    assert "movies(first: 2)" in found["What the code refers to"]
    missing = explained(sample, text)
    assert list(missing) == ["Refused before it runs"]
    assert "'$n'" in missing["Refused before it runs"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{ movie(id: 949) { title } } # the film", "since it has a comment"),
        ('{ movie(title: "H\\u0065at") { title } }', "since it has an escape"),
        ("{ genres { name } }", "since it has no literals"),
    ],
)
def test_of_a_text_that_stands_for_itself_it_says_why(text: str, why: str, sample: Context) -> None:
    assert why in explained(sample, text)["Plan key"]


def test_a_literal_that_belongs_to_the_plan_is_called_fixed(sample: Context) -> None:
    text = "{ movie(id: 949) { title } movie(id: 949) { year } }"
    assert "▢2 = 949 (int): fixed" in explained(sample, text)["Plan key"]


def test_an_error_of_a_root_field_is_shown_beside_the_plan(sample: Context) -> None:
    found = explained(sample, "{ movies(first: -7) { totalCount } }")
    assert (
        found["Errors in the answer"].strip() == "first is -7; expected 0 to 100 (line 1, column 3)"
    )
    assert "The compiled code" in found


def test_every_reason_for_the_reference_executor_has_a_sentence() -> None:
    refused = {"invalid", "operation"}
    assert EXPECTED - refused | {"switched off", "unexpected"} == set(REASONS)
