"""Columns of the catalog as Polars series."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from catalog.storage.columns import ChoiceColumn, Column, NumberColumn
from catalog.storage.list_columns import Edges
from catalog.storage.text_columns import LabelColumn, TextColumn


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
