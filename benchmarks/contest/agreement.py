"""Whether all servers give the same answers, since a fast wrong answer is worth nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import httpx

from benchmarks.contest.queries import Query, Variables
from benchmarks.contest.servers import JSON, Server

TOLERANCE = 1e-9
"""Relative and absolute difference up to which two floats are the same."""


class Disagreement(Exception):
    """Two servers answer a query differently."""

    def __init__(
        self, server: Server, other: Server, query: Query, variables: Variables, where: str
    ) -> None:
        super().__init__(
            f"{query.name} with {dict(variables)}: {server.name} and {other.name} differ: {where}"
        )


def check(servers: Sequence[Server], queries: Sequence[Query], samples: int) -> int:
    """Compare the answers of servers with those of the first one.

    Parameters
    ----------
    samples
        How many values of each query to ask with.

    Returns
    -------
    How many answers were compared.

    Raises
    ------
    Disagreement
        Two answers differ; it names the servers, the query, its variables and the place.
    """
    compared = 0
    first, *others = [server for server in servers if server.compared]
    with httpx.Client(timeout=60) as client:
        for query in queries:
            for variables in query.values[:samples]:
                expected = answer(client, first, query, variables)
                for server in others:
                    if query.name in server.queries:
                        found = answer(client, server, query, variables)
                        where = difference(expected, found)
                        if where is not None:
                            raise Disagreement(server, first, query, variables, where)
                        compared += 1
    return compared


def failures(server: Server, queries: Sequence[Query], samples: int) -> dict[str, int]:
    """Count by query those of the first `samples` answers that have errors or no data."""
    with httpx.Client(timeout=60) as client:
        return {
            query.name: sum(
                _failed(answer(client, server, query, variables))
                for variables in query.values[:samples]
            )
            for query in queries
        }


def _failed(found: Any) -> bool:
    return not found or "errors" in found


def answer(client: httpx.Client, server: Server, query: Query, variables: Variables) -> Any:
    """Ask a server a query.

    Returns
    -------
    Its data in terms of our schema; the whole answer where it has errors or no data.
    """
    body = server.body(query.name, query.text, variables)
    found = client.post(server.url(query.name), content=body, headers=JSON).json()
    if found.get("errors") or not found.get("data"):
        return found
    return server.answer(query.name, found["data"])


def difference(expected: Any, found: Any, path: str = "data") -> str | None:
    """Find the first place where two JSON values differ by more than the last bits of floats.

    Returns
    -------
    The path of the place and both values, in words; None where there is no such place.
    """
    match expected, found:
        case dict(), dict():
            if expected.keys() != found.keys():
                return f"{path} has {sorted(found)} instead of {sorted(expected)}"
            parts = ((expected[key], found[key], f"{path}.{key}") for key in expected)
        case list(), list():
            if len(expected) != len(found):
                return f"{path} has {len(found)} instead of {len(expected)} items"
            pairs = enumerate(zip(expected, found, strict=True))
            parts = ((one, other, f"{path}[{at}]") for at, (one, other) in pairs)
        case (bool(), _) | (_, bool()):  # to Python True is 1
            return None if expected is found else _unlike(expected, found, path)
        case int() | float(), int() | float():
            near = math.isclose(expected, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
            return None if near else _unlike(expected, found, path)
        case _:
            return None if expected == found else _unlike(expected, found, path)
    return next((where for part in parts if (where := difference(*part)) is not None), None)


def _unlike(expected: Any, found: Any, path: str) -> str:
    return f"{path} is {found!r} instead of {expected!r}"
