"""Weighted pairs as a matrix."""

from __future__ import annotations

import numpy as np

from model.features.heaviest import heaviest


def test_of_several_weights_for_a_cell_the_heaviest_stays() -> None:
    rows, columns = np.array([1, 0, 1, 1]), np.array([0, 2, 0, 1])
    matrix = heaviest(rows, columns, np.array([0.5, 0.25, 0.75, 0.125]), (2, 3))
    assert matrix.toarray().tolist() == [[0, 0, 0.25], [0.75, 0.125, 0]]
