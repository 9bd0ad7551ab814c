"""Orders of rows: unknown values come last in either direction, ties go by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.enums import MovieSort
from catalog.lists.masks import between, known
from catalog.lists.rowset import RowSet, is_small
from catalog.storage.columns import Column
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table
from catalog.tables import Movies

MAX_NUMBER = 2**63 - 1
"""The greatest number in an array of int64."""

Rows = NDArray[np.int32]
Direction = int
"""1 for ascending, -1 for descending."""
ORDERED = {sort.value[0] for sort in MovieSort if sort.value}
"""The columns of films that a snapshot holds an order by."""
SAME_ORDER = {"release_year": "release_date"}
"""Columns without a stored order of their own, and the column whose order serves."""


def sort_keys(column: Column[Any], direction: Direction) -> NDArray[np.float64]:
    """A number for each row that ascends in this order; NaN, which sorts last, for null."""
    values = column.values
    numbers = values.astype("int64" if values.dtype.kind == "M" else "float64").astype("float64")
    return np.where(known(values), direction * numbers, np.nan)


def order(column: Column[Any], direction: Direction) -> Rows:
    """Every row of the table, in this order."""
    return np.argsort(sort_keys(column, direction), kind="stable").astype(np.int32)


def places(order: Rows) -> Rows:
    """The place of each row in an order, from 0: its inverse permutation."""
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place


def ranks(column: Column[Any], direction: Direction) -> Rows:
    """The dense rank of each row in this order, from 0: equal values share one, and so do nulls."""
    rows = order(column, direction)
    keys = sort_keys(column, direction)[rows]
    new = (keys[1:] != keys[:-1]) & ~np.isnan(keys[:-1])
    rank = np.empty(len(column), dtype=np.int32)
    rank[rows] = np.concatenate(([0], np.cumsum(new)))[: len(column)]
    return rank


def sort_rows(rows: Rows, keys: Sequence[NDArray[np.float64]]) -> Rows:
    """`rows`, which ascend, by the first of the keys, then by the second, and so on.

    Each key has a number for every row of the table.
    """
    return rows[np.lexsort([key[rows] for key in reversed(keys)])]


class Orders:
    """The orders that a snapshot holds, each opened when it is first needed.

    Threads share one instance: two that open the same order at once map the same file twice, and
    the later map replaces the earlier.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._open: dict[str, Rows] = {}
        self._known_counts: dict[str, int] = {}

    def of(self, table: Table[Any], column: str, direction: Direction) -> Rows:
        """Every row of `table`, in the stored order."""
        return self._array(stored_name("order", table, column, direction))

    def page(
        self,
        movies: Movies,
        matched: RowSet,
        sort: Sequence[MovieSort],
        relevance: NDArray[np.float64] | None,
        bounds: slice,
    ) -> Rows:
        """One page of the films that `matched`, in order.

        Parameters
        ----------
        relevance
            How well each film fits a query, of shape (n_movies,).  RELEVANCE orders by it and then
            by votes; without it, by popularity.
        bounds
            Where the page begins and ends among the films that matched.
        """
        columns = [order.value or MovieSort.POPULARITY_DESC.value for order in sort]
        if relevance is not None and MovieSort.RELEVANCE in sort:
            keys = self._keys(movies, sort, columns, relevance)
            return sort_rows(matched.rows, keys)[bounds]
        if len(columns) == 1 and not matched.is_small:
            return _first_passing(self.of(movies, *columns[0]), matched.mask, bounds)
        if len(columns) == 1:
            column, direction = columns[0]
            return self._by_place(movies, matched.rows, column, direction, bounds)
        places = self._combined_ranks(movies, matched.rows, columns)
        if places is None:
            keys = [sort_keys(movies.column(c), d) for c, d in columns]
            return sort_rows(matched.rows, keys)[bounds]
        return matched.rows.take(_argsort_page(places, bounds))

    def between(self, movies: Movies, column: str, low: Any | None, high: Any | None) -> RowSet:
        """The films whose `column` is known and from `low` to `high`, both included.

        If they are few, they are cut out of a stored order; if many, the whole column is compared.
        """
        ordered_by = SAME_ORDER.get(column, column)
        if ordered_by in ORDERED:
            stored = self.of(movies, ordered_by, 1)
            cells = movies.column(column).cells
            end = self._known_count(movies, column)
            begin = 0 if low is None else bisect_left(stored.data, low, 0, end, key=cells)
            end = end if high is None else bisect_right(stored.data, high, begin, end, key=cells)
            if is_small(end - begin, len(movies)):
                return RowSet(len(movies), rows=np.sort(stored[begin:end]))
        return RowSet(len(movies), mask=between(movies.column(column), low, high))

    def _by_place(
        self, movies: Movies, rows: NDArray[Any], column: str, direction: Direction, bounds: slice
    ) -> Rows:
        """A page of `rows` in a stored order: their places in it are sorted, not their values."""
        places = self._array(stored_name("place", movies, column, direction)).take(rows)
        places.sort()
        return self.of(movies, column, direction).take(places[bounds])

    def _known_count(self, movies: Movies, column: str) -> int:
        """How many cells of a column are not null; they come first in its stored order."""
        if column not in self._known_counts:
            count = int(np.count_nonzero(known(movies.column(column).values)))
            self._known_counts[column] = count
        return self._known_counts[column]

    def _keys(
        self,
        movies: Movies,
        sort: Sequence[MovieSort],
        columns: Sequence[tuple[str, Direction]],
        relevance: NDArray[np.float64],
    ) -> list[NDArray[np.float64]]:
        keys: list[NDArray[np.float64]] = []
        for order, (column, direction) in zip(sort, columns, strict=True):
            if order is MovieSort.RELEVANCE:
                keys += [-relevance, sort_keys(movies.vote_count, -1)]
            else:
                keys.append(sort_keys(movies.column(column), direction))
        return keys

    def _combined_ranks(
        self, table: Table[Any], rows: NDArray[Any], columns: Sequence[tuple[str, Direction]]
    ) -> NDArray[np.int64] | None:
        """One number for each of `rows` that ascends in the order of several columns.

        The ranks of the columns are its digits; where they would not fit into 63 bits, with what
        `_argsort_page` makes of them, those before are replaced by their ranks.  None where even
        these do not fit, which takes two million rows.
        """
        combined, size = np.zeros(1, dtype=np.int64), max(len(rows), 1)
        for column, direction in columns:
            rank = self._array(stored_name("rank", table, column, direction))
            last = self.of(table, column, direction)[-1] if len(rank) else 0
            width = int(rank[last]) + 1 if len(rank) else 1
            if size * width > MAX_NUMBER:
                combined = _dense_ranks(combined)
                size = len(rows) * (int(combined.max(initial=0)) + 1)
            size *= width
            if size > MAX_NUMBER:
                return None
            combined = combined * width + rank.take(rows)
        return combined

    def _array(self, name: str) -> Rows:
        if name not in self._open:
            self._open[name] = self._snapshot.array(name)
        return self._open[name]


