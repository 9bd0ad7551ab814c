"""Columns: arrays that hold the cells of a table by row number.

In a column of numbers null is a value of the array (-1, NaN or NaT) that no comparison with a
range matches.  Columns are read-only, so threads share them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.storage.cell_types import Number

T_co = TypeVar("T_co", covariant=True)
Parts = Mapping[str, NDArray[Any]]


class Column(Generic[T_co]):
    """The cells of one column, by row number.

    If a cell is one number, day, flag, row or code, `values` has those of all rows, of shape
    (n_rows,).

    Parameters
    ----------
    parts
        The arrays that the column consists of, by name; in memory or memory-mapped.
    """

    values: NDArray[Any]

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def __len__(self) -> int:
        raise NotImplementedError

    def __getitem__(self, row: int) -> T_co:
        raise NotImplementedError

    @property
    def reader(self) -> Callable[[int], T_co]:
        """A function that does the same as ``column[row]``, but faster in loops."""
        return self.__getitem__

    @property
    def cells(self) -> Callable[[int], Any]:
        """A function that gives the number of a row as it is in `values`, null included."""
        cell: Callable[[int], Any] = self.values.data.__getitem__
        return cell


class NumberColumn(Column[T_co]):
    """Numbers, days, flags and references to rows: one value of fixed width for each row."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.values = parts["values"]
        self._cells: Any = self.values if self.values.dtype.kind == "M" else self.values.data

    def __len__(self) -> int:
        return len(self.values)

    @property
    def cells(self) -> Callable[[int], Any]:
        """A function that gives the number of a row as it is in `values`, null included."""
        cell: Callable[[int], Any] = self._cells.__getitem__
        return cell

    def __getitem__(self, row: int) -> T_co:
        value: Any = self._cells[row]
        if isinstance(value, np.datetime64):
            value = value.item()
        unknown = math.isnan(value) if isinstance(value, float) else value == -1
        return None if unknown else value  # type: ignore[return-value]  # null only where declared

    @classmethod
    def of(cls, number: Number, cells: Sequence[Any]) -> NumberColumn[T_co]:
        """The column of `cells`; None is null."""
        known = [number.null if cell is None else cell for cell in cells]
        return cls({"values": np.array(known, dtype=number.dtype)})


class ChoiceColumn(Column[T_co]):
    """Members of an enum, stored as their position in it; -1 is null."""

    def __init__(self, parts: Parts, choices: type[Enum]) -> None:
        super().__init__(parts)
        self.values = parts["values"]
        self._codes = self.values.data
        self.choices: list[Any] = [*choices, None]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, row: int) -> T_co:
        return self.choices[self._codes[row]]  # type: ignore[no-any-return]  # -1 is the last: None

    @classmethod
    def of(cls, choices: type[Enum], cells: Sequence[Enum | None]) -> ChoiceColumn[T_co]:
        """The column of `cells`; None is null."""
        code_of = {choice: code for code, choice in enumerate(choices)}
        codes = [-1 if cell is None else code_of[cell] for cell in cells]
        return cls({"values": np.array(codes, dtype=np.int8)}, choices)


def offsets_of(lengths: Sequence[int] | NDArray[Any]) -> NDArray[np.int64]:
    """Where each of n pieces begins if they follow one another, and the end: shape (n + 1,)."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
