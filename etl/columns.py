"""Polars series as columns of the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from catalog.storage.cell_types import Number, Text
from catalog.storage.columns import ChoiceColumn, Column, NumberColumn
from catalog.storage.table import ColumnSpec
from catalog.storage.text_columns import LabelColumn, TextColumn


def column(cells: pl.Series, declared: ColumnSpec) -> Column[Any]:
    """The column that a table declares, with these `cells`.

    Only texts become Python objects on the way; numbers stay in arrays.

    Raises
    ------
    ValueError
        A cell is null and the declaration does not allow it.
    """
    kind = declared.kind
    if not declared.nullable and cells.null_count():
        raise ValueError(f"{declared.name}: a null where the table allows none")
    if isinstance(kind, Text):
        return TextColumn.of(cells.to_list())
    if declared.shape is LabelColumn:
        labels = LabelColumn[Any].of(cells.drop_nulls().unique().to_list())
        codes = _codes(cells, labels.labels[:-1]).astype(labels.values.dtype)
        return LabelColumn({**labels.parts, "values": codes})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ChoiceColumn(
            {"values": _codes(cells, [c.value for c in kind]).astype(np.int8)}, kind
        )
    number = kind if isinstance(kind, Number) else Number("int32", "row")
    stored = pl.Series(np.empty(0, number.dtype)).dtype
    known = cells.fill_null(number.null) if stored.is_integer() else cells  # or NaN, NaT by itself
    return NumberColumn({"values": known.cast(stored).to_numpy()})


def _codes(cells: pl.Series, choices: Sequence[str]) -> NDArray[Any]:
    """The place of each cell among the choices; -1 for null."""
    places = cells.cast(pl.Enum(choices)).to_physical()
    return places.cast(pl.Int32).fill_null(-1).to_numpy()
