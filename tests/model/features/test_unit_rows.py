"""Dense rows of unit length."""

import numpy as np
import pytest

from model.features.unit_rows import unit_rows


def test_each_row_is_divided_by_its_length() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, -2.0]]))
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0, -1]]))


def test_a_row_of_nothing_but_rounding_becomes_empty() -> None:
    assert not unit_rows(np.array([[0.0, 0.0], [1e-9, 0.0]])).any()


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_numbers_stay_as_wide_as_they_are(kind: type[np.floating]) -> None:
    assert unit_rows(np.ones((1, 2), dtype=kind)).dtype == kind
