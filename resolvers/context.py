"""What resolvers see of the rest: two protocols that list the verbs they call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog import tables
from catalog.career import Career
from catalog.dataset import Dataset
from catalog.enums import Mode, MovieSort, NamedSort, Role, SearchIn, Signal
from catalog.films import FilmSelection
from catalog.predicates import Mask
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow, PersonRow
from catalog.rowset import RowSet
from catalog.search import SearchHit
from catalog.selection import Selection, Window
from catalog.table import Table
from catalog.titles import TitleMatch
from model.card import Model
from model.reasons import Reason
from model.recommender import Neighbor, Query, Tuning
from resolvers.errors import TimedOut

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
    def cast(self) -> tables.CastCredits: ...
    @property
    def crew(self) -> tables.CrewCredits: ...
    @property
    def titles(self) -> Titles: ...
    @property
    def shown(self) -> RowSet: ...
    @property
    def listing(self) -> Callable[[str, int], Mask]: ...
    @property
    def dataset(self) -> Dataset: ...
    @property
    def genres_by_name(self) -> Sequence[GenreRow]: ...
    @property
    def countries_by_name(self) -> Sequence[CountryRow]: ...
    @property
    def languages_by_name(self) -> Sequence[LanguageRow]: ...

    def movie(self, text: str) -> MovieRow | None: ...
    def numbered(self, table: Table[R], text: str) -> R | None: ...
    def coded(self, table: Table[R], code: str) -> R | None: ...
    def bearers(self, table: Table[R], name: str) -> Sequence[R]: ...
    def called(self, table: Table[R], name: str) -> R | None: ...
    def nearest_name(self, table: Table[R], name: str) -> str | None: ...
    def node(self, global_id: str) -> int | None: ...
    def films(
        self,
        films: RowSet,
        sort: Sequence[MovieSort],
        window: Window,
        relevance: NDArray[np.float64] | None = None,
    ) -> FilmSelection: ...
    def things(
        self, table: Table[R], query: str | None, sort: NamedSort, window: Window
    ) -> Selection[R]: ...
    def search(self, query: str, places: Iterable[SearchIn], most: int) -> Sequence[SearchHit]: ...
    def relevance(self, query: str) -> NDArray[np.float64]: ...
    def career(self, person: PersonRow, role: Role, *, include_self_directed: bool) -> Career: ...


class Recommender(Protocol):
    """Finds films like others and says why."""

    @property
    def model(self) -> Model: ...

    def similar(self, movie: MovieRow, k: int, mode: Mode) -> Sequence[Neighbor]: ...
    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        mode: Mode,
        factors: Mapping[Signal, float] | None = None,
    ) -> Query: ...
    def nearest(self, query: Query, k: int, tuning: Tuning) -> Sequence[Neighbor]: ...
    def reasons(self, neighbor: Neighbor) -> Sequence[Reason]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """One snapshot, for the length of one request."""

    catalog: Catalog
    recommender: Recommender

    def until(self, deadline: float) -> Context:
        """The same, but of no use any more after `deadline`, a time of `time.monotonic`."""
        return _Hurried(self, deadline)


class _Hurried(Context):
    """A context that looks at the clock whenever a resolver turns to it."""

    __slots__ = ("_deadline", "_of")
    _deadline: float
    _of: Context

    def __init__(self, of: Context, deadline: float) -> None:
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "_deadline", deadline)

    @property
    def catalog(self) -> Catalog:
        """The catalog, while there is time."""
        self._look()
        return self._of.catalog

    @property
    def recommender(self) -> Recommender:
        """The recommender, while there is time."""
        self._look()
        return self._of.recommender

    def _look(self) -> None:
        if monotonic() > self._deadline:
            raise TimedOut
