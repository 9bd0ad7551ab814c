"""The results as tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

from benchmarks.promises import promises

FIGURES = {
    "cpu": "server CPU, µs a request at 32 connections",
    "rate": "requests a second at 32 connections",
    "p50": "p50, µs at 32 connections",
    "p99": "p99, µs at 32 connections",
    "alone": "p50, µs at one connection",
}


def tables(results: Mapping[str, Any]) -> Iterator[Table]:
    """A table for each part that was measured, a table for each figure of the contest."""
    if "contest" in results:
        for figure, title in FIGURES.items():
            yield _contest(results["contest"], figure, title)
    for query in ("Q2", "Q4"):
        if "growth" in results:
            yield _growth(results["growth"], query)
    for part in ("agreement", "build", "size"):
        if part in results:
            yield _flat(part, results[part])
    if any(promises(results)):
        yield _promises(results)


def _promises(results: Mapping[str, Any]) -> Table:
    table = Table("", "measured", "required", "goal", title="what was promised")
    for promise in promises(results):
        color = "green" if promise.is_met else "red"
        table.add_row(promise.what, f"[{color}]{promise.measured:.2f}[/]", *promise.bounds)
    return table


def _contest(contest: Mapping[str, Any], figure: str, title: str) -> Table:
    table = Table(title=title, caption="median (least – most) of the rounds")
    table.add_column("server")
    for query in contest["queries"]:
        table.add_column(query, justify="right")
    for server, of_server in contest["servers"].items():
        table.add_row(server, *(number(of_server.get(q), figure) for q in contest["queries"]))
    return table


def number(summary: Mapping[str, Any] | None, figure: str) -> str:
    """A median with the least and the most; a dash where a server does not answer the query."""
    if summary is None:
        return "–"
    found = summary[figure]
    return f"{found['median']:,.0f} ({found['least']:,.0f}–{found['most']:,.0f})"


def _growth(growth: Mapping[str, Any], query: str) -> Table:
    table = Table("server", title=f"{query}: server CPU, µs a request by length of the list")
    for length, _ in next(iter(growth.values()))[query]:
        table.add_column(str(length), justify="right")
    for server, of in growth.items():
        table.add_row(server, *(f"{cpu:,.0f}" for _, cpu in of[query]))
    return table


def _flat(title: str, part: Mapping[str, Any]) -> Table:
    table = Table("what", "figure", title=title)
    for path, value in _leaves(part):
        table.add_row(path, f"{value:,.3g}" if isinstance(value, float) else str(value))
    return table


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, cell in value.items():
            yield from _leaves(cell, f"{path} {key}".strip())
    elif isinstance(value, list):
        for at, cell in enumerate(value):
            yield from _leaves(cell, f"{path} [{at}]")
    else:
        yield path, value
