"""The catalog: the open tables of one snapshot and the look-ups over them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog import ids, tables
from catalog.columns import Column
from catalog.memory import TextKeys, row_of
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow
from catalog.selection import Selection
from catalog.snapshot import Draft, Snapshot
from catalog.table import Table
from catalog.text import letters, words
from catalog.titles import Titles

R = TypeVar("R", bound=int)
NAMES: dict[type[Table[Any]], tuple[str, ...]] = {
    tables.Collections: ("name",),
    tables.Companies: ("name",),
    tables.Genres: ("name_en", "name_es"),
    tables.People: ("name",),
}


class Catalog:
    """Everything that a snapshot holds.

    Look-ups give row numbers, or None where there is no such thing.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
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
        self.titles = Titles(self.movies, snapshot.arrays("titles"))
        self._popular: NDArray[np.int32] = snapshot.array("popular")
        self._imdb = TextKeys(snapshot.arrays("imdb"))
        self._names = {kind: TextKeys(snapshot.arrays(_names_of(kind))) for kind in NAMES}

    @property
    def fingerprint(self) -> str:
        """Which snapshot this is; empty while it is being built."""
        return self.snapshot.manifest.fingerprint if self.snapshot.manifest else ""

    def movie(self, text: str) -> MovieRow | None:
        """The film with this global id, TMDB number or IMDb id."""
        if text.startswith("tt"):
            return next(map(MovieRow, self._imdb.rows_of(text)), None)
        return self.numbered(self.movies, text)

    def numbered(self, table: Table[R], text: str) -> R | None:
        """The row of `table` with this global id or TMDB number."""
        number = ids.number(text.strip(), table.type_name())
        return None if number is None else self._row(type(table), number)

    def called(self, table: Table[R], name: str) -> R | None:
        """The row of that name, without case and accents; of several the one with most films."""
        counts: Column[int] = table.column("movie_count")
        rows = self._names[type(table)].rows_of(letters(name))
        best = max(rows, key=lambda row: (counts[row], -row), default=None)
        return None if best is None else table.row_type(best)  # type: ignore[return-value]  # R

    def node(self, global_id: str) -> int | None:
        """The row with this global id; its type tells the table."""
        type_name, number = ids.decode(global_id) or ("", 0)
        for kind in tables.TABLES:
            if kind.type_name() == type_name and kind.key_name == "tmdb_id":
                return self._row(kind, number)
        return None

    def by_popularity(self) -> Selection[MovieRow]:
        """Every film but the adult ones, most popular first."""
        return Selection(self._popular, self.fingerprint)

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


def write_indexes(draft: Draft) -> None:
    """Write what `Catalog` needs beside the tables, all of it made from the tables."""
    movies = draft.table(tables.Movies)
    draft.write_arrays("titles", Titles.of(movies).parts)
    popularity = np.nan_to_num(movies.popularity.values, nan=-1.0)
    order = np.argsort(-popularity, kind="stable").astype(np.int32)
    draft.write_array("popular", order[~movies.adult.values[order]])
    imdb = ((movies.imdb_id[row], row) for row in range(len(movies)))
    draft.write_arrays("imdb", TextKeys.of((text, row) for text, row in imdb if text).parts)
    for kind, columns in NAMES.items():
        table = draft.table(kind)
        named = (table.column(column) for column in columns)
        names = ((letters(names[row]), row) for names in named for row in range(len(table)))
        draft.write_arrays(_names_of(kind), TextKeys.of(names).parts)


def _names_of(kind: type[Table[Any]]) -> str:
    return f"names-{kind.table_name}"


def _by_name(table: Table[R]) -> list[R]:
    names: Column[str] = table.column("name_en")
    ordered = sorted(range(len(table)), key=lambda row: words(names[row]))
    return [table.row_type(row) for row in ordered]  # type: ignore[misc]  # R
