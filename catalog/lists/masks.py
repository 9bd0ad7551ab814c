"""Masks: for each film whether it passes one condition, computed over whole columns at once.

A mask is an array of booleans of shape (n_movies,).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges

Mask = NDArray[np.bool_]


def known(values: NDArray[Any]) -> Mask:
    """Where `values` of a number column are not null."""
    if values.dtype.kind == "i":
        return np.asarray(values != -1)
    return np.asarray(~np.isnan(values))


def between(column: Column[Any], low: Any | None, high: Any | None) -> Mask:
    """Where the column is known and from `low` to `high`, both included; None is no bound."""
    values = column.values
    mask = known(values)
    if low is not None:
        mask &= values >= low
    if high is not None:
        mask &= values <= high
    return mask


def is_in(column: Column[Any], values: Iterable[int]) -> Mask:
    """Where the number or code in the column is one of `values`."""
    return np.isin(column.values, list(values))


def has_text(column: Column[Any]) -> Mask:
    """Where the column of texts is not null."""
    return np.asarray(np.diff(column.parts["offsets"]) > 0)


def listed_by(edges: Edges[Any], rows: Sequence[int], count: int) -> Mask:
    """Which films at least one of the `rows` lists.

    Parameters
    ----------
    edges
        The films of each row.
    rows
        Rows of the table that `edges` belongs to, e.g. genres.
    count
        How many films there are.
    """
    mask = np.zeros(count, dtype=bool)
    for row in rows:
        mask[edges.rows[edges.offsets[row] : edges.offsets[row + 1]]] = True
    return mask


def credited_to(edges: Edges[Any], movies: Column[Any], people: Sequence[int], count: int) -> Mask:
    """Which films at least one of the `people` has a credit in.

    Parameters
    ----------
    edges
        The credits of each person.
    movies
        The film of each credit.
    people
        Rows of people.
    count
        How many films there are.
    """
    mask = np.zeros(count, dtype=bool)
    for person in people:
        credits = edges.rows[edges.offsets[person] : edges.offsets[person + 1]]
        mask[movies.values[credits]] = True
    return mask
