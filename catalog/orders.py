"""Orders of rows: unknown values last whichever way, ties by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.columns import Column
from catalog.enums import MovieSort
from catalog.predicates import Mask, known
from catalog.snapshot import Snapshot
from catalog.table import Table
from catalog.tables import Movies

Rows = NDArray[np.int32]
Direction = int


def keys(column: Column[Any], direction: Direction) -> NDArray[np.float64]:
    """Numbers that ascend in the wanted order; NaN, which sorts last, where unknown."""
    values = column.values
    numbers = values.astype("int64" if values.dtype.kind == "M" else "float64").astype("float64")
    return np.where(known(values), direction * numbers, np.nan)


def order(column: Column[Any], direction: Direction) -> Rows:
    """Every row of the table in this order."""
    return np.argsort(keys(column, direction), kind="stable").astype(np.int32)


def arranged(rows: Rows, sort_keys: Sequence[NDArray[np.float64]]) -> Rows:
    """`rows`, which ascend, by the first of the keys, then the second, and so on."""
    return rows[np.lexsort([key[rows] for key in reversed(sort_keys)])]


class Orders:
    """The orders that a snapshot holds, and those that are made when asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._open: dict[str, Rows] = {}
        self._rank: dict[tuple[str, Direction], NDArray[np.int64]] = {}

    def of(self, table: Table[Any], column: str, direction: Direction) -> Rows:
        """Every row of `table` in the stored order."""
        name = stored_name(table, column, direction)
        if name not in self._open:
            self._open[name] = self._snapshot.array(name)
        return self._open[name]

    def films(
        self,
        movies: Movies,
        mask: Mask,
        sort: Sequence[MovieSort],
        relevance: NDArray[np.float64] | None,
    ) -> Rows:
        """The films of `mask`; RELEVANCE is `relevance` and then votes, or else popularity."""
        columns = [order.value or MovieSort.POPULARITY_DESC.value for order in sort]
        fitting = relevance is not None and any(order is MovieSort.RELEVANCE for order in sort)
        if len(columns) == 1 and not fitting:
            stored = self.of(movies, *columns[0])
            return np.asarray(stored[mask[stored]])
        rows = np.flatnonzero(mask).astype(np.int32)
        if not fitting and (ranks := self._ranks(movies, columns)) is not None:
            return rows[np.argsort(ranks[rows], kind="stable")]
        sort_keys: list[NDArray[np.float64]] = []
        for order, (column, direction) in zip(sort, columns, strict=True):
            if relevance is not None and order is MovieSort.RELEVANCE:
                sort_keys += [-relevance, keys(movies.vote_count, -1)]
            else:
                sort_keys.append(keys(movies.column(column), direction))
        return arranged(rows, sort_keys)

    def _ranks(
        self, table: Table[Any], columns: Sequence[tuple[str, Direction]]
    ) -> NDArray[np.int64] | None:
        """One number a row that ascends in the order of several columns.

        None where the numbers do not fit 63 bits, which takes five columns of a large table.
        """
        ranks, size = np.zeros(len(table), dtype=np.int64), 1
        for column, direction in columns:
            if (column, direction) not in self._rank:
                stored = self.of(table, column, direction)
                ordered = keys(table.column(column), direction)[stored]
                new = (ordered[1:] != ordered[:-1]) & ~np.isnan(ordered[:-1])
                rank = np.empty(len(table), dtype=np.int64)
                rank[stored] = np.concatenate(([0], np.cumsum(new)))[: len(table)]
                self._rank[column, direction] = rank
            rank = self._rank[column, direction]
            width = int(rank.max(initial=0)) + 1
            size *= width
            if size >= 2**63:
                return None
            ranks = ranks * width + rank
        return ranks


def stored_name(table: Table[Any], column: str, direction: Direction) -> str:
    """What the order of a table by a column is called in a snapshot."""
    return f"order.{table.table_name}.{column}.{'up' if direction > 0 else 'down'}"
