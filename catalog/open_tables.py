"""The tables of one snapshot, open, and the look-up of single rows by id, code or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from sys import getsizeof
from typing import Any, TypeVar

from catalog import addresses, ids, tables
from catalog.cache_budgets import DEFAULT, Budgets
from catalog.names.normalization import letters, spelling
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow
from catalog.storage.columns import Column
from catalog.storage.lookups import TextKeys, row_of
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table
from catalog.weighed_cache import WeighedCache

T = TypeVar("T", bound=Table[Any])
R = TypeVar("R", bound=int)
BYTES_PER_NAME, BYTES_PER_ROW = 350, 70
"""What a look-up of a name takes in memory beside the name, and each row that it found."""


class OpenTables:
    """Every table of a snapshot.

    A look-up gives a row number, or None where nothing is found.

    Threads share one instance.  The tables are read-only, and where two threads fill the same
    `cached_property` or the same place of a cache at once, both compute the same value.

    Parameters
    ----------
    budgets
        What its caches may keep.
    """

    def __init__(self, snapshot: Snapshot, budgets: Budgets = DEFAULT) -> None:
        self._snapshot = snapshot
        self._tables: Mapping[type[Table[Any]], Any] = {
            kind: snapshot.table(kind) for kind in tables.TABLES
        }
        self.movies = self.table(tables.Movies)
        self.collections = self.table(tables.Collections)
        self.genres = self.table(tables.Genres)
        self.companies = self.table(tables.Companies)
        self.keywords = self.table(tables.Keywords)
        self.tags = self.table(tables.Tags)
        self.countries = self.table(tables.Countries)
        self.languages = self.table(tables.Languages)
        self.people = self.table(tables.People)
        self.cast = self.table(tables.CastCredits)
        self.crew = self.table(tables.CrewCredits)
        self.movie_tags = self.table(tables.MovieTags)
        self.local_titles = self.table(tables.LocalTitles)
        self.ratings = self.table(tables.Ratings)
        self._imdb_ids = TextKeys(snapshot.arrays("imdb"))
        self._names = {
            kind: TextKeys(snapshot.arrays(f"bearers-{kind.table_name}"))
            for kind in tables.NAME_COLUMNS
            if kind is not tables.Movies
        }
        self._rows_by_name: WeighedCache[tuple[str, str], Sequence[int]] = WeighedCache(
            budgets.names,
            lambda key, rows: BYTES_PER_NAME + getsizeof(key[1]) + BYTES_PER_ROW * len(rows),
        )

    def table(self, kind: type[T]) -> T:
        """The open table of this kind."""
        found: T = self._tables[kind]
        return found

    def movie(self, text: str) -> MovieRow | None:
        """The film whose global id, TMDB number or IMDb id is `text`, or its address at either."""
        if imdb_id := addresses.imdb_id(text):
            rows = self._imdb_ids.rows_of(imdb_id) or self._imdb_ids.rows_of(text.strip().lower())
            return next(map(MovieRow, rows), None)
        return self.by_number(self.movies, text)

    def by_number(self, table: Table[R], text: str) -> R | None:
        """The row of `table` whose global id, TMDB number or address at TMDB is `text`."""
        number = ids.number(text.strip(), table.type_name())
        return None if number is None else self._row(type(table), number)

    def by_reference(self, text: str) -> int | None:
        """The row that an IMDb id or an address at TMDB or IMDb names; numbers alone name none."""
        if addresses.imdb_id(text):
            return self.movie(text)
        return self._row_of(*(addresses.tmdb_address(text) or ("", 0)))

    def by_code(self, table: Table[R], code: str) -> R | None:
        """The country or language with this code, in upper or lower case."""
        return self._codes[type(table)].get(code.strip().casefold())

    def by_name(self, table: Table[R], name: str) -> R | None:
        """The row with this name; if several have it, the one with the most films."""
        counts: Column[int] = table.column("movie_count")
        rows = self.all_by_name(table, name)
        return max(rows, key=lambda row: (counts[row], -row), default=None)

    def all_by_name(self, table: Table[R], name: str) -> list[R]:
        """Every row with this name; case, accents, spaces and punctuation do not count."""
        rows = self._names[type(table)].rows_of(letters(name))
        return [table.row_type(row) for row in rows]  # type: ignore[misc]  # R

    def rows_meant(self, kind: type[Table[Any]], text: str) -> Sequence[int]:
        """The rows of a table that a filter means by `text`: a code, a global id or a name."""
        return self._rows_by_name.get_or_make(
            (kind.table_name, text), lambda: self._rows_meant(kind, text)
        )

    def _rows_meant(self, kind: type[Table[Any]], text: str) -> Sequence[int]:
        table = self.table(kind)
        row = self.by_code(table, text) if table.key_name == "code" else self.node(text)
        return (row,) if isinstance(row, table.row_type) else tuple(self.all_by_name(table, text))

    def node(self, global_id: str) -> int | None:
        """The row with this global id; the type of the row says which table it belongs to."""
        return self._row_of(*(ids.decode(global_id) or ("", 0)))

    def _row_of(self, type_name: str, number: int) -> int | None:
        for kind in tables.TABLES:
            if kind.type_name() == type_name and "id" in kind.columns():
                return self._row(kind, number)
        return None

    @cached_property
    def genres_by_name(self) -> list[GenreRow]:
        """Every genre, by English name."""
        return _sorted_by_name(self.genres)

    @cached_property
    def countries_by_name(self) -> list[CountryRow]:
        """Every country, by English name."""
        return _sorted_by_name(self.countries)

    @cached_property
    def languages_by_name(self) -> list[LanguageRow]:
        """Every language, by English name."""
        return _sorted_by_name(self.languages)

    def _row(self, kind: type[Table[R]], number: int) -> R | None:
        row = row_of(self.table(kind).column(kind.key_name), number)
        return None if row is None else kind.row_type(row)  # type: ignore[return-value]  # R

    @cached_property
    def _codes(self) -> Mapping[type[Table[Any]], Mapping[str, Any]]:
        return {
            type(table): {
                table.code[row].casefold(): table.row_type(row) for row in range(len(table))
            }
            for table in (self.countries, self.languages)
        }


def _sorted_by_name(table: Table[R]) -> list[R]:
    names: Column[str] = table.column("name_en")
    rows = sorted(range(len(table)), key=lambda row: spelling(names[row]))
    return [table.row_type(row) for row in rows]  # type: ignore[misc]  # R
