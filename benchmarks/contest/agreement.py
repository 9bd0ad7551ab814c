"""Do all servers give the same answers?  A fast wrong answer is worth nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import httpx

from benchmarks.contest.queries import Query, Variables
from benchmarks.contest.servers import JSON, Server

TOLERANCE = 1e-9


class Disagreement(Exception):
    """Two servers answer a query differently."""

    def __init__(
        self, server: Server, other: Server, query: Query, variables: Variables, where: str
    ) -> None:
        super().__init__(
            f"{query.name} with {dict(variables)}: {server.name} and {other.name} differ: {where}"
        )


def check(servers: Sequence[Server], queries: Sequence[Query], samples: int) -> int:
    """Compare the answers to the first `samples` values of each query; give how many.

    Raises
    ------
    Disagreement
        Naming the servers, the query, its variables and where the answers part.
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
    """How many of the first `samples` answers to each query have errors or no data."""
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
    """What a server says, in the terms of our schema."""
    body = server.body(query.name, query.text, variables)
    found = client.post(server.url(query.name), content=body, headers=JSON).json()
    if found.get("errors") or not found.get("data"):
        return found
    return server.answer(query.name, found["data"])


def difference(expected: Any, found: Any, path: str = "data") -> str | None:
    """Where two JSON values part; None where they are the same but for the last bits of floats."""
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
