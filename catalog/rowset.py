"""A set of rows of a table."""

from __future__ import annotations

from functools import cached_property
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
        return len(self.rows) if "rows" in vars(self) else int(np.count_nonzero(self.mask))

    @property
    def few(self) -> bool:
        """Whether they are so few that a look at each is cheaper than one at the table."""
        return self.count * 16 < self._length

    def within(self, other: RowSet) -> RowSet:
        """Those that belong to `other`, too."""
        if "rows" in vars(self):
            return RowSet(self._length, rows=self.rows[other.mask[self.rows]])
        return RowSet(self._length, mask=self.mask & other.mask)
