"""What resolvers see of the rest: two protocols that list the verbs they call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from catalog import tables
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow
from catalog.selection import Selection
from catalog.table import Table
from catalog.titles import TitleMatch
from model.recommender import Neighbor

R = TypeVar("R", bound=int)


class Titles(Protocol):
    """Finds films by title."""

    def match(self, title: str, year: int | None = None) -> TitleMatch: ...


class Catalog(Protocol):
    """The tables and the look-ups over them."""

    @property
    def movies(self) -> tables.Movies: ...
    @property
    def collections(self) -> tables.Collections: ...
    @property
    def genres(self) -> tables.Genres: ...
    @property
    def companies(self) -> tables.Companies: ...
    @property
    def people(self) -> tables.People: ...
    @property
    def crew(self) -> tables.CrewCredits: ...
    @property
    def titles(self) -> Titles: ...
    @property
    def genres_by_name(self) -> Sequence[GenreRow]: ...
    @property
    def countries_by_name(self) -> Sequence[CountryRow]: ...
    @property
    def languages_by_name(self) -> Sequence[LanguageRow]: ...

    def movie(self, text: str) -> MovieRow | None: ...
    def numbered(self, table: Table[R], text: str) -> R | None: ...
    def called(self, table: Table[R], name: str) -> R | None: ...
    def node(self, global_id: str) -> int | None: ...
    def by_popularity(self) -> Selection[MovieRow]: ...


class Recommender(Protocol):
    """Finds films like a film."""

    def similar(self, movie: MovieRow, k: int) -> Sequence[Neighbor]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """One snapshot, for the length of one request."""

    catalog: Catalog
    recommender: Recommender
