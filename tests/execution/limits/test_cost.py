"""The cost of an operation, and where it comes from."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from execution.errors import TooComplex
from execution.executor import Executor
from execution.limits.cost import LETTERS, Amount
from execution.limits.items import cost_items
from execution.limits.sizes import MAX_ITEMS
from execution.request import OperationRequest
from resolvers.argument_bounds import MAX_ROWS
from resolvers.context import Context
from tests.support import executors


def test_no_page_is_longer_than_cost_allows_for() -> None:
    assert MAX_ROWS <= MAX_ITEMS


@pytest.fixture(scope="module")
def measuring(sample: Context) -> Executor:
    """An executor that refuses no cost."""
    return executors.executor(sample, cost=10**9)


def amount(executor: Executor, text: str, **variables: Any) -> Amount:
    measured = executor.measure(OperationRequest(text, variables))
    return measured.operation.cost.amount(measured.values)


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
    assert amount(measuring, text, **variables).objects == 2 + size


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


def test_work_is_shown_apart_from_the_items_of_a_field(measuring: Executor) -> None:
    measured = measuring.measure(OperationRequest('{ search(query: "heat") { score } }'))
    (search,) = cost_items(measured.operation.cost, measured.values)
    assert search.work == measured.price.work > 0
    assert search.own == 1 + search.work
    assert (search.items, search.total) == (10, measured.cost)


# ── work ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("movies { totalCount }", "movies(where: {hasPoster: true}) { totalCount }"),
        (
            "movies(where: {genres: {any: [Drama]}}) { totalCount }",
            "movies(where: {genres: {any: [Drama]}, cast: {none: [A, B]}}) { totalCount }",
        ),
        ("movies(sort: [TITLE]) { totalCount }", "movies(sort: [TITLE, RATING]) { totalCount }"),
        (
            "movies(sort: [TITLE, RATING]) { totalCount }",
            "movies(sort: [TITLE, RATING, RUNTIME, REVENUE, BUDGET]) { totalCount }",
        ),
        ("movies { totalCount }", "movies(where: {query: Heat}) { totalCount }"),
        ("movies { totalCount }", "movies { stats { runtime { mean } } }"),
        ("movies { totalCount }", "movies { groups(by: YEAR, first: 0) { count } }"),
        ("movie(id: 949) { id }", "movie(title: Heat) { id }"),
        ("people { totalCount }", "people(query: Heat) { totalCount }"),
        ("companies { totalCount }", "companies(query: Heat) { totalCount }"),
        ("search(query: A, in: [GENRE]) { score }", "search(query: A) { score }"),
        (
            "movie(id: 949) { similar { rank } }",
            "movie(id: 949) { similar(exclude: [1]) { rank } }",
        ),
        (
            "movie(id: 949) { similar(exclude: [1]) { rank } }",
            "movie(id: 949) { similar(tuning: {}) { rank } }",
        ),
        ("recommend(like: [949]) { rank }", "recommend(like: [949, 862]) { rank }"),
        (
            "movie(id: 949) { similar { rank } }",
            "movie(id: 949) { similar { reasons { text } } }",
        ),
        ("person(id: 1158) { id }", "person(id: 1158) { career { movieCount } }"),
        (
            "genres { movies { totalCount } }",
            "genres { movies(sort: [TITLE, RATING]) { totalCount } }",
        ),
    ],
)
def test_more_to_do_is_more_work(less: str, more: str, many_films: Executor) -> None:
    """Words with a capital stand for strings, where they are no enums."""
    texts = [re.sub(r"\b(Drama|Heat|[AB])\b", r'"\1"', f"{{ {text} }}") for text in (less, more)]
    small, large = (amount(many_films, text) for text in texts)
    assert small.work < large.work
    assert small.objects <= large.objects


@pytest.fixture(scope="module")
def many_films(sample: Context) -> Executor:
    """An executor that takes the sample for a catalog of some size."""
    catalog = SizedCatalog(50_000)
    found = executors.executor(sample, cost=10**9)
    found._parsed_texts._catalog = catalog  # type: ignore[assignment]  # sizes are all that is asked
    return found


class SizedCatalog:
    """Tables that have nothing but a length."""

    def __init__(self, rows: int) -> None:
        self.movies = self.people = self.companies = self.collections = self.genres = range(rows)
        self.local_titles = range(rows)

    def table(self, _: object) -> range:
        """Any table."""
        return self.movies

    def longest_list(self, _: object) -> int:
        """As many films as there are."""
        return len(self.movies)


OPEN = """
    query ($where: MovieFilter, $sort: [MovieSort!], $like: [ID!]!, $tuning: SimilarityTuning) {
    movies(where: $where, sort: $sort) { totalCount }
    recommend(like: $like, tuning: $tuning) { rank } }"""
FIXED = (
    """{ movies(where: %s, sort: %s) { totalCount } recommend(like: %s, tuning: %s) { rank } }"""
)


@pytest.mark.parametrize("where", [None, {}, {"hasPoster": True}, {"cast": {"any": ["A", "B"]}}])
@pytest.mark.parametrize("sort", [None, ["TITLE"], ["TITLE", "RATING"]])
@pytest.mark.parametrize("like", [["949"], ["949", "862"]])
@pytest.mark.parametrize("tuning", [None, {"diversity": 0.5}])
def test_work_is_the_same_in_variables_and_in_the_text(
    where: Any, sort: Any, like: Any, tuning: Any, many_films: Executor
) -> None:
    given = {"where": where, "sort": sort, "like": like, "tuning": tuning}
    literals = [re.sub(r'"(\w+)":', r"\1:", json.dumps(value)) for value in given.values()]
    text = FIXED % tuple(literals)
    fixed = amount(many_films, re.sub(r'"(TITLE|RATING)"', r"\1", text))
    assert amount(many_films, OPEN, **given) == fixed


def test_a_variable_that_is_a_number_or_a_text_counts_as_one_that_is_there(
    many_films: Executor,
) -> None:
    text = "query ($title: String, $id: ID) { movie(title: $title, id: $id) { id } }"
    by_title = amount(many_films, '{ movie(title: "Heat") { id } }')
    assert amount(many_films, text, title="Heat").work == by_title.work
    assert amount(many_films, text, id="949").work == by_title.work


# ── letters ──────────────────────────────────────────────────────────────────────────────────────


@given(first=st.integers(0, 100), key=st.integers(1, 90), aliases=st.integers(1, 29))
def test_cost_grows_with_items_with_aliases_and_with_letters_of_keys(
    first: int, key: int, aliases: int, measuring: Executor
) -> None:
    def measured(first: int, key: int, aliases: int) -> Amount:
        keys = " ".join(f"{'k' * key}{number}: overview" for number in range(aliases))
        return amount(measuring, f"{{ movies(first: {first}) {{ nodes {{ {keys} }} }} }}")

    found = measured(first, key, aliases)
    assert found.cost == found.objects + found.work + found.letters // LETTERS
    assert measured(first + 1, key, aliases).cost > found.cost
    longer, wider = measured(first, key + 1, aliases), measured(first, key, aliases + 1)
    assert longer.letters - found.letters == first * aliases
    assert wider.letters - found.letters >= first * 320
    assert longer.objects == wider.objects == found.objects


def test_keys_of_answers_without_end_cost_more_than_is_allowed(sample: Context) -> None:
    limited = executors.executor(sample)
    overviews = " ".join(f"a{number}: overview" for number in range(30))
    text = "{ people(first: 23) { nodes { movies(first: 100) { nodes { %s } } } } }"
    with pytest.raises(TooComplex, match=r"most expensive field is people\.nodes\.movies\.nodes"):
        limited.measure(OperationRequest(text % overviews))
    assert limited.measure(OperationRequest(text % "overview")).cost < 5_000
