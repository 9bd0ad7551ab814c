"""Columns of the catalog as Polars series, and series as columns."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from catalog.columns import ChoiceColumn, Column, Edges, LabelColumn, NumberColumn, TextColumn
from catalog.table import Declared
from catalog.vocabulary import Number, Text


def cells(column: Column[Any]) -> pl.Series:
    """The cells of a column of the catalog; a reference is a row number, a choice its value."""
    match column:
        case TextColumn() as texts:
            return pl.Series(texts.texts(), dtype=pl.String)
        case LabelColumn(values=codes, labels=labels):
            return pl.Series(labels, dtype=pl.String).gather(codes % len(labels))
        case ChoiceColumn(values=codes, choices=choices):
            values = [choice and choice.value for choice in choices]
            return pl.Series(values, dtype=pl.String).gather(codes % len(values))
        case NumberColumn(values=numbers) if numbers.dtype.kind == "i":
            return pl.Series(numbers, dtype=pl.Int64).replace(-1, None)
        case NumberColumn(values=numbers) if numbers.dtype.kind == "f":
            return pl.Series(numbers, dtype=pl.Float64).fill_nan(None)
        case NumberColumn(values=days):
            return pl.Series(days)
    raise TypeError(f"{type(column).__name__} has no single cells")


def column(cells: pl.Series, declared: Declared) -> Column[Any]:
    """The column that a table declares, with these `cells`; the opposite of `cells`.

    Only texts become Python objects on the way.

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


def of(rows: Column[Any], column: Column[Any]) -> pl.Series:
    """The cells of `column` at those `rows` of its table; null at none."""
    return cells(column).gather(cells(rows))


def owners(edges: Edges[Any]) -> pl.Series:
    """The row that each of the edges starts from."""
    return pl.Series(np.repeat(np.arange(len(edges)), np.diff(edges.offsets)), dtype=pl.Int64)


def joined(edges: Edges[Any], column: Column[Any]) -> pl.Series:
    """The cells of `column` at the edges of each row, joined; null where there is nothing."""
    return by_owner(owners(edges), cells(column).gather(edges.rows), len(edges), ", ")


def by_owner(owners: pl.Series, cells: pl.Series, length: int, separator: str) -> pl.Series:
    """The `cells` of each owner 0 … `length` - 1, joined in their order."""
    pieces = pl.DataFrame({"owner": owners, "cell": cells.cast(pl.String).fill_null("")})
    joined = pieces.group_by("owner").agg(pl.col("cell").str.join(separator))
    everyone = pl.int_range(length, eager=True).alias("owner").to_frame()
    found = everyone.join(joined, on="owner", how="left", maintain_order="left")
    return found["cell"].replace("", None)
