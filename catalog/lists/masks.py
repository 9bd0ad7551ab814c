"""Which films pass a filter: one boolean a film, made from whole columns at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges

Mask = NDArray[np.bool_]


def known(values: NDArray[Any]) -> Mask:
    """Where `values` is not null."""
    if values.dtype.kind == "i":
        return np.asarray(values != -1)
    return np.asarray(~np.isnan(values))


def within(column: Column[Any], low: Any | None, high: Any | None) -> Mask:
    """Where the column is known and from `low` to `high`, both included."""
    values = column.values
    mask = known(values)
    if low is not None:
        mask &= values >= low
    if high is not None:
        mask &= values <= high
    return mask


def among(column: Column[Any], values: Iterable[int]) -> Mask:
    """Where the column's number or code is one of `values`."""
    return np.isin(column.values, list(values))


def filled(column: Column[Any]) -> Mask:
    """Where the column of texts is not null."""
    return np.asarray(np.diff(column.parts["offsets"]) > 0)


def listed(edges: Edges[Any], rows: Sequence[int], count: int) -> Mask:
    """Which of `count` films any of the `rows` lists."""
    mask = np.zeros(count, dtype=bool)
    for row in rows:
        mask[edges.rows[edges.offsets[row] : edges.offsets[row + 1]]] = True
    return mask


def credited(edges: Edges[Any], films: Column[Any], people: Sequence[int], count: int) -> Mask:
    """Which of `count` films any of the `people` has a credit in.

    Parameters
    ----------
    edges
        The credits of each person.
    films
        The film of each credit.
    """
    mask = np.zeros(count, dtype=bool)
    for person in people:
        credits = edges.rows[edges.offsets[person] : edges.offsets[person + 1]]
        mask[films.values[credits]] = True
    return mask
