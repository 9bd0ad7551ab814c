"""The chart of two numbers: a grid whose colors show how many films each cell holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import polars as pl
from numpy.typing import NDArray

from export.report import theme
from export.report.bins import Bins
from export.report.distribution import axis_of
from export.report.words import count

HEIGHT = 360


class Side(NamedTuple):
    """One of the two numbers: a short name, the title and labels of its axis, values and bins."""

    name: str
    title: str
    labels: str
    values: NDArray[np.float64]
    bins: Bins

    @property
    def edges(self) -> NDArray[np.float64]:
        """Where its bins begin and end."""
        return self.bins.edges(self.values)


def heat(x: Side, y: Side, bounds: Sequence[int]) -> tuple[Any, pl.DataFrame]:
    """The chart, and its cells as a frame; colors change at the numbers of films in `bounds`."""
    cells = _cells(x, y)
    most = int(cells["films"].to_numpy().max())
    reached = [bound for bound in bounds if bound <= most] or bounds[:1]
    base = theme.chart(theme.classed(cells, "films", reached, count), HEIGHT)
    chart = base.mark_rect(stroke=theme.CARD, strokeWidth=1).encode(
        x=alt.X(f"{x.name} from:Q", **axis_of(x.title, x.edges, x.bins, x.labels)),
        x2=f"{x.name} to:Q",
        y=alt.Y(f"{y.name} from:Q", **axis_of(y.title, y.edges, y.bins, y.labels)),
        y2=f"{y.name} to:Q",
        color=theme.class_color(reached, count, theme.STEPS, "films"),
        tooltip=[alt.Tooltip(f"{name}:Q", format=",.3~g") for name in cells.columns],
    )
    return chart, cells


def _cells(x: Side, y: Side) -> pl.DataFrame:
    inside = [np.clip(s.values, s.edges[0], np.nextafter(s.edges[-1], 0)) for s in (x, y)]
    counts, _, _ = np.histogram2d(inside[0], inside[1], bins=[x.edges, y.edges])
    across, up = np.nonzero(counts)
    columns = {
        f"{x.name} from": x.edges[across],
        f"{x.name} to": x.edges[across + 1],
        f"{y.name} from": y.edges[up],
        f"{y.name} to": y.edges[up + 1],
    }
    return pl.DataFrame({**columns, "films": counts[across, up].astype(int)})
