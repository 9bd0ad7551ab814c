"""Columns that two programs made are told apart by their cells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks.build.digest import differing, digest


def test_the_kind_of_a_number_and_of_a_null_does_not_count() -> None:
    assert digest([1, None, True, "x"]) == digest([np.float64(1), float("nan"), 1, "x"])


@pytest.mark.parametrize("other", [[1, 2, None], [2, 1], [1, 2.5], [1, None], ["1", 2]])
def test_another_cell_order_or_length_counts(other: list[Any]) -> None:
    assert digest([1, 2]) != digest(other)


def test_the_columns_that_differ_or_are_missing_are_named() -> None:
    ours = {"movies.title": "a", "movies.year": "b", "cast.order": "c"}
    theirs = {"movies.title": "a", "movies.year": "x", "crew.job": "y"}
    assert differing(ours, theirs) == ["crew.job", "movies.year"]
