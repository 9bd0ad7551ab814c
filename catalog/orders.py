"""Orders of rows: unknown values last whichever way, ties by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.columns import Column
from catalog.enums import MovieSort
from catalog.predicates import known
from catalog.rowset import RowSet
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


def ranks(column: Column[Any], direction: Direction) -> Rows:
    """The place of each row in this order; equal values have one, and so have all unknown ones."""
    stored = order(column, direction)
    ordered = keys(column, direction)[stored]
    new = (ordered[1:] != ordered[:-1]) & ~np.isnan(ordered[:-1])
    rank = np.empty(len(column), dtype=np.int32)
    rank[stored] = np.concatenate(([0], np.cumsum(new)))[: len(column)]
    return rank


def arranged(rows: Rows, sort_keys: Sequence[NDArray[np.float64]]) -> Rows:
    """`rows`, which ascend, by the first of the keys, then the second, and so on."""
    return rows[np.lexsort([key[rows] for key in reversed(sort_keys)])]


class Orders:
    """The orders that a snapshot holds."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._open: dict[str, Rows] = {}

    def of(self, table: Table[Any], column: str, direction: Direction) -> Rows:
        """Every row of `table` in the stored order."""
        return self._stored(stored_name("order", table, column, direction))

    def films(
        self,
        movies: Movies,
        films: RowSet,
        sort: Sequence[MovieSort],
        relevance: NDArray[np.float64] | None,
        page: slice,
    ) -> Rows:
        """A page of `films`; RELEVANCE is `relevance` and then votes, or else popularity."""
        columns = [order.value or MovieSort.POPULARITY_DESC.value for order in sort]
        if relevance is not None and MovieSort.RELEVANCE in sort:
            return arranged(films.rows, self._keys(movies, sort, columns, relevance))[page]
        if len(columns) == 1 and not films.few:
            return _first(self.of(movies, *columns[0]), films.mask, page)
        places = self._places(movies, films.rows, columns)
        if places is None:
            return arranged(films.rows, [keys(movies.column(c), d) for c, d in columns])[page]
        return np.asarray(films.rows[np.argsort(places, kind="stable")[page]])

    def _keys(
        self,
        movies: Movies,
        sort: Sequence[MovieSort],
        columns: Sequence[tuple[str, Direction]],
        relevance: NDArray[np.float64],
    ) -> list[NDArray[np.float64]]:
        found: list[NDArray[np.float64]] = []
        for order, (column, direction) in zip(sort, columns, strict=True):
            if order is MovieSort.RELEVANCE:
                found += [-relevance, keys(movies.vote_count, -1)]
            else:
                found.append(keys(movies.column(column), direction))
        return found

    def _places(
        self, table: Table[Any], rows: NDArray[Any], columns: Sequence[tuple[str, Direction]]
    ) -> NDArray[np.int64] | None:
        """One number for each of `rows` that ascends in the order of several columns.

        None where the numbers do not fit 63 bits, which takes five columns of a large table.
        """
        places, size = np.zeros(len(rows), dtype=np.int64), 1
        for column, direction in columns:
            rank = self._stored(stored_name("rank", table, column, direction))
            last = self.of(table, column, direction)[-1] if len(rank) else 0
            width = int(rank[last]) + 1 if len(rank) else 1
            size *= width
            if size >= 2**63:
                return None
            places = places * width + rank[rows]
        return places

    def _stored(self, name: str) -> Rows:
        if name not in self._open:
            self._open[name] = self._snapshot.array(name)
        return self._open[name]


def _first(stored: Rows, mask: NDArray[np.bool_], page: slice) -> Rows:
    """The rows on the page of those of `mask`, looking no further than needed."""
    found: list[Rows] = []
    count, at, size = 0, 0, 1_024
    while count < page.stop and at < len(stored):
        some = stored[at : at + size]
        found.append(some[mask[some]])
        count, at, size = count + len(found[-1]), at + size, 2 * size
    return np.concatenate(found)[page] if found else stored[:0]


def stored_name(what: str, table: Table[Any], column: str, direction: Direction) -> str:
    """What the order of a table by a column is called in a snapshot, or the ranks of its rows."""
    return f"{what}.{table.table_name}.{column}.{'up' if direction > 0 else 'down'}"
