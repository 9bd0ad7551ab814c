"""The catalog: the tables of one snapshot, and the lists and searches over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.cache_budgets import DEFAULT, Budgets
from catalog.dataset import Dataset
from catalog.enums import GroupBy, MovieSort, NamedSort, Role, SearchIn
from catalog.lists.career import Career, career
from catalog.lists.groups import Grouping, grouping
from catalog.lists.masks import Mask, listed_by
from catalog.lists.movies import MovieSelection
from catalog.lists.orders import Orders, sort_keys, sort_rows
from catalog.lists.page import Selection, Window
from catalog.lists.rowset import RowSet
from catalog.names.names import MIN_SIMILARITY, Names
from catalog.names.search import SearchHit, search
from catalog.names.titles import Titles
from catalog.names.trigrams import TrigramIndex
from catalog.open_tables import OpenTables
from catalog.references import named_by
from catalog.rows import PersonRow
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table
from catalog.weighed_cache import Usage, WeighedCache

R = TypeVar("R", bound=int)
BYTES_PER_SET = 500
"""What a set of films takes in memory beside its mask or its rows."""


class Catalog(OpenTables):
    """Everything that a snapshot holds.

    Threads share one instance, as they share its tables: what is computed on demand and kept, such
    as a grouping, is the same whichever thread computed it.

    Parameters
    ----------
    budgets
        What its caches may keep.
    """

    def __init__(self, snapshot: Snapshot, budgets: Budgets = DEFAULT) -> None:
        super().__init__(snapshot, budgets)
        self.names = Names(snapshot.arrays("names"), TrigramIndex(snapshot.folder / "names"))
        self.titles = Titles(self.movies, snapshot.arrays("titles"), self.names, budgets.titles)
        self._orders = Orders(snapshot)
        self._sets: WeighedCache[tuple[Any, ...], RowSet] = WeighedCache(
            budgets.masks, lambda _, films: BYTES_PER_SET + films.nbytes
        )
        self._groupings: dict[GroupBy, Grouping] = {}
        self._longest_lists: dict[type[Table[Any]], int] = {}

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the snapshot; empty while it is being built."""
        return self.dataset.fingerprint

    @cached_property
    def dataset(self) -> Dataset:
        """What the snapshot was built from."""
        return Dataset(self._snapshot, list(self._tables.values()))

    @cached_property
    def visible(self) -> RowSet:
        """The films that appear in lists: all but adult films."""
        return RowSet(len(self.movies), mask=~self.movies.adult.values)

    def movie_page(
        self,
        rows: RowSet,
        sort: Sequence[MovieSort],
        window: Window,
        relevance: NDArray[np.float64] | None = None,
    ) -> MovieSelection:
        """A page of the films `rows`.

        Parameters
        ----------
        rows
            The films that matched.
        sort
            The order, most important first; ties go by row.
        window
            Which page.
        relevance
            How well each film of the catalog fits a query, 0 to 1, of shape (n_movies,).  Without
            it RELEVANCE orders by popularity.
        """
        fetch = partial(self._orders.page, self.movies, rows, sort, relevance)
        return MovieSelection(self.movies, self._grouping, rows, fetch, window, self.fingerprint)

    def page(
        self, table: Table[R], query: str | None, sort: NamedSort, window: Window
    ) -> Selection[R]:
        """A page of companies or people: all of them, or those with a name like `query`."""
        if query is None:
            column, direction = (sort if sort.value else NamedSort.MOVIE_COUNT_DESC).value
            stored = self._orders.of(table, column, direction)
            return Selection(len(table), stored.__getitem__, window, self.fingerprint)
        rows = self.names.matches(query, table.table_name, MIN_SIMILARITY, None).rows
        if sort.value:
            column, direction = sort.value
            rows = sort_rows(np.sort(rows), [sort_keys(table.column(column), direction)])
        return Selection(len(rows), rows.__getitem__, window, self.fingerprint)

    def search(self, query: str, places: Iterable[SearchIn], limit: int) -> list[SearchHit]:
        """At most `limit` rows with a name like `query`, best first.

        An IMDb id or an address at TMDB or IMDb finds what it names, and nothing else.
        """
        kinds = tuple(places)
        named = named_by(self, query, kinds)
        return [named][:limit] if named else search(self.names, query, kinds, limit)

    def nearest_name(self, table: Table[R], name: str) -> str | None:
        """The name in `table` that is most like `name`, or None if nothing is like it at all."""
        matches = self.names.search(name, table.table_name, 0, 1)
        return self.names.texts[matches[0].entry] if matches else None

    def relevance(self, query: str) -> NDArray[np.float64]:
        """How well the title of each film fits `query`, 0 to 1, of shape (n_movies,)."""
        relevance = np.zeros(len(self.movies))
        found = self.names.matches(query, self.movies.table_name, MIN_SIMILARITY, None)
        relevance[found.rows] = found.similarity
        return relevance

    def career(self, person: PersonRow, role: Role, *, include_self_directed: bool) -> Career:
        """The films of a person in one role, and figures over them."""
        return career(
            person,
            role,
            include_self_directed=include_self_directed,
            people=self.people,
            movies=self.movies,
            cast=self.cast,
            crew=self.crew,
        )

    def longest_list(self, kind: type[Table[Any]]) -> int:
        """How many films the row of a table lists that lists the most."""
        if kind not in self._longest_lists:
            edges: Any = self.table(kind).column("movies")
            self._longest_lists[kind] = int(np.diff(edges.offsets).max(initial=0))
        return self._longest_lists[kind]

    def movies_of(self, kind: type[Table[Any]], row: int) -> Mask:
        """The films that a genre, company or the like lists, as a read-only mask."""
        key = (kind.table_name, row)
        return self._sets.get_or_make(key, lambda: self._movies_of(kind, row)).mask

    def between(self, column: str, low: Any | None, high: Any | None) -> RowSet:
        """The films whose `column` is known and from `low` to `high`, both included."""
        return self._sets.get_or_make(
            (column, low, high), lambda: self._orders.between(self.movies, column, low, high)
        ).copy()

    @property
    def cache_usage(self) -> Mapping[str, Usage]:
        """How full its caches are."""
        return {
            "masks": self._sets.usage,
            "titles": self.titles.matches.usage,
            "names": self._rows_by_name.usage,
        }

    def _movies_of(self, kind: type[Table[Any]], row: int) -> RowSet:
        edges: Any = self.table(kind).column("movies")
        mask = listed_by(edges, [row], len(self.movies))
        mask.flags.writeable = False  # callers share it
        return RowSet(len(self.movies), mask=mask)

    def _grouping(self, by: GroupBy) -> Grouping:
        if by not in self._groupings:
            of = {
                GroupBy.GENRE: self.genres,
                GroupBy.COMPANY: self.companies,
                GroupBy.COLLECTION: self.collections,
                GroupBy.COUNTRY: self.countries,
                GroupBy.LANGUAGE: self.languages,
            }
            self._groupings[by] = grouping(by, self.movies, of)
        return self._groupings[by]
