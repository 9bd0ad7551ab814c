"""The proof of the compiler: whatever is asked, graphql-core answers the same."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLObjectType,
    OperationDefinitionNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    parse,
)

from benchmarks.contest.random_agreement import SEED, Executors, pool_of, random_requests, shown
from benchmarks.data.random_values import Pool
from build import build
from catalog.storage.snapshot import Snapshot
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from server.loaded_snapshot import context_of
from server.pages import graphiql
from tests.support.builders import folder_of
from tests.support.documentation import blocks
from tests.support.schema_walk import Field, fields
from tests.support.snapshots import SAMPLE

BATCH = 150
"""Requests that a test makes at random and asks twice."""
BATCHES, FULL_BATCHES = 1, 16
REAL_EXAMPLES = 400
EXPECTED = {"introspection", "variables", "error", "invalid", "operation"}
"""Why a request may be left to the reference executor."""


class Twins(Executors):
    """Two executors over one snapshot that have to agree."""

    def ask(self, request: OperationRequest) -> dict[str, Any]:
        """What both answer, if it is the same, however the compiled one comes to it."""
        before = self.compiled.fallbacks.total()
        expected, answers = self.answers(request)
        fell_back = self.compiled.fallbacks.total() > before
        for found in answers:
            assert json.dumps(found) == json.dumps(expected), shown(request)
        assert set(self.compiled.fallbacks) <= EXPECTED, shown(request)
        unusual = re.search(r"__schema|__type\(|-0\b", request.text)
        unset = None in request.variables.values()  # a flag that is null, where nobody looks at it
        if "errors" not in expected and not unusual and not unset:
            assert not fell_back, f"left to graphql-core: {shown(request)}"
        return expected  # type: ignore[no-any-return]  # JSON


@pytest.fixture(scope="module")
def twins(sample: Context) -> Twins:
    """Both executors over the sample."""
    return Twins(sample)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """Both executors over the sample, in which three people called Heat a heist."""
    folder: Path = tmp_path_factory.mktemp("tagged")
    files = {
        "movies.csv": b"movieId,title,genres\n1,Heat (1995),Crime\n",
        "links.csv": b"movieId,imdbId,tmdbId\n1,0113277,949\n",
        "ratings.csv": b"userId,movieId,rating,timestamp\n1,1,5.0,0\n",
        "tags.csv": b"userId,movieId,tag,timestamp\n1,1,heist,0\n2,1,heist,0\n3,1,Heist,0\n",
    }
    built = build(SAMPLE, folder / "snapshots", others=[folder_of(folder / "lens", files)])
    return Twins(context_of(Snapshot.open(built.folder)))


@pytest.fixture(scope="module")
def pool(sample: Context, twins: Twins) -> Pool:
    """Values that the sample has."""
    return pool_of(sample, twins.compiled)


@pytest.mark.parametrize(
    "batch",
    [
        *range(BATCHES),
        *(pytest.param(n, marks=pytest.mark.full) for n in range(BATCHES, FULL_BATCHES)),
    ],
)
def test_queries_made_at_random_are_answered_alike(batch: int, twins: Twins, pool: Pool) -> None:
    answers = [twins.ask(request) for request in random_requests(pool, f"{SEED} {batch}", BATCH)]
    answered = [answer for answer in answers if answer.get("data")]
    clean = [answer for answer in answered if "errors" not in answer]
    assert len(answered) > 0.65 * len(answers)
    assert len(clean) > 0.4 * len(answers)


@pytest.mark.full
def test_queries_made_at_random_are_answered_alike_from_the_real_data(real: Context) -> None:
    twins = Twins(real)
    for request in random_requests(pool_of(real, twins.compiled), "real", REAL_EXAMPLES):
        twins.ask(request)


@pytest.mark.parametrize("name", sorted(EXPECTED | {"nothing"}))
def test_each_reason_to_leave_a_request_to_graphql_core_is_told(name: str, sample: Context) -> None:
    twins = Twins(sample)
    twins.ask(FALLBACKS[name])
    assert dict(twins.compiled.fallbacks) == ({} if name == "nothing" else {name: 1})


FALLBACKS = {
    "nothing": OperationRequest('{ movie(id: "949") { title similar(k: 2) { rank } } }'),
    "introspection": OperationRequest('{ __type(name: "Movie") { name } }'),
    "variables": OperationRequest("query ($first: Int!) { movies(first: $first) { totalCount } }"),
    "error": OperationRequest("{ movie(id: 949) { cast(first: 101) { order } } }"),
    "invalid": OperationRequest("{ nothing }"),
    "operation": OperationRequest("{ genres { id } }", operation="Other"),
}


@pytest.mark.parametrize(
    "query",
    [*dict.fromkeys([text for _, text in blocks("graphql")] + graphiql.tabs())],
    ids=lambda query: " ".join(query.split())[:40],
)
def test_what_the_docs_ask_is_answered_alike_without_graphql_core(query: str, twins: Twins) -> None:
    for definition in parse(query).definitions:
        name = getattr(definition, "name", None)
        if isinstance(definition, OperationDefinitionNode):
            assert "errors" not in twins.ask(OperationRequest(query, operation=name and name.value))


ARGUMENTS = {
    "Query.movie": "(id: 949)",
    "Query.similarMovies": '(title: "Heat")',
    "Query.recommend": '(like: [949, 862], unlike: "680")',
    "Query.search": '(query: "the")',
    "Query.genre": '(name: "drama")',
    "Query.company": '(name: "Pixar Animation Studios")',
    "Query.person": '(name: "Woody Allen")',
    "Query.collection": "(id: 10194)",
    "Query.node": '(id: "TW92aWU6ODYy")',
    "Query.nodes": """(ids: ["TW92aWU6ODYy", "R2VucmU6ODA=", "S2V5d29yZDo2NDI=",
        "VGFnOjY4MTY1NDExODk3NzA1MTI5MDk="])""",
    "Catalog.releases": '(month: "May")',
    "MovieConnection.groups": "(by: GENRE, first: 3)",
}


def _paths() -> dict[str, str]:
    """For every type a way to a value of it: a query with a hole."""
    found = {"Query": "%s"}
    left = ["Query"]
    while left:
        owner = left.pop(0)
        kind = schema._schema.type_map[owner]
        if is_abstract_type(kind):
            steps = {t.name: f"... on {t.name}" for t in schema._schema.get_possible_types(kind)}
        else:
            assert isinstance(kind, GraphQLObjectType)
            steps = {
                get_named_type(field.type).name: name + ARGUMENTS.get(f"{owner}.{name}", "")
                for name, field in reversed(kind.fields.items())
                if not is_leaf_type(get_named_type(field.type))
            }
        for reached, step in steps.items():
            if reached not in found:
                found[reached] = found[owner] % f"{step} {{ %s }}"
                left.append(reached)
    return found


PATHS = _paths()


@pytest.mark.parametrize("field", fields(), ids=str)
def test_every_field_compiles_and_is_answered_alike(
    field: Field, twins: Twins, tagged: Twins, evaluated: Context
) -> None:
    if field.owner.name == "Metric":
        twins = Twins(evaluated)
    elif field.owner.name in ("MovieTag", "Tag"):
        twins = tagged
    arguments = ARGUMENTS.get(str(field), "")
    leaf = is_leaf_type(get_named_type(field.field.type))
    asked = f"{field.name}{arguments} {'' if leaf else '{ __typename }'}"
    answer = twins.ask(OperationRequest(f"{{ {PATHS[field.owner.name] % asked} }}"))
    assert "errors" not in answer
    assert f'"{field.name}"' in json.dumps(answer), "the way leads to nothing"


@pytest.mark.parametrize("field", [f for f in fields() if f.declared.base_resolver], ids=str)
def test_no_resolver_is_a_coroutine(field: Field) -> None:
    assert not inspect.iscoroutinefunction(field.resolver)
    assert not inspect.isasyncgenfunction(field.resolver)
