"""What a unit of cost takes, by kind of query: `python -m benchmarks.calibration SNAPSHOTS`.

Every kind is asked in several sizes of one snapshot, in this process and without the cache of
texts.  The slope of the line through the points, CPU time over cost, is what a unit takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from time import process_time
from typing import Annotated, NamedTuple

import numpy as np
import typer
from rich import box
from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_limits

from catalog.cache_budgets import DEFAULT
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from execution.executor import Executor
from execution.request import OperationRequest
from schema import schema
from server.loaded_snapshot import context_of, limits_of
from settings import Settings

REPEATS = 5
"""How often each query is asked, with other literals each time; the quickest counts."""
SIZES = (1, 3, 10, 30)
SNAPSHOTS = Settings().snapshots


class Kind(NamedTuple):
    """Queries of one kind.

    Attributes
    ----------
    field
        What is asked `size` times; `{i}` stands for a number that no other one has.
    items
        What is asked once instead, for so many items; `{n}` stands for the size.
    compiled
        Whether plans answer, and not graphql-core.
    """

    field: str = ""
    items: str = ""
    compiled: bool = True

    def text(self, size: int, repeat: int) -> str:
        """The query."""
        if self.items:
            return self.items.replace("{n}", str(size)).replace("{i}", str(repeat))
        fields = (
            f"a{number}: {self.field.replace('{i}', str(number + 37 * repeat))}"
            for number in range(size)
        )
        return f"{{ {' '.join(fields)} }}"


CASTS = "{ movies(first: {n}, offset: {i}) { nodes { title cast { character person { name } } } } }"
KINDS: Mapping[str, Kind] = {
    "objects, by a plan": Kind(items=CASTS),
    "objects, by graphql-core": Kind(items=CASTS, compiled=False),
    "introspection": Kind("__schema { types { name fields { name args { name } } } }"),
    "letters": Kind("movies(first: 100, offset: {i}) { nodes { overview } }"),
    "filters": Kind(
        'movies(where: {runtime: {min: {i}}, cast: {any: ["Al Pacino"]}, hasPoster: true})'
        " { totalCount }"
    ),
    "orders by three keys": Kind(
        "movies(first: 1, offset: 9{i}, sort: [REVENUE, RUNTIME, RATING]) { nodes { id } }"
    ),
    "orders by five keys": Kind(
        "movies(first: 1, offset: 9{i}, sort: [TITLE, REVENUE, RUNTIME, BUDGET_DESC, RATING])"
        " { nodes { id } }"
    ),
    "titles": Kind('movie(title: "lord of the rngs {i}") { id }'),
    "people by name": Kind('people(query: "jhon {i}", first: 1) { totalCount }'),
    "films by name": Kind('movies(where: {query: "the {i}"}, first: 1) { totalCount }'),
    "search": Kind('search(query: "kubrik {i}") { score }'),
    "statistics": Kind(
        "movies(first: 1, offset: {i}) "
        "{ stats { runtime { median } budget { mean } popularity { max } } }"
    ),
    "groups": Kind("movies(first: 1, offset: {i}) { groups(by: COMPANY, first: 50) { count } }"),
    "groups with statistics": Kind(
        "movies(first: 1, offset: {i}) { "
        "groups(by: YEAR, first: 50) { stats { runtime { mean } } } }"
    ),
    "similar, tuned": Kind("movie(id: 949) { similar(k: 5, tuning: {minScore: 0.0{i}}) { rank } }"),
    "similar, diverse": Kind(
        "movie(id: 949) { similar(k: 5, tuning: {diversity: 0.5{i}}) { rank } }"
    ),
    "recommend": Kind("recommend(like: [949, 862, 603], exclude: [{i}]) { rank }"),
    "reasons": Kind(items="{ movie(id: 949) { similar(k: {n}) { reasons { text } } } }"),
    "careers": Kind(items="{ people(first: {n}) { nodes { career { movieCount totalReturn } } } }"),
    "films of people": Kind(
        items="{ people(first: {n}) { nodes { movies(first: 3) { nodes { title } } } } }"
    ),
}


class Point(NamedTuple):
    """What a query costs, and the CPU time that its answer takes, in microseconds."""

    cost: int
    microseconds: float


def measured(kind: Kind, executor: Callable[[bool], Executor]) -> list[Point]:
    """A point for each size."""
    points = []
    asked = executor(kind.compiled)
    for size in SIZES:
        found = [_ask(asked, kind.text(size, repeat)) for repeat in range(REPEATS + 1)]
        points.append(min(found[1:], key=lambda point: point.microseconds))  # the first compiles
    return points


def slope(points: Sequence[Point]) -> float:
    """Microseconds of a unit of cost, by least squares."""
    costs, times = np.array(points).T
    return float(np.polyfit(costs, times, 1)[0])


def _ask(executor: Executor, text: str) -> Point:
    request = OperationRequest(text)
    cost = executor.measure(request).cost  # parses, which is not measured
    begin = process_time()
    answer = executor.execute(request)
    seconds = process_time() - begin
    if answer.data is None or answer.errors:
        raise SystemExit(f"{answer.errors}\n{text}")
    return Point(cost, 1e6 * seconds)


def main(
    snapshots: Annotated[Path, typer.Argument(help="Folder of the snapshots.")] = SNAPSHOTS,
) -> None:
    """Print what a unit of cost takes for each kind of query."""
    context = context_of(Snapshot.open(store.current(snapshots)))
    budgets = replace(DEFAULT, answer_texts=0)
    limits = replace(limits_of(Settings()), cost=10**9, seconds=inf)
    executors = {
        compiled: Executor(schema, context, limits, budgets, compiled=compiled)
        for compiled in (True, False)
    }
    table = Table("kind", "cost", "ms", "µs a unit", box=box.MARKDOWN)
    table.columns[1].justify = table.columns[2].justify = table.columns[3].justify = "right"
    with threadpool_limits(1):
        for name, kind in KINDS.items():
            points = measured(kind, executors.__getitem__)
            last = points[-1]
            milliseconds = last.microseconds / 1_000
            table.add_row(name, f"{last.cost:,}", f"{milliseconds:,.1f}", f"{slope(points):,.1f}")
    films = len(context.catalog.movies)
    Console(width=100).print(f"{films:,} films; the greatest cost asked for, and its time", table)


if __name__ == "__main__":
    typer.run(main)