def _first_passing(stored: Rows, mask: NDArray[np.bool_], bounds: slice) -> Rows:
    """The page of the rows of `stored` that `mask` lets pass, reading no further than needed."""
    found: list[Rows] = []
    count, at, size = 0, 0, 1_024
    while count < bounds.stop and at < len(stored):
        some = stored[at : at + size]
        found.append(some[mask[some]])
        count, at, size = count + len(found[-1]), at + size, 2 * size
    return np.concatenate(found)[bounds] if found else stored[:0]


def _argsort_page(keys: NDArray[np.int64], bounds: slice) -> NDArray[np.int64]:
    """``np.argsort(keys, kind="stable")[bounds]``, but faster.

    Each key and its index become one number, and numbers are sorted faster than by `argsort`.
    """
    count = len(keys)
    both = keys * count + np.arange(count)
    if bounds.stop < count // 2:
        both = np.partition(both, bounds.stop)[: bounds.stop]
    both.sort()
    return both[bounds] % max(count, 1)


def _dense_ranks(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The dense rank of each key in ascending order, from 0; they are sorted as above."""
    count = max(len(keys), 1)
    both = keys * count + np.arange(len(keys))
    both.sort()
    ascending = both // count
    ranks = np.zeros(len(keys), dtype=np.int64)
    ranks[both[1:] % count] = np.cumsum(ascending[1:] != ascending[:-1])
    return ranks


def stored_name(what: str, table: Table[Any], column: str, direction: Direction) -> str:
    """The name in a snapshot of an order by a column, or of the ranks or places in that order.

    Parameters
    ----------
    what
        ``"order"``, ``"rank"`` or ``"place"``.
    """
    return f"{what}.{table.table_name}.{column}.{'up' if direction > 0 else 'down'}"
