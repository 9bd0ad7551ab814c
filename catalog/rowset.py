"""A set of rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.predicates import Mask


class RowSet:
    """Rows, as a mask of the whole table or in ascending order; each is made when it is needed.

    A few rows of a large table are best kept as rows, and most of them as a mask.
    """

    def __init__(
        self, length: int, *, mask: Mask | None = None, rows: NDArray[Any] | None = None
    ) -> None:
        self._length = length
        if mask is not None:
            self.mask = mask
        if rows is not None:
            self.rows = rows

    @cached_property
    def mask(self) -> Mask:
        """Whether each row of the table belongs to the set."""
        mask = np.zeros(self._length, dtype=bool)
        mask[self.rows] = True
        return mask

    @cached_property
    def rows(self) -> NDArray[Any]:
        """The rows, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows) if self.listed else int(np.count_nonzero(self.mask))

    @property
    def few(self) -> bool:
        """Whether they are so few that a look at each is cheaper than one at the table."""
        return few(self.count, self._length)

    @property
    def listed(self) -> bool:
        """Whether the rows are at hand."""
        return "rows" in vars(self)

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
    kept = [each.mask.take(smallest.rows) for each in sets if each is not smallest]
    return RowSet(length, rows=smallest.rows.compress(reduce(and_, kept))) if kept else smallest
