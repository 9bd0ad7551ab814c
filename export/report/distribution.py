"""The chart of a distribution: a histogram with its box plot above, on one axis."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import polars as pl
from numpy.typing import NDArray

from export.report import theme
from export.report.bins import Bins, Box, histogram

BOX = 18
"""Pixels from the top to the middle of the box plot; the bars begin below it."""


def distribution(
    values: NDArray[np.float64], bins: Bins, title: str, labels: str = "plain"
) -> tuple[Any, pl.DataFrame]:
    """The chart, and its histogram as a frame."""
    edges = bins.edges(values)
    rows = histogram(values, edges)
    x = axis_of(title, edges, bins, labels)
    tooltip = [
        alt.Tooltip("from:Q", format=",.4~g"),
        alt.Tooltip("to:Q", format=",.4~g"),
        alt.Tooltip("films:Q", format=","),
    ]
    bars = (
        theme.chart(rows)
        .mark_bar(color=theme.MAIN, stroke=theme.CARD, strokeWidth=1)
        .encode(
            x=alt.X("from:Q", **x),
            x2="to:Q",
            y=alt.Y(
                "films:Q",
                title="films",
                scale=alt.Scale(range=[theme.HEIGHT, 2.4 * BOX]),
                axis=theme.COUNTS,
            ),
            y2=alt.datum(0),
            tooltip=tooltip,
        )
    )
    inside = np.clip(values, edges[0], edges[-1])
    return _with_box(bars, Box.of(inside)), rows


def axis_of(
    title: str, edges: NDArray[np.float64], bins: Bins, labels: str = "plain"
) -> dict[str, Any]:
    """The axis of a binned number, from the first edge to the last."""
    low, high = float(edges[0]), float(edges[-1])
    if bins.kind == "powers":
        return theme.log_axis(title, low, high, labels)
    scale = alt.Scale(domain=[low, high], nice=False)
    return {"title": title, "scale": scale, "axis": alt.Axis(labelExpr=theme.LABELS[labels])}


def _with_box(bars: Any, box: Box) -> Any:
    base = theme.chart(pl.DataFrame([box._asdict()]))
    tooltip = [alt.Tooltip(f"{name}:Q", format=",.4~g") for name in Box._fields]
    y = alt.value(BOX)
    whisker = base.mark_rule(color=theme.SOFT).encode(x="low:Q", x2="high:Q", y=y)
    half = base.mark_bar(color=theme.ACCENT, height=14).encode(
        x="first:Q", x2="third:Q", y=y, tooltip=tooltip
    )
    middle = base.mark_tick(color=theme.CARD, thickness=3, height=14).encode(x="median:Q", y=y)
    return bars + whisker + half + middle
