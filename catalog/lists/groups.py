"""Films in groups of those that share a value: for facets, charts and calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import GroupBy, Lang, Month, MovieStatus, Weekday
from catalog.lists.masks import Mask
from catalog.lists.stats import MovieStats
from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges
from catalog.tables import Movies
from catalog.translations import LABELS

Description = tuple[str, Mapping[Lang, str]]
"""The key of a group, and its label in each language."""


class MovieGroup:
    """The films that share one value; there are `count` of them."""

    def __init__(
        self, description: Description, count: int, stats: Callable[[], MovieStats]
    ) -> None:
        self.key, labels = description
        self.label_en, self.label_es = labels[Lang.EN], labels[Lang.ES]
        self.count, self._stats = count, stats

    @property
    def stats(self) -> MovieStats:
        """Statistics over the films of the group."""
        return self._stats()


class Grouping(NamedTuple):
    """The values of one kind that films have, e.g. their genres.

    Parameters
    ----------
    rows, codes
        Pairs of a film and the code of a value that it has, two arrays of shape (n_pairs,).
    size
        Codes are 0 … size - 1.
    describe
        Gives the key and the labels of a code.
    by_code
        Whether groups come in the order of their codes; else those with the most films come first.
    """

    rows: NDArray[Any]
    codes: NDArray[Any]
    size: int
    describe: Callable[[int], Description]
    by_code: bool = False

    def groups(self, movies: Movies, mask: Mask, first: int) -> list[MovieGroup]:
        """At most `first` groups of the films in `mask`, without empty ones."""
        matched = mask[self.rows]
        rows, codes = self.rows[matched], self.codes[matched]
        counts = np.bincount(codes, minlength=self.size)
        order = np.flatnonzero(counts)
        if not self.by_code:
            order = order[np.argsort(-counts[order], kind="stable")]

        def stats_of(code: int) -> Callable[[], MovieStats]:
            return lambda: MovieStats(movies, rows[codes == code])

        return [
            MovieGroup(self.describe(code), int(counts[code]), stats_of(code))
            for code in order[:first].tolist()
        ]


def grouping(by: GroupBy, movies: Movies, tables: Mapping[GroupBy, Any]) -> Grouping:
    """The grouping of all films by one kind of value.

    Parameters
    ----------
    tables
        The tables of genres, companies, countries, languages and collections.
    """
    numbers: Mapping[GroupBy, Callable[[], Grouping]] = {
        GroupBy.YEAR: lambda: _by_number(movies.release_year.values, _year),
        GroupBy.DECADE: lambda: _by_number(movies.release_year.values // 10, _decade),
        GroupBy.MONTH: lambda: _by_number(movies.release_month.values, _calendar(Month)),
        GroupBy.WEEKDAY: lambda: _by_number(movies.release_weekday.values, _calendar(Weekday)),
        GroupBy.STATUS: lambda: _by_number(movies.status.values, _status)._replace(by_code=False),
    }
    lists: Mapping[GroupBy, Edges[Any]] = {
        GroupBy.GENRE: movies.genres,
        GroupBy.COMPANY: movies.companies,
        GroupBy.COUNTRY: movies.countries,
    }
    references: Mapping[GroupBy, Column[Any]] = {
        GroupBy.LANGUAGE: movies.original_language,
        GroupBy.COLLECTION: movies.collection,
    }
    if by in numbers:
        return numbers[by]()
    if by in lists:
        return _by_list(lists[by], tables[by])
    return _by_reference(references[by], tables[by])


def _by_list(edges: Edges[Any], table: Any) -> Grouping:
    rows = np.repeat(np.arange(len(edges), dtype=np.int32), np.diff(edges.offsets))
    return Grouping(rows, edges.rows, len(table), _row_of(table))


def _by_reference(column: Column[Any], table: Any) -> Grouping:
    rows = np.flatnonzero(column.values != -1)
    return Grouping(rows, column.values[rows], len(table), _row_of(table))


def _by_number(values: NDArray[Any], describe: Callable[[int], Description]) -> Grouping:
    rows = np.flatnonzero(values != -1)
    codes = values[rows].astype(np.intp)
    return Grouping(rows, codes, int(codes.max(initial=0)) + 1, describe, by_code=True)


def _row_of(table: Any) -> Callable[[int], Description]:
    """Key: the global id or code; label: the name, in both languages if the table has both."""

    def describe(row: int) -> Description:
        key = (table.code if table.key_name == "code" else table.id)[row]
        if "name_en" in table.columns():
            return key, {Lang.EN: table.name_en[row], Lang.ES: table.name_es[row]}
        return key, dict.fromkeys(Lang, table.name[row])

    return describe


def _year(year: int) -> Description:
    return str(year), dict.fromkeys(Lang, str(year))


def _decade(tens: int) -> Description:
    first = f"{tens}0"
    return first, {Lang.EN: f"{first}s", Lang.ES: f"años {first}"}


def _calendar(choices: type[Month | Weekday]) -> Callable[[int], Description]:
    return lambda number: (choices(number).name, LABELS[choices(number)])


def _status(code: int) -> Description:
    status = list(MovieStatus)[code]
    return status.name, LABELS[status]
