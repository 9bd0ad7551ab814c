"""The columns of a table several times over."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog import tables
from catalog.storage.columns import ChoiceColumn, Column, NumberColumn, offsets_of
from catalog.storage.list_columns import Edges, Run
from catalog.storage.table import ColumnSpec, Table
from catalog.storage.text_columns import LabelColumn, TextColumn

SINGLE: tuple[type[Table[Any]], ...] = (
    tables.Genres,
    tables.Tags,
    tables.Countries,
    tables.Languages,
)
"""Tables of which the world has no more, however many films there are."""


class TableCopies:
    """Makes the tables of a catalog that is `times` as large.

    Parameters
    ----------
    opened
        All tables of the catalog, since their lengths are what references are shifted by.
    """

    def __init__(self, opened: Mapping[type[Table[Any]], Table[Any]], times: int) -> None:
        self._times = times
        self._strides = {
            kind.row_type: 0 if kind in SINGLE else len(table) for kind, table in opened.items()
        }
        self._movies = len(opened[tables.Movies])

    def table(self, table: Table[Any]) -> Table[Any]:
        """Copy the rows of a table."""
        kind = type(table)
        if kind in SINGLE:
            return kind({name: self._single(table, name) for name in kind.columns()})
        made = {
            name: self._column(table, declared, table.column(name))
            for name, declared in kind.columns().items()
        }
        return kind.of(made)

    def _single(self, table: Table[Any], name: str) -> Column[Any]:
        """A column of a table that stays; only its films are more."""
        column = table.column(name)
        if isinstance(column, Edges):
            owners = np.repeat(np.arange(len(column)), np.diff(column.offsets))
            rows = self._shifted(column.rows, self._movies)
            return Edges.of_pairs(np.tile(owners, self._times), rows, len(column))
        if name == "movie_count":
            return NumberColumn({**column.parts, "values": column.values * self._times})
        return column

    def _column(self, table: Table[Any], declared: ColumnSpec, column: Column[Any]) -> Any:
        stride = self._strides.get(declared.kind, 0) if declared.is_reference else 0
        match column:
            case Edges():
                lengths = np.tile(np.diff(column.offsets), self._times)
                rows = self._shifted(column.rows, stride)
                return Edges({"rows": rows, "offsets": offsets_of(lengths)})
            case Run():
                return Run({"offsets": offsets_of(np.tile(np.diff(column.offsets), self._times))})
            case TextColumn():
                return self._texts(table, declared.name, column)
            case ChoiceColumn():
                return ChoiceColumn({"values": np.tile(column.values, self._times)}, declared.kind)
            case LabelColumn():
                return LabelColumn({**column.parts, "values": np.tile(column.values, self._times)})
        return NumberColumn({"values": self._numbers(declared, column.values, stride)})

    def _numbers(self, declared: ColumnSpec, values: NDArray[Any], stride: int) -> NDArray[Any]:
        if declared.is_reference:
            return self._shifted(values, stride)
        if declared.name in ("number", "tmdb_id"):
            unknown = np.tile(values == -1, self._times)
            return np.where(unknown, -1, self._keys(values)).astype(values.dtype)
        if declared.name.endswith("_rank"):
            # A copy's name is the name and a number, so it comes right after it in the alphabet.
            return np.concatenate([values * self._times + copy for copy in range(self._times)])
        return np.tile(values, self._times)

    def _shifted(self, values: NDArray[Any], stride: int) -> NDArray[Any]:
        """The values over and over, each time larger by `stride`; -1 stays."""
        copies = np.tile(values, self._times)
        shifts = np.repeat(np.arange(self._times) * stride, len(values)).astype(values.dtype)
        return np.where(copies == -1, copies, copies + shifts)

    def _texts(self, table: Table[Any], name: str, column: TextColumn[Any]) -> Sequence[str | None]:
        """Ids and names get the number of their copy; other texts are what they were."""
        cells = [column[row] for row in range(len(column))]
        if name == "id":
            return self._global_ids(table)
        if name == "imdb_id":
            stride = 10 ** max((len(cell) - 2 for cell in cells if cell), default=7)
            return self._each(cells, lambda cell, copy: f"tt{int(cell[2:]) + copy * stride:07}")
        if name == table.key_name or name in tables.NAME_COLUMNS.get(type(table), ()):
            return self._each(cells, lambda cell, copy: f"{cell} {copy + 1}")
        return cells * self._times

    def _each(
        self, cells: Sequence[str | None], other: Callable[[str, int], str]
    ) -> list[str | None]:
        made = list(cells)
        for copy in range(1, self._times):
            made += [None if cell is None else other(cell, copy) for cell in cells]
        return made

    def _keys(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """The numbers, and as many new ones as there are copies, one after the other."""
        begin = int(numbers.max(initial=0)) + 1
        new = np.arange(begin, begin + (self._times - 1) * len(numbers), dtype=np.int64)
        if len(new) and new[-1] > np.iinfo(numbers.dtype).max:
            raise OverflowError(f"no numbers are left for {self._times} copies")
        return np.concatenate([numbers, new.astype(numbers.dtype)])

    def _global_ids(self, table: Table[Any]) -> list[str]:
        numbers = self._keys(table.column(table.key_name).values).tolist()
        type_name = table.type_name()
        return [base64.b64encode(f"{type_name}:{n}".encode()).decode() for n in numbers]
