"""Columns whose cells are lists of rows of another table: any rows, or rows in sequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import Column, Parts, offsets_of

R = TypeVar("R", bound=int)


class Edges(Column[Sequence[R]]):
    """A list of rows of another table for each row, as compressed sparse rows (CSR)."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.rows, self.offsets = parts["rows"], parts["offsets"]
        self._cells, self._begins = self.rows.data, self.offsets.data

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> Sequence[R]:
        return self._cells[self._begins[row] : self._begins[row + 1]].tolist()  # type: ignore[return-value]  # rows are ints

    @property
    def reader(self) -> Callable[[int], Sequence[R]]:
        """A function that does the same as ``column[row]``, but faster in loops."""
        cells, begins = self._cells, self._begins
        return lambda row: cells[begins[row] : begins[row + 1]].tolist()  # type: ignore[return-value]  # rows are ints

    def array(self, row: int) -> NDArray[np.int32]:
        """The list of a row, as an array."""
        return self.rows[self._begins[row] : self._begins[row + 1]]

    def lists(self) -> list[Sequence[R]]:
        """The lists of all rows."""
        return [self[row] for row in range(len(self))]

    @classmethod
    def of(cls, cells: Sequence[Sequence[int]]) -> Edges[R]:
        """The column of these lists, one for each row."""
        rows = np.array([row for cell in cells for row in cell], dtype=np.int32)
        return cls({"rows": rows, "offsets": offsets_of([len(cell) for cell in cells])})

    @classmethod
    def of_pairs(cls, owners: NDArray[Any], rows: NDArray[Any], length: int) -> Edges[R]:
        """The column of (owner, row) pairs; the rows of an owner keep their order.

        Parameters
        ----------
        owners, rows
            Two arrays of shape (n_pairs,).
        length
            How many owners there are: 0 … length - 1.
        """
        order = np.argsort(owners, kind="stable")
        lengths = np.bincount(owners, minlength=length)
        return cls({"rows": rows[order].astype(np.int32), "offsets": offsets_of(lengths)})


class Run(Column[Sequence[R]]):
    """A run of consecutive rows for each row: of a table that is sorted by this table."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.offsets = parts["offsets"]
        self._begins = self.offsets.data

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> Sequence[R]:
        return range(self._begins[row], self._begins[row + 1])  # type: ignore[return-value]  # rows are ints

    @classmethod
    def of(cls, cells: Sequence[Sequence[int]]) -> Run[R]:
        """The column of these runs, one for each row; only their lengths are stored."""
        return cls({"offsets": offsets_of([len(cell) for cell in cells])})
