"""Orders of rows: unknown values last whichever way, ties by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.columns import Column
from catalog.predicates import known

Rows = NDArray[np.int32]
Direction = int


def keys(column: Column[Any], direction: Direction) -> NDArray[np.float64]:
    """Numbers that ascend in the wanted order; NaN, which sorts last, where unknown."""
    values = column.values
    numbers = values.astype("int64" if values.dtype.kind == "M" else "float64").astype("float64")
    return np.where(known(values), direction * numbers, np.nan)


def order(column: Column[Any], direction: Direction) -> Rows:
    """Every row of the table in this order."""
    return np.argsort(keys(column, direction), kind="stable").astype(np.int32)


def arranged(rows: Rows, sort_keys: Sequence[NDArray[np.float64]]) -> Rows:
    """`rows`, which ascend, by the first of the keys, then the second, and so on."""
    return rows[np.lexsort([key[rows] for key in reversed(sort_keys)])]
