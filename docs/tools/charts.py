"""The plots of docs/performance.md and docs/scale.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

WIDTH, HEIGHT = 560, 260
CPU = "CPU, µs a request"


def charts(found: Mapping[str, Any]) -> Iterator[tuple[str, alt.Chart]]:
    """Each plot that there are figures for, by name."""
    if "contest" in found:
        yield "contest", contest(found["contest"])
    if "growth" in found:
        yield "lists", lists(found["growth"])
    if "size" in found:
        yield "size", size(found["size"])


def contest(contest: Mapping[str, Any]) -> alt.Chart:
    """A row of dots for each query, from the cheapest server to the dearest."""
    cells = [
        {"server": server, "query": query, "cpu": figures["cpu"]["median"]}
        for server, of in contest["servers"].items()
        for query, figures in of.items()
    ]
    names = list(contest["servers"])
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=cells), width=WIDTH, height=HEIGHT)
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X("cpu:Q", title=f"{CPU} (log)", scale=alt.Scale(type="log")),
            y=alt.Y("query:N", title=None),
            color=alt.Color("server:N", scale=alt.Scale(domain=names), title=None),
            shape=alt.Shape("server:N", scale=alt.Scale(domain=names), title=None),
        )
    )
    return chart


def lists(growth: Mapping[str, Any]) -> alt.Chart:
    """A line for each mode of our server and each kind of list."""
    cells = [
        {"line": f"{server.removeprefix('reelgraph, ')}, {query}", "length": length, "cpu": cpu}
        for server, of in growth.items()
        for query, points in of.items()
        for length, cpu in points
    ]
    return _lines(cells, "length", "length of the list", log_x=False)


def size(size: Mapping[str, Any]) -> alt.Chart:
    """A line for each query."""
    cells = [
        {"line": query, "films": films, "cpu": cpu["median"]}
        for query, of in size["cpu"].items()
        for films, cpu in zip(size["films"], of, strict=True)
    ]
    return _lines(cells, "films", "films in the catalog (log)", log_x=True)


def growing(points: list[dict[str, Any]], what: str) -> alt.Chart:
    """A line for each thing that more films make dearer."""
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=points), width=WIDTH, height=HEIGHT)
        .mark_line(point=True)
        .encode(
            x=alt.X("films:Q", title="films in the catalog (log)", scale=alt.Scale(type="log")),
            y=alt.Y("value:Q", title=f"{what} (log)", scale=alt.Scale(type="log")),
            color=alt.Color("line:N", title=None, sort=None),
        )
    )
    return chart


def _lines(cells: list[dict[str, Any]], x: str, title: str, *, log_x: bool) -> alt.Chart:
    scale = alt.Scale(type="log" if log_x else "linear")
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=cells), width=WIDTH, height=HEIGHT)
        .mark_line(point=True)
        .encode(
            x=alt.X(f"{x}:Q", title=title, scale=scale),
            y=alt.Y("cpu:Q", title=f"{CPU} (log)", scale=alt.Scale(type="log")),
            color=alt.Color("line:N", title=None, sort=None),
        )
    )
    return chart
