"""Statistics over a set of films; unknown values are left out and counted apart."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.lists.masks import known
from catalog.storage.columns import Column
from catalog.tables import Movies


class NumberStats(NamedTuple):
    """Statistics over the known values; without any, all but `known` and `sum` are null."""

    known: int
    min: float | None
    max: float | None
    mean: float | None
    median: float | None
    sum: float


def stats_of(values: NDArray[Any]) -> NumberStats:
    """Statistics over those `values` that are not null."""
    numbers = values[known(values)].astype(np.float64)
    if not len(numbers):
        return NumberStats(0, None, None, None, None, 0.0)
    return NumberStats(
        len(numbers),
        float(numbers.min()),
        float(numbers.max()),
        float(numbers.mean()),
        float(np.median(numbers)),
        float(numbers.sum()),
    )


class MovieStats:
    """Statistics over the films `rows`, each computed when it is read."""

    def __init__(self, movies: Movies, rows: NDArray[Any]) -> None:
        self._movies, self._rows = movies, rows

    def _over(self, column: Column[Any]) -> NumberStats:
        return stats_of(column.values[self._rows])

    @property
    def runtime(self) -> NumberStats:
        """Minutes."""
        return self._over(self._movies.runtime)

    @property
    def vote_average(self) -> NumberStats:
        """Mean votes, 0 to 10."""
        return self._over(self._movies.vote_average)

    @property
    def popularity(self) -> NumberStats:
        """TMDB's popularity."""
        return self._over(self._movies.popularity)

    @property
    def budget(self) -> NumberStats:
        """US dollars."""
        return self._over(self._movies.budget)

    @property
    def revenue(self) -> NumberStats:
        """US dollars."""
        return self._over(self._movies.revenue)

    @property
    def return_ratio(self) -> NumberStats:
        """Revenue divided by budget."""
        return self._over(self._movies.return_ratio)
