"""The nearest films of a sample of films."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.build.nearest import COUNT, SAMPLE, agreement, nearest


def test_neighbors_are_named_by_tmdb_number_without_the_film_itself() -> None:
    neighbors = np.array([[0, 2, 1], [1, 0, -1], [0, 1, 2]])
    assert nearest([10, 20, 30], neighbors) == {"10": [30, 20], "20": [10], "30": [10, 20]}


def test_of_many_films_and_neighbors_only_some_are_looked_at() -> None:
    count = 3 * SAMPLE
    neighbors = (np.arange(count)[:, None] + np.arange(1, 2 * COUNT)) % count
    found = nearest(list(range(count)), neighbors)
    assert len(found) == SAMPLE
    assert found["3"] == list(range(4, 4 + COUNT))


def test_agreement_is_the_mean_share_whatever_the_order() -> None:
    one = {"1": [2, 3], "2": [1, 3], "3": []}
    assert agreement(one, {"1": [3, 2], "2": [4, 1], "3": [1]}) == pytest.approx(0.75)
