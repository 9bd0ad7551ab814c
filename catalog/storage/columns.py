"""Columns: arrays that give the cells of a table by row number.

Numbers keep null inside the array (-1, NaN or NaT), so that a comparison of the whole array never
matches an unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

import numpy as np
import orjson
from numpy.typing import NDArray

from catalog.storage.cell_types import Number

T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R", bound=int)
Parts = Mapping[str, NDArray[Any]]


class Column(Generic[T_co]):
    """Cells of one column, by row number.

    Where a cell is a number, a day, a flag, a row or a code, `values` holds those of all rows.
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
        """`column[row]` as a function, for loops that read many cells."""
        return self.__getitem__

    @property
    def cells(self) -> Callable[[int], Any]:
        """The function that gives the number of a row; null is what stands for it in `values`."""
        cell: Callable[[int], Any] = self.values.data.__getitem__
        return cell


class NumberColumn(Column[T_co]):
    """Numbers, days, flags and references to rows: one fixed-width value a row."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.values = parts["values"]
        self._cells: Any = self.values if self.values.dtype.kind == "M" else self.values.data

    def __len__(self) -> int:
        return len(self.values)

    @property
    def cells(self) -> Callable[[int], Any]:
        """The function that gives the number of a row; null is what stands for it in `values`."""
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
        """Store `cells`; a None among them is null."""
        known = [number.null if cell is None else cell for cell in cells]
        return cls({"values": np.array(known, dtype=number.dtype)})


class TextColumn(Column[T_co]):
    """Texts; the empty one is null, since an unknown is never "".

    They are kept as the JSON that leaves the process, one cell after the other.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.json, self.offsets = parts["json"], parts["offsets"]
        self._cells, self._begins = self.json.data, self.offsets.data

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> T_co:
        begin, end = self._begins[row], self._begins[row + 1]
        if begin == end:
            return None  # type: ignore[return-value]  # null only where declared
        return orjson.loads(self._cells[begin:end])  # type: ignore[no-any-return]  # T is str

    @property
    def writer(self) -> Callable[[int], str]:
        """The function that gives the cell of a row as JSON, each byte of it as a character."""
        cells, begins = self._cells, self._begins

        def written(row: int) -> str:
            return str(cells[begins[row] : begins[row + 1]], "latin-1") or "null"

        return written

    def texts(self) -> list[T_co]:
        """Every cell."""
        return [self[row] for row in range(len(self))]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> TextColumn[T_co]:
        """Store `cells`; None is null."""
        written, lengths = bytearray(), []
        for cell in cells:  # each is let go at once, since orjson takes a kilobyte for every text
            encoded = orjson.dumps(cell) if cell else b""
            written += encoded
            lengths.append(len(encoded))
        return cls(
            {
                "json": np.frombuffer(written, dtype=np.uint8),
                "offsets": offsets_of(lengths),
            }
        )


class LabelColumn(Column[T_co]):
    """Texts of which there are few, e.g. departments; code -1 is null."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.values = parts["values"]
        self._codes = self.values.data
        labels: TextColumn[Any] = TextColumn(
            {"json": parts["label_json"], "offsets": parts["label_offsets"]}
        )
        self.labels: list[Any] = [*(labels[code] for code in range(len(labels))), None]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, row: int) -> T_co:
        return self.labels[self._codes[row]]  # type: ignore[no-any-return]  # -1 is the last: None

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> LabelColumn[T_co]:
        """Store `cells`; None is null."""
        names = sorted({cell for cell in cells if cell})
        code_of: dict[str | None, int] = {name: code for code, name in enumerate(names)}
        labels: TextColumn[Any] = TextColumn.of(names)
        dtype = np.int16 if len(names) <= np.iinfo(np.int16).max else np.int32
        return cls(
            {
                "values": np.array([code_of.get(cell, -1) for cell in cells], dtype=dtype),
                "label_json": labels.json,
                "label_offsets": labels.offsets,
            }
        )


class ChoiceColumn(Column[T_co]):
    """Members of an enum, as their position in it; -1 is null."""

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
        """Store `cells`; None is null."""
        code_of = {choice: code for code, choice in enumerate(choices)}
        codes = [-1 if cell is None else code_of[cell] for cell in cells]
        return cls({"values": np.array(codes, dtype=np.int8)}, choices)


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

    def rows_of(self, row: int) -> NDArray[np.int32]:
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


def offsets_of(lengths: Sequence[int] | NDArray[Any]) -> NDArray[np.int64]:
    """Where each piece begins when pieces of these `lengths` stand one after the other."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
