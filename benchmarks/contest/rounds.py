"""The servers in turn, round after round, so that a busy minute hits all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from benchmarks.contest.load import Figures, load
from benchmarks.contest.queries import Query
from benchmarks.contest.servers import JSON, Server

CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure; `samples` are answers that are compared before.

    `seconds` are those of one measurement at 32 connections, `alone` of one at a single
    connection (0: none is made), `warm_up` those of each query before all.
    """

    rounds: int
    seconds: int
    alone: int
    warm_up: int
    samples: int


FULL = Plan(rounds=3, seconds=2, alone=1, warm_up=1, samples=100)
QUICK = Plan(rounds=2, seconds=1, alone=1, warm_up=1, samples=10)


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
class Summary:
    """What one server needs for one query; microseconds, but for the rate a second."""

    cpu: Spread
    rate: Spread
    p50: Spread
    p99: Spread
    alone: Spread

    @classmethod
    def of(cls, together: Sequence[Figures], alone: Sequence[Figures]) -> Summary:
        """Sum up the rounds at 32 connections and those at one."""
        names = ("cpu", "rate", "p50", "p99")
        spreads = {name: Spread.of([getattr(f, name) for f in together]) for name in names}
        return cls(**spreads, alone=Spread.of([figures.p50 for figures in alone]))


Summaries = Mapping[str, Mapping[str, Summary]]


def measure(
    servers: Sequence[Server],
    queries: Sequence[Query],
    plan: Plan,
    folder: Path,
    progress: Callable[[str], None],
) -> Summaries:
    """Measure every server with every query; give the summaries by server and query.

    Parameters
    ----------
    servers
        They run; all but the one that is measured are paused meanwhile.
    folder
        Where to write the bodies that are posted.
    """
    found: dict[tuple[str, str], list[tuple[Figures, Figures]]] = {}
    pairs = [
        (server, query, _bodies(server, query, folder))
        for query in queries
        for server in servers
        if query.name in server.queries
    ]
    for server in servers:
        server.pause()
    for at_round in range(-1, plan.rounds):
        for server, query, bodies in pairs:
            progress(f"round {at_round + 1}: {query.name}, {server.name}")
            server.resume()
            if at_round < 0:
                load(server, query.name, bodies, CONNECTIONS, plan.warm_up)
            else:
                offset = at_round * len(query.values) // plan.rounds
                together = load(server, query.name, bodies, CONNECTIONS, plan.seconds, offset)
                alone = (
                    load(server, query.name, bodies, 1, plan.alone, offset)
                    if plan.alone
                    else together
                )
                found.setdefault((server.name, query.name), []).append((together, alone))
            server.pause()
    summaries: dict[str, dict[str, Summary]] = {}
    for (server_name, query_name), rounds in found.items():
        together_all, alone_all = zip(*rounds, strict=True)
        summaries.setdefault(server_name, {})[query_name] = Summary.of(together_all, alone_all)
    return summaries


def typical(server: Server, queries: Sequence[Query], folder: Path) -> Iterator[tuple[str, int]]:
    """Keep the answer of middling length to each query in `folder`; give the lengths.

    That request is the constant one, too, so that a cached answer and a constant body are the
    same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with httpx.Client(timeout=60) as client:
        for query in queries:
            bodies = [server.body(query.name, query.text, value) for value in query.values[:200]]
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
    """The file of the bodies that a server gets for a query."""
    if server.constant:
        return folder / f"{query.name}.constant"
    own = f"-{server.name.split()[0]}" if server.texts else ""
    file = folder / f"{query.name}{own}.bodies"
    lines = [server.body(query.name, query.text, value) for value in query.values]
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


def plain(summaries: Summaries) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """The summaries as JSON."""
    return {
        server: {query: asdict(summary) for query, summary in of_server.items()}
        for server, of_server in summaries.items()
    }
