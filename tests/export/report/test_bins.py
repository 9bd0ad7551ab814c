"""Bars of histograms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.report.bins import Bins, Box, histogram

VALUES = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=50).map(np.array)
EVERY = [Bins("powers", 5), Bins("steps", 0.5), Bins("powers", 4, 0.01, 0.99)]


@pytest.mark.parametrize("bins", [EVERY[0], EVERY[2]])
@given(values=VALUES)
def test_every_value_stands_in_one_bar(bins: Bins, values: np.ndarray) -> None:
    edges = bins.edges(values)
    assert (np.diff(edges) > 0).all()
    assert histogram(values, edges)["films"].sum() == len(values)


@given(values=VALUES)
def test_without_quantiles_no_value_is_moved(values: np.ndarray) -> None:
    edges = EVERY[0].edges(values)
    assert edges[0] <= values.min() * (1 + 1e-9)
    assert values.max() < edges[-1] * (1 + 1e-9)


def test_bars_begin_at_round_numbers() -> None:
    assert EVERY[1].edges(np.array([5.2, 6.0])).tolist() == [5.0, 5.5, 6.0, 6.5]
    assert Bins("powers", 1).edges(np.array([3.0, 250.0])).tolist() == [1, 10, 100, 1000]


def test_what_lies_beyond_stands_in_the_outermost_bars() -> None:
    values = np.array([1.0, *[100.0] * 98, 1e6])
    rows = histogram(values, Bins("powers", 1, 0.02, 0.98).edges(values))
    assert rows["films"].to_list() == [100]


def test_a_box_is_made_of_quantiles() -> None:
    assert Box.of(np.arange(101.0)) == Box(5, 25, 50, 75, 95)
