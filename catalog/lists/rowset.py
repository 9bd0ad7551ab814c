"""A set of rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.lists.masks import Mask


class RowSet:
    """Rows, as a mask of the whole table or in ascending order; each is made when it is needed.

    A few rows of a large table are best kept as rows, and most of them as a mask.
    """

    def __init__(
        self, length: int, *, mask: Mask | None = None, rows: NDArray[Any] | None = None
    ) -> None:
        self._length, self._mask, self._rows = length, mask, rows
        self._count = -1

    @property
    def mask(self) -> Mask:
        """Whether each row of the table belongs to the set."""
        if self._mask is None:
            self._mask = np.zeros(self._length, dtype=bool)
            self._mask[self._rows] = True
        return self._mask

    @property
    def rows(self) -> NDArray[Any]:
        """The rows, ascending."""
        if self._rows is None:
            self._rows = np.flatnonzero(self.mask)
        return self._rows

    @property
    def count(self) -> int:
        """How many there are."""
        if self._rows is not None:
            return len(self._rows)
        if self._count < 0:
            self._count = int(np.count_nonzero(self.mask))
        return self._count

    @property
    def few(self) -> bool:
        """Whether they are so few that a look at each is cheaper than one at the table."""
        return few(self.count, self._length)

    @property
    def listed(self) -> bool:
        """Whether the rows are at hand."""
        return self._rows is not None

    def within(self, other: RowSet) -> RowSet:
        """Those that belong to `other`, too."""
        return common(self._length, [self, other])


def few(count: int, length: int) -> bool:
    """Whether `count` of `length` rows are few."""
    return count * 16 < length


def common(length: int, sets: Sequence[RowSet]) -> RowSet:
    """The rows that belong to all of the sets; the smallest that is listed is looked through."""
    listed = [each for each in sets if each.listed]
    if not listed:
        masks = [each.mask for each in sets]
        return RowSet(length, mask=reduce(and_, masks) if masks else np.ones(length, dtype=bool))
    smallest = min(listed, key=lambda each: each.count)
    rows = smallest.rows
    for each in sets:
        if each is not smallest:
            rows = rows.compress(each.mask.take(rows))
    return RowSet(length, rows=rows)
