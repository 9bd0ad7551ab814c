"""The bars of a histogram, and the numbers of a box plot."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray


class Bins(NamedTuple):
    """How values are sorted into bars.

    Attributes
    ----------
    kind
        "steps": bars of the width `size`; "powers": `size` bars between two powers of ten.
    low, high
        Quantiles, 0 to 1; values beyond them count in the first or the last bar.
    """

    kind: Literal["steps", "powers"]
    size: float
    low: float = 0.0
    high: float = 1.0

    def edges(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The edges of the bars, one more than there are bars."""
        low, high = np.quantile(values, [self.low, self.high])
        if self.kind == "powers":
            low, high = math.log10(low) * self.size, math.log10(high) * self.size
        else:
            low, high = low / self.size, high / self.size
        places = np.arange(math.floor(low + 1e-9), math.floor(high + 1e-9) + 2)
        edges: NDArray[np.float64] = (
            10.0 ** (places / self.size) if self.kind == "powers" else places * self.size
        )
        return edges


class Box(NamedTuple):
    """The numbers of a box plot: the quantiles .05, .25, .5, .75 and .95."""

    low: float
    first: float
    median: float
    third: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Box:
        """The box of some values."""
        return cls(*map(float, np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])))


def histogram(values: NDArray[np.float64], edges: NDArray[np.float64]) -> pl.DataFrame:
    """How many values each bar holds: `from`, `to`, `films`."""
    inside = np.clip(values, edges[0], np.nextafter(edges[-1], 0))
    counts, _ = np.histogram(inside, edges)
    return pl.DataFrame({"from": edges[:-1], "to": edges[1:], "films": counts})
