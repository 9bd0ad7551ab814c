"""Answers and queries that are worked out when somebody looks at them.

Both are made for one request, and one thread answers a request, so nothing is locked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

from catalog.enums import Basis
from catalog.lists.keyed import Keyed
from catalog.rows import MovieRow
from model.answers import Neighbor, Query

LookUp = Callable[[MovieRow, int, Basis], Sequence[Neighbor]]


class LazyNeighbors(Keyed, Sequence[Neighbor]):
    """The first `k` neighbors of a film in the table; the table is read on the first access."""

    def __init__(self, look_up: LookUp, movie: MovieRow, k: int, basis: Basis) -> None:
        self.key = movie, k, basis.value
        self._look_up = partial(look_up, movie, k, basis)

    @cached_property
    def _neighbors(self) -> Sequence[Neighbor]:
        return self._look_up()

    def __len__(self) -> int:
        return len(self._neighbors)

    def __getitem__(self, at: Any) -> Any:
        return self._neighbors[at]


class LazyQuery:
    """The query of a film; the first call makes it, later ones return the same."""

    __slots__ = ("_make", "_query")

    def __init__(self, make: Callable[[], Query]) -> None:
        self._make = make
        self._query: Query | None = None

    def __call__(self) -> Query:
        """Return the query."""
        if self._query is None:
            self._query = self._make()
        return self._query
