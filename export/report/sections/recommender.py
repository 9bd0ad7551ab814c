"""The weights of the recommender's signals, and its evaluation."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from catalog.enums import Basis, Signal
from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import listed, number, share

EARLIER = "earlier service"
MAIN_FIGURE = "ipw"
NOT_QUALITY = ("popularity", "hubness", "self_recommendation")
"""Figures that are neither better high nor low."""
COLORS = [theme.SOFT, theme.THIRD, theme.MAIN, theme.ACCENT]
LEARNED = ("TASTE", "AUDIENCE")
"""Signals that are learned from ratings."""
COMMAND = "python main.py evaluate --users users.csv"


def recommender(data: ReportData) -> Section:
    """The weights of the signals and, once it was measured, the figures of quality."""
    model = data.model
    weights = _weights(data)
    if not model.metrics:
        words = (
            "The recommender of this snapshot has not been evaluated yet. If the catalog has "
            f"ratings, {COMMAND} does that."
        )
        return Section("recommender", "How well it recommends", words, (weights,))
    words = (
        "Measured on users whom the model had not seen: each list is compared with the films that "
        "the user liked. For comparison, the figures of the model of the earlier service. 1 is the "
        "best possible value."
    )
    return Section("recommender", "How well it recommends", words, (_metrics(data), weights))


def _weights(data: ReportData) -> Figure:
    content = [s for s in data.model.signals if s.signal.name not in LEARNED]
    signals = [s for s in content if s.dimensions or s.signal is not Signal.TAG]
    rows = pl.DataFrame(
        {"signal": [s.signal.name.lower() for s in signals], "weight": [s.weight for s in signals]},
        schema={"signal": pl.String, "weight": pl.Float64},
    ).sort("weight", descending=True, maintain_order=True)
    first, second, *_ = [*rows.rows(), ("", 0), ("", 0)]
    reading = (
        f"{len(rows)} content signals make two films similar; {first[0]} weighs most "
        f"({first[1]:.0%}), then {second[0]} "
        f"({second[1]:.0%}). The blend adds what audiences liked."
    )
    return Figure(
        "signals",
        "What makes films similar",
        reading,
        theme.bars(rows, "signal", "weight", "weight", lambda part: share(part, 1)),
        rows,
        wide=True,
    )


def _metrics(data: ReportData) -> Figure:
    found = []
    for metric in data.model.metrics:
        basis, _, name = metric.name.partition(" ")
        if name not in NOT_QUALITY:
            found.append((name, basis, metric.value, metric.description))
            if basis == Basis.CONTENT.value and metric.baseline is not None:
                found.append((name, EARLIER, metric.baseline, metric.description))
    rows = pl.DataFrame(found, schema=["figure", "model", "value", "meaning"], orient="row")
    value = {(figure, model): at for figure, model, at, _ in found}
    ours = [f"{basis.value} has {value[MAIN_FIGURE, basis.value]:.3f}" for basis in Basis]
    before = value.get((MAIN_FIGURE, EARLIER))
    beside = f", the earlier service {before:.3f}" if before is not None else ""
    times = (
        f" ({number(value[MAIN_FIGURE, Basis.BLEND.value] / before)} times as much for blend)"
        if before
        else ""
    )
    siblings = value["collection", Basis.TASTE.value]
    reading = (
        "In the main figure, NDCG@10 with more weight on films that few like, "
        f"{listed(ours)}{beside}{times}. "
        f"By taste, the first ten include {siblings:.0%} of the films of the same collection."
    )
    shown = rows.with_columns(pl.col("figure").str.replace_all("_", " "))
    return Figure(
        "metrics",
        "Quality compared with the earlier service",
        reading,
        _chart(shown),
        rows,
        wide=True,
    )


def _chart(rows: pl.DataFrame) -> Any:
    names = [EARLIER, *(basis.value for basis in Basis)]
    base = theme.chart(rows, 34 * rows["figure"].n_unique()).encode(
        y=alt.Y("figure:N", sort=None, title=None, axis=alt.Axis(labelColor=theme.INK, grid=True))
    )
    return base.mark_point(size=110).encode(
        x=alt.X(
            "value:Q",
            title="0 to 1",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(tickCount=5, format=".1f"),
        ),
        color=alt.Color(
            "model:N",
            title=None,
            scale=alt.Scale(
                domain=names, range=[theme.SOFT, theme.THIRD, theme.MAIN, theme.ACCENT]
            ),
        ),
        shape=alt.Shape(
            "model:N",
            title=None,
            scale=alt.Scale(domain=names, range=["diamond", "triangle-up", "circle", "square"]),
        ),
        tooltip=["figure:N", "model:N", alt.Tooltip("value:Q", format=".3f"), "meaning:N"],
    )
