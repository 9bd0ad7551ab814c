"""A report as one HTML file that needs no other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import vl_convert

from export.report import theme
from export.report.cloud import Cloud
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.pictures import cloud_colors
from export.report.words import count

FOLDER = Path(__file__).parent
WHOLE = 10_000
"""The number from which on there are no decimals."""
ROWS = 40
"""Rows of the table below a chart."""


def page(data: ReportData, sections: Sequence[Section]) -> str:
    """The HTML, with the libraries that draw the charts inlined once."""
    loader = jinja2.FileSystemLoader(FOLDER)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(cell=_cell)
    charts = [f for section in sections for f in section.figures if not isinstance(f.chart, Cloud)]
    specs = {figure.name: _spec(figure) for figure in charts}
    return environment.get_template("page.html").render(
        dataset=data.catalog.dataset,
        facts=facts(data),
        sections=sections,
        rows=ROWS,
        cloud=lambda figure, dark: figure.chart.address(cloud_colors(dark)),
        library=vl_convert.javascript_bundle(),  # type: ignore[call-arg]  # its stub asks for more
        specs=_script({"config": theme.CONFIG, "charts": specs}),
    )


def facts(data: ReportData) -> list[tuple[str, str]]:
    """The size of the catalog, in a few numbers and what they count."""
    catalog, frame = data.catalog, data.frame
    years = data.by_year["year"].to_list() or ["–"]
    return [
        (count(len(frame)), "films"),
        (f"{years[0]}–{years[-1]}", "years of release"),
        (count(len(catalog.people)), "people with a credit"),
        (count(len(catalog.companies)), "companies"),
        (count(int(frame["vote_count"].sum())), "votes on TMDB"),
        (count(len(catalog.ratings)), "ratings by MovieLens users"),
    ]


def _spec(figure: Figure) -> dict[str, Any]:
    spec: dict[str, Any] = figure.chart.to_dict()
    return {key: part for key, part in spec.items() if key != "config"}


def _script(value: Any) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _cell(value: Any, column: str) -> str:
    """A cell of a table."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < WHOLE else count(value)
    return (
        count(value) if isinstance(value, int) and column not in ("year", "decade") else str(value)
    )
