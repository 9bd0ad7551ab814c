"""Which numbers of a film are correlated."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import altair as alt
import polars as pl

from export.report import theme
from export.report.data import NUMBERS, ReportData
from export.report.figure import Figure, Section

VARIABLES = ("year", *NUMBERS, "return_ratio")
BOUNDS = [-0.6, -0.3, -0.1, 0.1, 0.3, 0.6]
MIN_FILMS = 3


def correlations(data: ReportData) -> Section:
    """Rank correlations of every two numbers."""
    rows = pairs(data.frame)
    words = (
        "Spearman’s rank correlation says whether films that rank high in one number rank high in "
        "the other: 1 means always, 0 no relation, −1 the opposite. A few extreme values hardly "
        "change it. Each pair covers the films that have both numbers."
    )
    if not len(rows):
        return Section("correlations", "What goes together", words, ())
    ordered = rows.sort("correlation", maintain_order=True).to_dicts()
    lowest, highest = ordered[0], ordered[-1]
    near = min(ordered, key=lambda pair: abs(pair["correlation"]))
    apart = "are the most opposed" if lowest["correlation"] < 0 else "are correlated least"
    reading = (
        f"The most correlated are {_pair(highest)}; {_pair(lowest)} {apart}. "
        f"The least related are {_pair(near)}."
    )
    figure = Figure("correlations", "Rank correlations", reading, _chart(rows), rows, wide=True)
    return Section("correlations", "What goes together", words, (figure,))


def pairs(frame: pl.DataFrame) -> pl.DataFrame:
    """The rank correlation of every two columns, over the films that have both."""
    found = []
    for first, second in combinations(VARIABLES, 2):
        both = frame.select(first, second).drop_nulls()
        if len(both) >= MIN_FILMS:
            value = both.select(pl.corr(first, second, method="spearman")).item()
            found.append((_name(first), _name(second), value, len(both)))
    columns = {"one": pl.String, "other": pl.String, "correlation": pl.Float64, "films": pl.Int64}
    made = pl.DataFrame(found, schema=columns, orient="row")
    return made.filter(pl.col("correlation").is_finite())


def _name(column: str) -> str:
    return column.replace("_ratio", "").replace("_", " ")


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")


def _pair(row: dict[str, Any]) -> str:
    return f"{row['one']} and {row['other']} ({row['correlation']:.2f})".replace("-", "−")


def _chart(rows: pl.DataFrame) -> Any:
    order = [_name(column) for column in VARIABLES]
    rows = theme.classed(rows, "correlation", BOUNDS, _signed)
    base = theme.chart(rows, 40 * (len(order) - 1)).encode(
        x=alt.X(
            "one:N",
            sort=order[:-1],
            title=None,
            axis=alt.Axis(labelAngle=-40, labelColor=theme.INK, labelOverlap=False),
        ),
        y=alt.Y("other:N", sort=order[1:], title=None, axis=alt.Axis(labelColor=theme.INK)),
        tooltip=[
            "one:N",
            "other:N",
            alt.Tooltip("correlation:Q", format=".3f"),
            alt.Tooltip("films:Q", format=","),
        ],
    )
    color = theme.class_color(BOUNDS, _signed, theme.SIGNED, "rank correlation")
    on = theme.class_color(BOUNDS, _signed, theme.ON_SIGNED, "").legend(None)
    cells = base.mark_rect(stroke=theme.CARD, strokeWidth=2).encode(color=color)
    text = base.mark_text(fontSize=10.5).encode(
        text=alt.Text("correlation:Q", format=".2f"), color=on
    )
    return alt.layer(cells, text).resolve_scale(color="independent")
