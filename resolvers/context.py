"""What resolvers see of the rest: two protocols that list the verbs they call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog import tables
from catalog.dataset import Dataset
from catalog.enums import Mode, MovieSort, NamedSort, Role, SearchIn, Signal
from catalog.lists.career import Career
from catalog.lists.masks import Mask
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Selection, Window
from catalog.lists.rowset import RowSet
from catalog.names.search import SearchHit
from catalog.names.titles import TitleMatch
from catalog.rows import CountryRow, GenreRow, LanguageRow, MovieRow, PersonRow
from catalog.storage.table import Table
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
    def within(self) -> Callable[[str, Any | None, Any | None], RowSet]: ...
    @property
    def meant(self) -> Callable[[str, str], Sequence[int]]: ...
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
    def called(self, table: Table[R], name: str) -> R | None: ...
    def nearest_name(self, table: Table[R], name: str) -> str | None: ...
    def node(self, global_id: str) -> int | None: ...
    def films(
        self,
        films: RowSet,
        sort: Sequence[MovieSort],
        window: Window,
        relevance: NDArray[np.float64] | None = None,
    ) -> MovieSelection: ...
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

    def hurried(self) -> Context:
        """The same, but of no use any more after the deadline of the thread that turns to it."""
        return _Hurried(self.catalog, self.recommender)


class _Clock(threading.local):
    """When a thread has to be done, as a time of `time.monotonic`."""

    deadline = inf


_CLOCK = _Clock()


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """Let this thread work until `deadline`, a time of `time.monotonic`."""
    before, _CLOCK.deadline = _CLOCK.deadline, deadline
    try:
        yield
    finally:
        _CLOCK.deadline = before


class _Hurried(Context):
    """A context that looks at the clock whenever a resolver turns to it."""

    __slots__ = ("_catalog", "_recommender")
    _catalog: Catalog
    _recommender: Recommender

    def __init__(self, catalog: Catalog, recommender: Recommender) -> None:
        object.__setattr__(self, "_catalog", catalog)
        object.__setattr__(self, "_recommender", recommender)

    @property
    def catalog(self) -> Catalog:
        """The catalog, while there is time."""
        if monotonic() > _CLOCK.deadline:
            raise TimedOut
        return self._catalog

    @property
    def recommender(self) -> Recommender:
        """The recommender, while there is time."""
        if monotonic() > _CLOCK.deadline:
            raise TimedOut
        return self._recommender
