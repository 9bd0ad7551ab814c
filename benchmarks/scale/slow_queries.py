"""How long those queries take for which all films are compared: tuned, filtered, diverse."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from benchmarks.contest.queries import Query
from benchmarks.contest.rounds import Progress
from benchmarks.contest.servers import JSON, Server

ASKED = 20
"""Queries of each kind, one after the other."""
SIMILAR = """query ($title: String!) { similarMovies(title: $title, k: 10%s) {
  results { score movie { title } } } }"""
KINDS: Mapping[str, str] = {
    "tuned": SIMILAR % ", tuning: {weights: [{signal: KEYWORD, weight: 3}]}",
    "filtered": SIMILAR % ", where: {year: {min: 1990}}",
    "diverse": SIMILAR % ", tuning: {diversity: 0.6}",
}


def slow_queries(server: Server, queries: Sequence[Query], progress: Progress) -> dict[str, Any]:
    """Time each kind of query with the titles of Q3.

    Returns
    -------
    As JSON, by kind: milliseconds of an answer at the median and at the most, and how many were
    errors since they came too late.
    """
    (titles,) = (query.values for query in queries if query.name == "Q3")
    found = {}
    with httpx.Client(timeout=60) as client:
        for kind, text in KINDS.items():
            progress(f"{kind}: {server.name}")
            times, late = [], 0
            for values in titles[:ASKED]:
                body = server.body("Q3", text, values)
                begin = time.perf_counter()
                answer = client.post(server.url("Q3"), content=body, headers=JSON)
                times.append(1_000 * (time.perf_counter() - begin))
                late += "errors" in answer.json()
            found[kind] = {
                "median": sorted(times)[len(times) // 2],
                "most": max(times),
                "late": late,
            }
    return found
