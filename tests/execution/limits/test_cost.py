"""The cost of an operation, and where it comes from."""

from __future__ import annotations

from typing import Any

import pytest

from execution.executor import Executor
from execution.limits.items import cost_items
from execution.limits.sizes import MAX_ITEMS
from execution.request import OperationRequest
from resolvers.context import Context
from tests.support import executors


@pytest.fixture(scope="module")
def measuring(sample: Context) -> Executor:
    """An executor that refuses no cost."""
    return executors.executor(sample, cost=10**9)


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("{ __typename }", 0),
        ("{ movie(id: 949) { title year } }", 1),
        ("{ movie(id: 949) { collection { name } } }", 2),
        ("{ movie(id: 949) { cast(first: 10) { order } } }", 1 + 1 + 10),
        ("{ movie(id: 949) { cast(first: 10) { person { name } } } }", 1 + 1 + 10 * (1 + 1)),
        ("{ movie(id: 949) { cast { order } } }", 1 + 1 + 10),
        ("{ movie(id: 949) { genres { name } } }", 1 + 1 + 4),
        ("{ movies(first: 20) { totalCount } }", 1),
        ("{ movies(first: 20) { nodes { title } } }", 1 + 1 + 20),
        ("{ movies(last: 7) { nodes { title } edges { cursor } } }", 1 + 2 * (1 + 7)),
        ("{ movies(first: -3) { nodes { title } } }", 1 + 1),
        ("{ movie(id: 949) { similar(k: 5) { rank } } }", 1 + 1 + 5),
        ("{ movie(id: 949) { similar(k: 5, tuning: {}) { rank } } }", 1 + 1 + 25 + 5),
        ("{ nodes(ids: [1, 2, 3]) { id } }", 1 + 3),
        ("{ ...F ...F } fragment F on Query { movie(id: 949) { title } }", 2),
        ("query ($n: Int = 3) { movies(first: $n) { nodes { title } } }", 1 + 1 + 3),
        ("{ movie(id: 1) { ... on Movie { cast(first: 2) { order } } } }", 1 + 1 + 2),
    ],
)
def test_a_list_costs_its_items_and_leaves_are_free(
    text: str, cost: int, measuring: Executor
) -> None:
    assert measuring.measure(OperationRequest(text)).cost == cost


@pytest.mark.parametrize(
    ("variables", "size"), [({}, 10), ({"n": 4}, 4), ({"n": 0}, 0), ({"n": 10**6}, MAX_ITEMS)]
)
def test_a_size_is_that_of_the_request(
    variables: dict[str, Any], size: int, measuring: Executor
) -> None:
    text = "query ($n: Int) { movie(id: 949) { cast(first: $n) { order } } }"
    assert measuring.measure(OperationRequest(text, variables)).cost == 2 + size


def test_texts_of_one_shape_have_each_its_own_cost(measuring: Executor) -> None:
    text = "{ movie(id: 949) { cast(first: %d) { order } } }"
    costs = [measuring.measure(OperationRequest(text % size)).cost for size in (3, 5, 3)]
    assert costs == [5, 7, 5]


@pytest.mark.parametrize("skip", ["", " @skip(if: true)"])
@pytest.mark.parametrize("k", [1, None])
def test_no_value_of_a_variable_gets_past_the_greatest_cost(
    k: int | None, skip: str, sample: Context
) -> None:
    dear = "genres { movies(first: 100) { nodes { cast(first: 100) { order } } } }"
    text = (
        f'query ($k: Int = 1) {{ {dear} similarMovies(title: "A", k: $k){skip} {{ __typename }} }}'
    )
    answer = executors.executor(sample).execute(OperationRequest(text, {"k": k}))
    assert answer.data is None
    assert answer.errors[0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"


def test_the_items_of_a_cost_are_a_tree_that_adds_up(measuring: Executor) -> None:
    text = "{ movies(first: 3) { nodes { cast(first: 2) { person { name } } } } }"
    measured = measuring.measure(OperationRequest(text))
    (movies,) = cost_items(measured.operation.cost, measured.values)
    (nodes,) = movies.below
    (cast,) = nodes.below
    (person,) = cast.below
    found = [(i.name, i.times, i.items, i.each, i.total) for i in (movies, nodes, cast, person)]
    assert found == [
        ("movies", 1, None, 20, 20),
        ("nodes", 1, 3, 19, 19),
        ("cast", 3, 2, 5, 15),
        ("person", 6, None, 1, 6),
    ]


def test_a_field_that_is_slow_says_how_much_of_its_cost_that_is(measuring: Executor) -> None:
    measured = measuring.measure(OperationRequest('{ search(query: "heat") { score } }'))
    (search,) = cost_items(measured.operation.cost, measured.values)
    assert (search.own, search.slow, search.items, search.total) == (26, 25, 10, measured.cost)
