"""Whether plans and graphql-core give the same answers to queries made at random."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from math import ceil, inf
from pathlib import Path
from typing import Any

from benchmarks.contest.rounds import Progress, Schedule
from benchmarks.data.dataset import opened
from benchmarks.data.random_queries import requests_of
from benchmarks.data.random_values import Pool
from catalog.cache_budgets import DEFAULT
from execution.executor import Executor
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from server.loaded_snapshot import context_of, limits_of
from settings import Settings

SEED = "reelgraph"
WIDE = {"aliases": 200, "directives": 200, "cost": 50_000}
"""Limits that queries made at random would often exceed otherwise."""
CURSORS = """{ movies(first: 3) { edges { cursor } }
  newest: movies(first: 2, sort: RELEASE_DATE_DESC) { edges { cursor } }
  people(first: 2) { edges { cursor } } companies(first: 2) { edges { cursor } } }"""


class NotJSON(ValueError):
    """An answer is no JSON."""


class Executors:
    """Two executors over one snapshot, only one of which compiles."""

    def __init__(self, context: Context) -> None:
        wide = replace(limits_of(Settings.model_construct()), **WIDE)
        self.compiled = Executor(schema, context, wide, DEFAULT)
        self.reference = Executor(schema, context, wide, DEFAULT, compiled=False)

    def answers(self, request: OperationRequest) -> tuple[Any, list[Any]]:
        """What graphql-core answers, and the compiled executor, however it comes to it.

        Raises
        ------
        NotJSON
            An answer is no JSON; numbers such as NaN are none.
        """
        expected = strict_json(self.reference.execute(request, inf).json())
        found = [self.compiled.execute(request, inf)]
        at_once = self.compiled.execute_on_loop(request)
        if at_once is not None:
            found.append(at_once)
        return expected, [strict_json(answer.json()) for answer in found]


def strict_json(body: bytes) -> Any:
    """Parse the bytes of an answer as they are sent.

    Raises
    ------
    NotJSON
        They are no JSON in UTF-8.
    """
    try:
        return json.loads(body.decode(), parse_constant=_refuse)
    except ValueError as error:
        raise NotJSON(f"{error}: {body[:200]!r}") from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def pool_of(context: Context, executor: Executor) -> Pool:
    """Values for random queries that a snapshot has."""
    pages = strict_json(executor.execute(OperationRequest(CURSORS)).json())["data"].values()
    return Pool.of(context, [edge["cursor"] for page in pages for edge in page["edges"]])


def random_requests(pool: Pool, seed: str, count: int) -> Iterator[OperationRequest]:
    """So many requests; the same for the same seed."""
    made = number = 0
    while made < count:
        _, requests = requests_of(schema._schema, pool, random.Random(f"{seed} {number}"))  # noqa: S311, SLF001 - the same each time; Strawberry shows no other way
        yield from requests[: count - made]
        made += len(requests)
        number += 1


def random_agreement(snapshots: Path, schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """Ask both executors queries made at random, on all cores.

    Returns
    -------
    As JSON, how many queries were asked, how many answers differ, and the first such query.
    """
    cores = os.cpu_count() or 1
    count = ceil(schedule.random_queries / cores)
    progress(f"{count * cores:,} random queries")
    with ProcessPoolExecutor(cores) as pool:
        seeds = [f"{SEED} {core}" for core in range(cores)]
        found = list(pool.map(_differing, [snapshots] * cores, [count] * cores, seeds))
    differ = [text for texts in found for text in texts]
    return {
        "random queries": count * cores,
        "differ": len(differ),
        **({"first": differ[0]} if differ else {}),
    }


def _differing(snapshots: Path, count: int, seed: str) -> list[str]:
    return [how for _, how in differing(context_of(opened(snapshots)), count, seed)]


def differing(context: Context, count: int, seed: str = SEED) -> Iterator[tuple[int, str]]:
    """Ask both executors so many queries; give the number of each that differs, and how."""
    executors = Executors(context)
    pool = pool_of(context, executors.compiled)
    for number, request in enumerate(random_requests(pool, seed, count)):
        try:
            expected, answers = executors.answers(request)
        except NotJSON as error:
            yield number, f"{shown(request)}\n{error}"
            continue
        if any(json.dumps(answer) != json.dumps(expected) for answer in answers):
            yield number, f"{shown(request)}\n{expected}\n{answers}"


def shown(request: OperationRequest) -> str:
    """A request in words."""
    asked = f"{request.text}\nvariables: {json.dumps(request.variables)}"
    return f"{asked}\noperation: {request.operation}"
