"""Sets of rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.lists.masks import Mask


class RowSet:
    """A set of rows: a mask over the whole table, or the rows themselves, ascending.

    A few rows of a large table are cheapest as rows, most of a table is cheapest as a mask.  The
    form that was not given is computed when it is first needed, and kept.  Threads may share a set:
    whichever computes the form computes the same, and nobody changes it.

    Parameters
    ----------
    length
        How many rows the table has.
    mask
        For each row of the table whether it belongs to the set, of shape (length,).
    rows
        The rows of the set, ascending, each once.  Give either `mask` or `rows`.
    """

    def __init__(
        self, length: int, *, mask: Mask | None = None, rows: NDArray[Any] | None = None
    ) -> None:
        self._length, self._mask, self._rows = length, mask, rows
        self._count = -1

    @property
    def mask(self) -> Mask:
        """For each row of the table whether it belongs to the set."""
        if self._mask is None:
            mask = np.zeros(self._length, dtype=bool)
            mask[self._rows] = True
            self._mask = mask
        return self._mask

    @property
    def rows(self) -> NDArray[Any]:
        """The rows of the set, ascending."""
        if self._rows is None:
            self._rows = np.flatnonzero(self.mask)
        return self._rows

    @property
    def count(self) -> int:
        """How many rows the set has."""
        if self._rows is not None:
            return len(self._rows)
        if self._count < 0:
            self._count = int(np.count_nonzero(self.mask))
        return self._count

    @property
    def is_small(self) -> bool:
        """Whether looking at each of its rows is cheaper than looking at the whole table."""
        return is_small(self.count, self._length)

    def copy(self) -> RowSet:
        """The same set; what is computed of the copy is not kept here."""
        return RowSet(self._length, mask=self._mask, rows=self._rows)

    @property
    def nbytes(self) -> int:
        """Bytes of the forms that are there."""
        return sum(form.nbytes for form in (self._mask, self._rows) if form is not None)

    @property
    def has_rows(self) -> bool:
        """Whether its rows are computed already."""
        return self._rows is not None


def is_small(count: int, length: int) -> bool:
    """Whether `count` rows are few in a table of `length` rows."""
    return count * 16 < length


def intersection(length: int, sets: Sequence[RowSet]) -> RowSet:
    """The rows that belong to every set; without sets, all `length` rows of the table.

    Where some sets have their rows, those of the smallest are looked up in the masks of the others.
    """
    with_rows = [each for each in sets if each.has_rows]
    if not with_rows:
        masks = [each.mask for each in sets]
        return RowSet(length, mask=reduce(and_, masks) if masks else np.ones(length, dtype=bool))
    smallest = min(with_rows, key=lambda each: each.count)
    rows = smallest.rows
    for each in sets:
        if each is not smallest:
            rows = rows.compress(each.mask.take(rows))
    return RowSet(length, rows=rows)
