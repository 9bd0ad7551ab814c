"""Columns whose cells are lists of rows of another table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import Column, Parts, offsets_of

R = TypeVar("R", bound=int)


class Edges(Column[Sequence[R]]):
    """A list of rows of another table for each row (compressed sparse rows)."""

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
        """`column[row]` as a function, for loops that read many cells."""
        cells, begins = self._cells, self._begins
        return lambda row: cells[begins[row] : begins[row + 1]].tolist()  # type: ignore[return-value]  # rows are ints

    def array(self, row: int) -> NDArray[np.int32]:
        """The cell as an array."""
        return self.rows[self._begins[row] : self._begins[row + 1]]

    def lists(self) -> list[Sequence[R]]:
        """Every cell."""
        return [self[row] for row in range(len(self))]

    @classmethod
    def of(cls, cells: Sequence[Sequence[int]]) -> Edges[R]:
        """Store one list of rows a row."""
        rows = np.array([row for cell in cells for row in cell], dtype=np.int32)
        return cls({"rows": rows, "offsets": offsets_of([len(cell) for cell in cells])})

    @classmethod
    def pairs(cls, owners: NDArray[Any], rows: NDArray[Any], length: int) -> Edges[R]:
        """Store (owner, row) pairs, in their order within an owner, for owners 0 … `length` - 1."""
        order = np.argsort(owners, kind="stable")
        lengths = np.bincount(owners, minlength=length)
        return cls({"rows": rows[order].astype(np.int32), "offsets": offsets_of(lengths)})


class Run(Column[Sequence[R]]):
    """For each row an unbroken run of rows of a table that is sorted by this one."""

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
        """Store one run a row; only the lengths count."""
        return cls({"offsets": offsets_of([len(cell) for cell in cells])})
