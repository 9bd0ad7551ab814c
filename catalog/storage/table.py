"""Tables: a class declares the columns by its annotations, an instance is the open table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Generic,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np

from catalog.storage.cell_types import Label, Number, Text
from catalog.storage.columns import ChoiceColumn, Column, NumberColumn, Parts
from catalog.storage.list_columns import Edges, Run
from catalog.storage.text_columns import TextColumn

R = TypeVar("R", bound=int)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """The declaration of one column of a table.

    Parameters
    ----------
    shape
        `Column`, `LabelColumn`, `Edges` or `Run`.
    kind
        What a cell is: a `Number`, `Text` or `Label`, an enum, or the class of the rows that it
        refers to.
    nullable
        Whether a cell may be null.
    """

    name: str
    shape: type[Column[Any]]
    kind: Any
    nullable: bool

    @classmethod
    def read(cls, name: str, annotation: Any) -> ColumnSpec:
        """Read the declaration from an annotation such as ``Column[Minutes | None]``."""
        shape, (cell,) = get_origin(annotation), get_args(annotation)
        nullable = get_origin(cell) in (Union, UnionType)
        if nullable:
            cell = next(arm for arm in get_args(cell) if arm is not type(None))
        if get_origin(cell) is Annotated:
            cell = cell.__metadata__[0]
        return cls(name, shape, Number("bool") if cell is bool else cell, nullable)

    @property
    def is_reference(self) -> bool:
        """Whether its cells are rows of a table, or lists of them."""
        return isinstance(self.kind, type) and issubclass(self.kind, int)

    def type_name(self) -> str:
        """What the cells are, in words: a dtype, text, the name of an enum, or rows of a table."""
        if self.shape in (Edges, Run):
            return f"list of {self.kind.__name__}"
        if isinstance(self.kind, Number):
            return self.kind.dtype
        return "text" if isinstance(self.kind, Text | Label) else str(self.kind.__name__)

    def open(self, parts: Parts) -> Column[Any]:
        """The column over its stored arrays, which may be memory-mapped."""
        if self.shape is not Column:
            return self.shape(parts)
        if isinstance(self.kind, Text):
            return TextColumn(parts)
        if _is_enum(self.kind):
            return ChoiceColumn(parts, self.kind)
        return NumberColumn(parts)

    def of(self, cells: Sequence[Any] | Column[Any]) -> Column[Any]:
        """The column of these `cells`; a column is returned as it is.

        Raises
        ------
        ValueError
            A cell is null, but the column is not nullable.
        """
        if isinstance(cells, Column):
            return cells
        if not self.nullable and any(cell is None or cell == "" for cell in cells):
            raise ValueError(f"{self.name}: a null where the table allows none")
        made: Any = self.shape
        if self.shape is not Column:
            made = made.of(cells)
        elif isinstance(self.kind, Text):
            made = TextColumn.of(cells)
        elif _is_enum(self.kind):
            made = ChoiceColumn.of(self.kind, cells)
        else:
            number = self.kind if isinstance(self.kind, Number) else Number("int32", "row")
            made = NumberColumn.of(number, cells)
        column: Column[Any] = made
        return column


class Table(Generic[R]):
    """An open table; every annotation of a subclass declares a column.

    Subclasses say `name`, the name of the table in a snapshot, `row`, the class of its row numbers,
    and `key`, the column that it is sorted by.  The GraphQL type is called after the row class:
    ``Movie`` after `MovieRow`.
    """

    table_name: ClassVar[str]
    row_type: ClassVar[type[int]]
    key_name: ClassVar[str]

    def __init_subclass__(cls, *, name: str, row: type[int], key: str = "tmdb_id") -> None:
        cls.table_name, cls.row_type, cls.key_name = name, row, key

    @classmethod
    def type_name(cls) -> str:
        """The name of the GraphQL type of a row, e.g. ``Movie``."""
        return cls.row_type.__name__.removesuffix("Row")

    def __init__(self, columns: Mapping[str, Column[Any]]) -> None:
        vars(self).update(columns)
        lengths = {name: len(column) for name, column in columns.items()}
        if len(set(lengths.values())) > 1 or set(lengths) != set(self.columns()):
            raise ValueError(f"{self.table_name}: the columns do not fit together: {lengths}")
        self._length = next(iter(lengths.values()))

    def __len__(self) -> int:
        return self._length

    @classmethod
    @cache
    def columns(cls) -> Mapping[str, ColumnSpec]:
        """The declared columns by name, in the order of their declaration."""
        hints = get_type_hints(cls, include_extras=True)
        return {
            name: ColumnSpec.read(name, hint)
            for name, hint in hints.items()
            if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Column)
        }

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any] | Column[Any]]) -> Self:
        """The table of these cells: a sequence or a column for each column."""
        return cls({name: column.of(columns[name]) for name, column in cls.columns().items()})

    def column(self, name: str) -> Column[Any]:
        """The column called `name`."""
        found: Column[Any] = vars(self)[name]
        return found


def count_known(column: Column[Any]) -> int:
    """How many cells of `column` are not null."""
    match column:
        case TextColumn(offsets=offsets) | Edges(offsets=offsets) | Run(offsets=offsets):
            return int(np.count_nonzero(np.diff(offsets)))
        case Column(values=values) if values.dtype.kind == "i":
            return int(np.count_nonzero(values != -1))
        case Column(values=values) if values.dtype.kind == "f":
            return int(np.count_nonzero(~np.isnan(values)))
    return len(column)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)
