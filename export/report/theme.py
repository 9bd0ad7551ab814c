"""How every chart looks.

Colors are names of the variables in colors.css, so that a chart follows its page from light to
dark without being drawn again; a picture gets the light ones put in.  Hues are those of Okabe and
Ito, which color-blind people can tell apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np
import polars as pl

from export.report.words import count

FONT = "system-ui, 'Liberation Sans', Arial, sans-serif"
MAIN, ACCENT, THIRD = "var(--main)", "var(--accent)", "var(--third)"
INK, SOFT, LINE, CARD = "var(--ink)", "var(--soft)", "var(--line)", "var(--card)"
STEPS, ON_STEPS, SIGNED, ON_SIGNED = (
    [f"var(--{name}{place})" for place in range(1, length + 1)]
    for name, length in (("step", 6), ("on-step", 6), ("signed", 7), ("on-signed", 7))
)
HEIGHT = 250
ROW = 24
"""Pixels of a chart, and of a row where each has a name."""

_QUIET = {"labelFont": FONT, "titleFont": FONT, "labelColor": SOFT, "titleColor": SOFT}
CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "aria": False,  # the figure around a chart says it once, in words
    "view": {"stroke": None},
    "axis": {
        **_QUIET,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
    },
    "axisX": {"labelFlush": True},
    "axisBand": {"labelFlush": False},
    "axisY": {"domain": False, "ticks": False},
    "legend": {
        **_QUIET,
        "orient": "top",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 240,
        "columns": {"expr": "width < 300 ? 2 : width < 420 ? 3 : 8"},
        "symbolType": "square",
        "symbolStrokeWidth": 0,
    },
    "bar": {"color": MAIN},
    "point": {"filled": True, "size": 90, "color": MAIN, "opacity": 1},
    "line": {"color": MAIN, "strokeWidth": 2},
    "text": {"font": FONT, "fontSize": 12, "color": INK},
    "rule": {"color": INK},
}

COUNTS = alt.Axis(labelExpr="format(datum.value, ',')", tickCount=5)
PERCENT = alt.Axis(labelExpr="datum.value > 1 ? '' : format(datum.value, '.0%')", tickCount=5)
_SI = "replace(format(datum.value, datum.value < 1 ? '~g' : '~s'), 'G', 'B')"
LABELS: dict[str, str] = {"plain": _SI, "dollars": f"'$' + {_SI}", "ratio": f"{_SI} + '×'"}


def chart(rows: pl.DataFrame, height: int = HEIGHT) -> Any:
    """An empty chart of aggregated rows, as wide as its container."""
    data = alt.InlineData(values=rows.to_dicts())
    return alt.Chart(data, width="container", height=height)


def log_axis(
    title: str, low: float, high: float, labels: str = "plain", **scale: Any
) -> dict[str, Any]:
    """Axis and scale of a column in powers of ten, with a tick and a label at each power."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    step = 1 + (last - first) // 7
    ticks = [10.0**power for power in range(first, last + 1, step)]
    axis = alt.Axis(values=ticks, labelExpr=LABELS[labels], grid=True)
    return {
        "title": title,
        "axis": axis,
        "scale": alt.Scale(type="log", domain=[low, high], nice=False, **scale),
    }


def bars(
    rows: pl.DataFrame, label: str, value: str, title: str, format: Callable[[float], str] = count
) -> Any:
    """A bar for each row, with its label on the left and its number, by `format`, at the end."""
    texts = pl.Series("said", [format(number) for number in rows[value]], pl.String)
    base = chart(rows.with_columns(texts), ROW * max(len(rows), 1))
    y = alt.Y(f"{label}:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, labelColor=INK))
    room = alt.Scale(domainMax=_room(rows[value]))
    percent = rows[value].dtype.is_float()
    axis = PERCENT if percent else COUNTS
    x = alt.X(f"{value}:Q", title=title, scale=room, axis=axis)
    bar = base.mark_bar(color=MAIN, height={"band": 0.72}).encode(x=x, y=y)
    text = base.mark_text(align="left", dx=5).encode(x=x, y=y, text="said:N")
    return bar + text


def _room(values: pl.Series) -> float:
    """The end of an axis that leaves room for a number behind the longest bar."""
    longest = values.max()
    return 1.3 * float(longest) if isinstance(longest, int | float) and longest > 0 else 1.0


def classed(
    rows: pl.DataFrame, value: str, bounds: Sequence[float], format: Callable[[float], str]
) -> pl.DataFrame:
    """The rows with the name of the class that each number falls into, as `class`."""
    names = class_names(bounds, format)
    places = np.searchsorted(np.asarray(bounds), rows[value].to_numpy(), side="right")
    return rows.with_columns(pl.Series("class", [names[place] for place in places], pl.String))


def class_names(bounds: Sequence[float], format: Callable[[float], str]) -> list[str]:
    """What classes are called: under the first bound, to the next one, from the last on."""
    between = (f"{format(low)} to {format(high)}" for low, high in pairwise(bounds))
    return [f"under {format(bounds[0])}", *between, f"{format(bounds[-1])} and more"]


def class_color(
    bounds: Sequence[float], format: Callable[[float], str], colors: Sequence[str], title: str
) -> alt.Color:
    """The color of a class, with a legend that names them all."""
    names = class_names(bounds, format)
    scale = alt.Scale(domain=names, range=list(colors[: len(names)]))
    return alt.Color("class:N", title=title, scale=scale)
