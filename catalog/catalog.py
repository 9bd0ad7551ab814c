"""The catalog: the open tables of one snapshot and the look-ups over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog import ids, tables
from catalog.dataset import Dataset
from catalog.enums import GroupBy, MovieSort, NamedSort, Role, SearchIn
from catalog.lists.career import Career, career
from catalog.lists.groups import Grouping, grouping
from catalog.lists.masks import Mask, listed
from catalog.lists.movies import MovieSelection
from catalog.lists.orders import Orders, arranged, keys
from catalog.lists.page import Selection, Window
from catalog.lists.rowset import RowSet
from catalog.names.names import Names
from catalog.names.search import LIKENESS, SearchHit, search
from catalog.names.spelling import letters, spelling
from catalog.names.titles import Titles
from catalog.names.trigrams import TrigramIndex
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow, PersonRow
from catalog.storage.columns import Column
from catalog.storage.lookups import TextKeys, row_of
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table

R = TypeVar("R", bound=int)
NAMES = 8_192
"""Names that are kept with what they mean, of those that were filtered by lately."""
MASKS = 16_000_000
"""Bytes of masks that are kept, of what was filtered by lately."""


class Catalog:
    """Everything that a snapshot holds.

    Look-ups give row numbers, or None where there is no such thing.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.movies = snapshot.table(tables.Movies)
        self.collections = snapshot.table(tables.Collections)
        self.genres = snapshot.table(tables.Genres)
        self.companies = snapshot.table(tables.Companies)
        self.keywords = snapshot.table(tables.Keywords)
        self.countries = snapshot.table(tables.Countries)
        self.languages = snapshot.table(tables.Languages)
        self.people = snapshot.table(tables.People)
        self.cast = snapshot.table(tables.CastCredits)
        self.crew = snapshot.table(tables.CrewCredits)
        self.ratings = snapshot.table(tables.Ratings)
        self.names = Names(snapshot.arrays("names"), TrigramIndex(snapshot.folder / "names"))
        self.titles = Titles(self.movies, snapshot.arrays("titles"), self.names)
        self._imdb = TextKeys(snapshot.arrays("imdb"))
        self._bearers = {
            kind: TextKeys(snapshot.arrays(f"bearers-{kind.table_name}"))
            for kind in tables.NAME_COLUMNS
            if kind is not tables.Movies
        }
        self._orders = Orders(snapshot)
        self.meant = lru_cache(NAMES)(self._meant)
        masks = max(MASKS // max(len(self.movies), 1), 8)
        self.listing = lru_cache(masks)(self._listing)
        self.within = lru_cache(masks)(self._within)
        self._groupings: dict[GroupBy, Grouping] = {}

    @property
    def fingerprint(self) -> str:
        """Which snapshot this is; empty while it is being built."""
        return self.dataset.fingerprint

    @cached_property
    def dataset(self) -> Dataset:
        """What the snapshot was built from."""
        return Dataset(self._snapshot, [vars(self)[kind.table_name] for kind in tables.TABLES])

    @cached_property
    def shown(self) -> RowSet:
        """The films that are in lists: those that are not adult."""
        return RowSet(len(self.movies), mask=~self.movies.adult.values)

    # ── one thing ────────────────────────────────────────────────────────────────────────────────

    def movie(self, text: str) -> MovieRow | None:
        """The film with this global id, TMDB number or IMDb id."""
        if (imdb_id := text.strip().lower()).startswith("tt"):
            return next(map(MovieRow, self._imdb.rows_of(imdb_id)), None)
        return self.numbered(self.movies, text)

    def numbered(self, table: Table[R], text: str) -> R | None:
        """The row of `table` with this global id or TMDB number."""
        number = ids.number(text.strip(), table.type_name())
        return None if number is None else self._row(type(table), number)

    def coded(self, table: Table[R], code: str) -> R | None:
        """The country or language with this code, in either case."""
        return self._by_code[type(table)].get(code.strip().casefold())

    def bearers(self, table: Table[R], name: str) -> list[R]:
        """Every row of that name, without case and accents."""
        rows = self._bearers[type(table)].rows_of(letters(name))
        return [table.row_type(row) for row in rows]  # type: ignore[misc]  # R

    def _meant(self, table_name: str, name: str) -> Sequence[int]:
        """The rows of a table that `name` means: a code, a global id or a name."""
        table: Table[Any] = vars(self)[table_name]
        row = self.coded(table, name) if table.key_name == "code" else self.node(name)
        return (row,) if isinstance(row, table.row_type) else tuple(self.bearers(table, name))

    def called(self, table: Table[R], name: str) -> R | None:
        """The row of that name; of several the one with most films."""
        counts: Column[int] = table.column("movie_count")
        rows = self.bearers(table, name)
        return max(rows, key=lambda row: (counts[row], -row), default=None)

    def node(self, global_id: str) -> int | None:
        """The row with this global id; its type tells the table."""
        type_name, number = ids.decode(global_id) or ("", 0)
        for kind in tables.TABLES:
            if kind.type_name() == type_name and "id" in kind.columns():
                return self._row(kind, number)
        return None

    # ── lists ────────────────────────────────────────────────────────────────────────────────────

    def films(
        self,
        films: RowSet,
        sort: Sequence[MovieSort],
        window: Window,
        relevance: NDArray[np.float64] | None = None,
    ) -> MovieSelection:
        """A page of `films`, in this order.

        Parameters
        ----------
        relevance
            For each film how well it fits a query, of shape (n_movies,); without it, RELEVANCE is
            popularity.
        """
        ordered = partial(self._orders.films, self.movies, films, sort, relevance)
        return MovieSelection(self.movies, self._grouped, films, ordered, window, self.fingerprint)

    def _within(self, column: str, low: Any | None, high: Any | None) -> RowSet:
        """The films of which a number is known and from `low` to `high`, both included."""
        return self._orders.within(self.movies, column, low, high)

    def things(
        self, table: Table[R], query: str | None, sort: NamedSort, window: Window
    ) -> Selection[R]:
        """A page of companies or people, those with a name like `query` if it is given."""
        if query is None:
            column, direction = (sort if sort.value else NamedSort.MOVIE_COUNT_DESC).value
            stored = self._orders.of(table, column, direction)
            return Selection(len(table), stored.__getitem__, window, self.fingerprint)
        found = self.names.search(query, table.table_name, LIKENESS, None)
        rows = np.array([f.row for f in found], dtype=np.int32)
        if sort.value:
            column, direction = sort.value
            rows = arranged(np.sort(rows), [keys(table.column(column), direction)])
        return Selection(len(rows), rows.__getitem__, window, self.fingerprint)

    def search(self, query: str, places: Iterable[SearchIn], most: int) -> list[SearchHit]:
        """Whatever has a name like `query`, best first; ties by fame among its kind."""
        rows = {place: vars(self)[place.value].row_type for place in SearchIn}
        return search(self.names, query, places, most, rows)

    def nearest_name(self, table: Table[R], name: str) -> str | None:
        """The name in `table` that is most like `name`."""
        found = self.names.search(name, table.table_name, 0, 1)
        return self.names.names[found[0].entry] if found else None

    def relevance(self, query: str) -> NDArray[np.float64]:
        """How well each film's title fits `query`, 0 to 1; 0 where it does not."""
        fit = np.zeros(len(self.movies))
        for found in self.names.search(query, self.movies.table_name, LIKENESS, None):
            fit[found.row] = found.similarity
        return fit

    def _listing(self, table_name: str, row: int) -> Mask:
        """The films that a row of a table lists, as a mask that nobody changes."""
        mask = listed(vars(self)[table_name].movies, [row], len(self.movies))
        mask.flags.writeable = False
        return mask

    def career(self, person: PersonRow, role: Role, *, include_self_directed: bool) -> Career:
        """One side of a person's work."""
        return career(
            person,
            role,
            include_self_directed=include_self_directed,
            people=self.people,
            movies=self.movies,
            cast=self.cast,
            crew=self.crew,
        )

    @cached_property
    def genres_by_name(self) -> list[GenreRow]:
        """Every genre, by English name."""
        return _by_name(self.genres)

    @cached_property
    def countries_by_name(self) -> list[CountryRow]:
        """Every country, by English name."""
        return _by_name(self.countries)

    @cached_property
    def languages_by_name(self) -> list[LanguageRow]:
        """Every language, by English name."""
        return _by_name(self.languages)

    def _row(self, kind: type[Table[R]], number: int) -> R | None:
        row = row_of(vars(self)[kind.table_name].tmdb_id, number)
        return None if row is None else kind.row_type(row)  # type: ignore[return-value]  # R

    @cached_property
    def _by_code(self) -> dict[type[Table[Any]], dict[str, Any]]:
        return {
            type(table): {
                table.code[row].casefold(): table.row_type(row) for row in range(len(table))
            }
            for table in (self.countries, self.languages)
        }

    def _grouped(self, by: GroupBy) -> Grouping:
        if by not in self._groupings:
            things = {
                GroupBy.GENRE: self.genres,
                GroupBy.COMPANY: self.companies,
                GroupBy.COLLECTION: self.collections,
                GroupBy.COUNTRY: self.countries,
                GroupBy.LANGUAGE: self.languages,
            }
            self._groupings[by] = grouping(by, self.movies, things)
        return self._groupings[by]


def _by_name(table: Table[R]) -> list[R]:
    names: Column[str] = table.column("name_en")
    ordered = sorted(range(len(table)), key=lambda row: spelling(names[row]))
    return [table.row_type(row) for row in ordered]  # type: ignore[misc]  # R
