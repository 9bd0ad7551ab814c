"""Servers measured in turn, round after round, so that a busy minute hits all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.contest.load import Figures, load
from benchmarks.contest.queries import Query
from benchmarks.contest.servers import JSON, Server

CONNECTIONS = 32
SAMPLE = 200
"""Values of each query among which the answer of middling length is looked for."""
Progress = Callable[[str], None]
"""Gets the name of each step as it begins."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often and for how long to measure.

    Attributes
    ----------
    rounds
        How often each server is measured with each query.
    seconds
        Of one measurement at 32 connections.
    alone
        Seconds of one measurement at a single connection; 0 for none.
    warm_up
        Seconds of load on each server with each query before the first round.
    samples
        Answers to each query that are compared before.
    random_queries
        Queries made at random whose answers are compared.
    """

    rounds: int
    seconds: int
    alone: int
    warm_up: int
    samples: int
    random_queries: int = 0


FULL = Schedule(rounds=3, seconds=2, alone=1, warm_up=1, samples=100, random_queries=50_000)
QUICK = Schedule(rounds=2, seconds=1, alone=1, warm_up=1, samples=10, random_queries=500)


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of the rounds, and the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Sum up one figure of several rounds."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Round:
    """What was measured of one server with one query: at 32 connections, and at one."""

    together: Figures
    alone: Figures


Rounds = Mapping[str, Mapping[str, Sequence[Round]]]
"""By the name of the server and of the query."""


def measure(
    servers: Sequence[Server],
    queries: Sequence[Query],
    schedule: Schedule,
    folder: Path,
    progress: Progress,
) -> Rounds:
    """Measure every server with every query.

    Neighbors in `servers` are measured right after each other; every other round goes through
    them backwards, so that none is always the first.

    Parameters
    ----------
    servers
        They run; all but the one that is measured are paused meanwhile, and all afterwards.
    folder
        Where to write the bodies that are posted.

    Raises
    ------
    benchmarks.contest.load.LoadFailed
        Something was not answered.
    """
    found: dict[str, dict[str, list[Round]]] = {server.name: {} for server in servers}
    turns = [
        (server, query, _bodies(server, query, folder))
        for query in queries
        for server in servers
        if query.name in server.queries
    ]
    for server in servers:
        server.pause()
    for number in range(-1, schedule.rounds):
        for server, query, bodies in reversed(turns) if number % 2 else turns:
            progress(f"round {number + 1}: {query.name}, {server.name}")
            server.resume()
            if number < 0:
                load(server, query.name, bodies, CONNECTIONS, schedule.warm_up)
            else:
                offset = number * len(query.values) // schedule.rounds
                together = load(server, query.name, bodies, CONNECTIONS, schedule.seconds, offset)
                alone = (
                    load(server, query.name, bodies, 1, schedule.alone, offset)
                    if schedule.alone
                    else together
                )
                found[server.name].setdefault(query.name, []).append(Round(together, alone))
            server.pause()
    return found


def summarize(rounds: Rounds) -> dict[str, dict[str, Any]]:
    """Sum up the rounds, as JSON: by server, query and figure a `Spread`.

    Figures are those of `benchmarks.contest.load.Figures` at 32 connections, and `alone`, the
    median time of an answer at one connection, in microseconds.
    """
    return {
        server: {query: _summary(of) for query, of in by_query.items()}
        for server, by_query in rounds.items()
    }


def _summary(rounds: Sequence[Round]) -> dict[str, Any]:
    values = {
        name: [getattr(one.together, name) for one in rounds]
        for name in ("cpu", "rate", "p50", "p99")
    }
    values["alone"] = [one.alone.p50 for one in rounds]
    return {name: asdict(Spread.of(of)) for name, of in values.items()}


def typical(server: Server, queries: Sequence[Query], folder: Path) -> Iterator[tuple[str, int]]:
    """Keep in `folder` the answer of middling length to each query; give name and length.

    Its request is kept, too, as the one that a `constant` server gets, so that a cached answer
    and a constant body are the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with httpx.Client(timeout=60) as client:
        for query in queries:
            bodies = [server.body(query.name, query.text, of) for of in query.values[:SAMPLE]]
            answers = [
                client.post(server.url(query.name), content=body, headers=JSON).content
                for body in bodies
            ]
            order = sorted(range(len(bodies)), key=lambda at: len(answers[at]))
            middle = order[len(order) // 2]
            (folder / f"{query.name}.json").write_bytes(answers[middle])
            (folder / f"{query.name}.constant").write_bytes(bodies[middle] + b"\n")
            yield query.name, len(answers[middle])


def _bodies(server: Server, query: Query, folder: Path) -> Path:
    """Write the bodies that a server gets for a query, one a line."""
    if server.constant:
        return folder / f"{query.name}.constant"
    own = f"-{server.name.split()[0]}" if server.texts else ""
    file = folder / f"{query.name}{own}.bodies"
    lines = [server.body(query.name, query.text, value) for value in query.values]
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file
