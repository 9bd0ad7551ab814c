"""What was wrong with the source, and what was done about it."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from catalog.enums import Severity
from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import count, plural, share

COLORS = {
    Severity.DROPPED: theme.ACCENT,
    Severity.NULLED: theme.MAIN,
    Severity.REPAIRED: theme.THIRD,
    Severity.NOTED: theme.SOFT,
}
START = 0.8
"""Where the lines to the points start; a logarithmic axis has no 0."""
SHAPES = ["triangle-down", "circle", "square", "diamond"]


def findings(data: ReportData) -> Section:
    """Every cleaning rule that some rows broke, by the number of rows."""
    dataset = data.catalog.dataset
    away = dataset.rows_read - dataset.rows_kept
    words = (
        f"Of {count(dataset.rows_read)} rows of films in the source {count(dataset.rows_kept)} "
        "were kept and "
        f"{count(away)} turned away ({share(away, dataset.rows_read)}). Nothing is "
        "repaired silently: every rule that some rows broke is listed."
    )
    found = sorted(dataset.findings, key=lambda finding: -finding.rows)
    if not found:
        return Section("findings", "What was found in the source", words, ())
    rows = pl.DataFrame(
        [(f"{f.table}: {f.rule}", f.severity.name.lower(), f.rows, f.example) for f in found],
        schema={
            "rule": pl.String,
            "what was done": pl.String,
            "rows": pl.Int64,
            "example": pl.String,
        },
        orient="row",
    )
    sums = {kind: sum(f.rows for f in found if f.severity is kind) for kind in COLORS}
    reading = (
        f"Rows broke {plural(len(found), 'rule')}; the most frequent is "
        f"“{found[0].rule}” in {found[0].table}, "
        f"{plural(found[0].rows, 'row')}. In all, rules turned away "
        f"{plural(sums[Severity.DROPPED], 'row')}, "
        f"made {plural(sums[Severity.NULLED], 'cell')} null and repaired "
        f"{count(sums[Severity.REPAIRED])}."
    )
    figure = Figure(
        "findings", "Rules, and the rows that broke them", reading, _chart(rows), rows, wide=True
    )
    return Section("findings", "What was found in the source", words, (figure,))


def _chart(rows: pl.DataFrame) -> Any:
    most = float(rows["rows"].max()) * 3  # type: ignore[arg-type]  # a number
    names = [kind.name.lower() for kind in COLORS]
    axis = theme.log_axis("rows", 1, most)
    axis["axis"].grid = False
    axis["scale"] = alt.Scale(type="log", domain=[START, most])
    x = alt.X("rows:Q", **axis)
    base = theme.chart(rows.with_columns(pl.lit(START).alias("start")), 36 * len(rows)).encode(
        y=alt.Y("rule:N", sort=None, axis=None)
    )
    label = base.mark_text(align="left", dy=-9, limit=alt.expr("width"), color=theme.SOFT).encode(
        x=alt.value(0), text="rule:N"
    )
    stem = base.mark_rule(yOffset=8, color=theme.LINE).encode(
        x=alt.X("start:Q", **axis), x2="rows:Q"
    )
    point = base.mark_point(yOffset=8).encode(
        x=x,
        color=alt.Color(
            "what was done:N",
            title=None,
            scale=alt.Scale(domain=names, range=list(COLORS.values())),
        ),
        shape=alt.Shape("what was done:N", title=None, scale=alt.Scale(domain=names, range=SHAPES)),
        tooltip=["rule:N", "what was done:N", alt.Tooltip("rows:Q", format=","), "example:N"],
    )
    number = base.mark_text(align="left", dx=9, dy=8).encode(
        x=x, text=alt.Text("rows:Q", format=",")
    )
    return label + stem + point + number
