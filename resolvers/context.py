"""What resolvers work with: the catalog and the recommender of one snapshot."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Protocol, TypeVar

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from catalog.rows import MovieRow
from model.answers import Neighbor, Query, Tuning
from model.card import ModelCard
from model.reasons import Reason
from resolvers.errors import TimedOut

R = TypeVar("R", bound=int)


class Recommender(Protocol):
    """Finds similar films and says why they are similar."""

    @property
    def model(self) -> ModelCard: ...

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
    """One snapshot.  Requests and threads share it; nothing in it changes."""

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
