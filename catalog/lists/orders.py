"""Orders of rows: unknown values last whichever way, ties by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.enums import MovieSort
from catalog.lists.masks import known, within
from catalog.lists.rowset import RowSet, few
from catalog.storage.columns import Column
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table
from catalog.tables import Movies

Rows = NDArray[np.int32]
Direction = int
ORDERED = {sort.value[0] for sort in MovieSort if sort.value}
"""Columns of films by which they stand in a stored order."""
SAME_ORDER = {"release_year": "release_date"}
"""Columns that ascend where another does."""


def keys(column: Column[Any], direction: Direction) -> NDArray[np.float64]:
    """Numbers that ascend in the wanted order; NaN, which sorts last, where unknown."""
    values = column.values
    numbers = values.astype("int64" if values.dtype.kind == "M" else "float64").astype("float64")
    return np.where(known(values), direction * numbers, np.nan)


def order(column: Column[Any], direction: Direction) -> Rows:
    """Every row of the table in this order."""
    return np.argsort(keys(column, direction), kind="stable").astype(np.int32)


def places(stored: Rows) -> Rows:
    """Where each row stands in an order."""
    place = np.empty(len(stored), dtype=np.int32)
    place[stored] = np.arange(len(stored), dtype=np.int32)
    return place


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
        self._counts: dict[str, int] = {}

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
        if len(columns) == 1:
            column, direction = columns[0]
            return self._by(movies, films.rows, column, direction, page)
        places = self._places(movies, films.rows, columns)
        if places is None:
            return arranged(films.rows, [keys(movies.column(c), d) for c, d in columns])[page]
        return films.rows.take(_least(places, page))

    def _by(
        self, movies: Movies, rows: NDArray[Any], column: str, direction: Direction, page: slice
    ) -> Rows:
        """A page of `rows` in a stored order, by the place that each has in it."""
        places = self._stored(stored_name("place", movies, column, direction)).take(rows)
        places.sort()
        return self.of(movies, column, direction).take(places[page])

    def within(self, movies: Movies, column: str, low: Any | None, high: Any | None) -> RowSet:
        """The films of which the column is known and from `low` to `high`, both included.

        Few are looked up in a stored order, many found by a look at the whole column.
        """
        ordered_by = SAME_ORDER.get(column, column)
        if ordered_by in ORDERED:
            stored = self.of(movies, ordered_by, 1)
            cells = movies.column(column).cells
            end = self._known(movies, column)
            begin = 0 if low is None else bisect_left(stored.data, low, 0, end, key=cells)
            end = end if high is None else bisect_right(stored.data, high, begin, end, key=cells)
            if few(end - begin, len(movies)):
                return RowSet(len(movies), rows=np.sort(stored[begin:end]))
        return RowSet(len(movies), mask=within(movies.column(column), low, high))

    def _known(self, movies: Movies, column: str) -> int:
        """How many cells of a column are known."""
        if column not in self._counts:
            self._counts[column] = int(np.count_nonzero(known(movies.column(column).values)))
        return self._counts[column]

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

        None where the numbers, or what is made of them, do not fit 63 bits, which takes five
        columns of a large table.
        """
        places, size = np.zeros(1, dtype=np.int64), max(len(rows), 1)
        for column, direction in columns:
            rank = self._stored(stored_name("rank", table, column, direction))
            last = self.of(table, column, direction)[-1] if len(rank) else 0
            width = int(rank[last]) + 1 if len(rank) else 1
            size *= width
            if size >= 2**63:
                return None
            places = places * width + rank.take(rows)
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


def _least(places: NDArray[np.int64], page: slice) -> NDArray[np.int64]:
    """Where the least of `places` stand, those on the page; ties in the order in which they stand.

    Numbers that hold both the place and where it stands are sorted faster than by `argsort`.
    """
    count = len(places)
    both = places * count + np.arange(count)
    if page.stop < count // 2:
        both = np.partition(both, page.stop)[: page.stop]
    both.sort()
    return both[page] % max(count, 1)


def stored_name(what: str, table: Table[Any], column: str, direction: Direction) -> str:
    """What the order of a table by a column is called in a snapshot, or ranks or places in it."""
    return f"{what}.{table.table_name}.{column}.{'up' if direction > 0 else 'down'}"
