"""What the recommender is made of and how well it does."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from catalog.enums import Mode
from export.report import theme
from export.report.figure import Figure, Section
from export.report.films import Films
from export.report.words import listed, number, share

EARLIER = "earlier service"
MAIN_FIGURE = "ipw"
NOT_QUALITY = ("popularity", "self_recommendation")
"""Figures that are neither better high nor low."""
COMMAND = "python main.py evaluate --users users.csv"


def recommender(films: Films) -> Section:
    """The weights of the signals and, once it was measured, the figures of quality."""
    model = films.model
    weights = _weights(films)
    if not model.metrics:
        words = (
            "Nobody has measured the recommender of this snapshot yet; where there are ratings, "
            f"{COMMAND} does."
        )
        return Section("recommender", "How well it recommends", words, (weights,))
    words = (
        "Measured on users whom the model had not seen, each list against the films that they "
        "liked; beside it the model of the "
        "service that this one replaces. 1 is the best that can be."
    )
    return Section("recommender", "How well it recommends", words, (_metrics(films), weights))


def _weights(films: Films) -> Figure:
    signals = [s for s in films.model.signals if s.signal.name != "AUDIENCE"]
    rows = pl.DataFrame(
        {"signal": [s.signal.name.lower() for s in signals], "weight": [s.weight for s in signals]},
        schema={"signal": pl.String, "weight": pl.Float64},
    ).sort("weight", descending=True, maintain_order=True)
    first, second, *_ = [*rows.rows(), ("", 0), ("", 0)]
    reading = (
        f"{len(rows)} signals of content make two films alike; {first[0]} weighs most "
        f"({first[1]:.0%}), then {second[0]} "
        f"({second[1]:.0%}). What audiences liked comes on top in the blend."
    )
    return Figure(
        "signals",
        "What makes films alike",
        reading,
        theme.bars(rows, "signal", "weight", "weight", lambda part: share(part, 1)),
        rows,
        wide=True,
    )


def _metrics(films: Films) -> Figure:
    found = []
    for metric in films.model.metrics:
        mode, _, name = metric.name.partition(" ")
        if name not in NOT_QUALITY:
            found.append((name, mode, metric.value, metric.description))
            if mode == Mode.CONTENT.value and metric.baseline is not None:
                found.append((name, EARLIER, metric.baseline, metric.description))
    rows = pl.DataFrame(found, schema=["figure", "model", "value", "meaning"], orient="row")
    value = {(figure, model): at for figure, model, at, _ in found}
    ours = [f"{mode.value} has {value[MAIN_FIGURE, mode.value]:.3f}" for mode in Mode]
    before = value.get((MAIN_FIGURE, EARLIER))
    beside = f", the earlier service {before:.3f}" if before is not None else ""
    times = (
        f" ({number(value[MAIN_FIGURE, Mode.BLEND.value] / before)} times as much for blend)"
        if before
        else ""
    )
    siblings = value["collection", Mode.CONTENT.value]
    reading = (
        "In the main figure, NDCG@10 in which rare films count more, "
        f"{listed(ours)}{beside}{times}. "
        f"By content, {siblings:.0%} of the films of the same collection are among the first ten."
    )
    shown = rows.with_columns(pl.col("figure").str.replace_all("_", " "))
    return Figure(
        "metrics", "Quality beside the earlier service", reading, _chart(shown), rows, wide=True
    )


def _chart(rows: pl.DataFrame) -> Any:
    names = [EARLIER, *(mode.value for mode in Mode)]
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
            scale=alt.Scale(domain=names, range=[theme.SOFT, theme.MAIN, theme.ACCENT]),
        ),
        shape=alt.Shape(
            "model:N",
            title=None,
            scale=alt.Scale(domain=names, range=["diamond", "circle", "square"]),
        ),
        tooltip=["figure:N", "model:N", alt.Tooltip("value:Q", format=".3f"), "meaning:N"],
    )
