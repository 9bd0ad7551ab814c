"""One side of a person's work, counted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Role
from catalog.lists.masks import known
from catalog.lists.stats import NumberStats, stats_of
from catalog.rows import PersonRow
from catalog.tables import CastCredits, CrewCredits, Movies, People

Rows = NDArray[np.intp]


class Career:
    """The films of a person in one role; figures are over those with a return."""

    def __init__(self, movies: Movies, rows: Rows) -> None:
        self._movies = movies
        self.rows = rows
        self.movie_count = len(rows)

    @cached_property
    def _financed(self) -> Rows:
        return self.rows[known(self._movies.return_ratio.values[self.rows])]

    @cached_property
    def _returns(self) -> NumberStats:
        return stats_of(self._movies.return_ratio.values[self._financed])

    @property
    def financed_count(self) -> int:
        """Films with a budget, a plausible one, and a revenue."""
        return len(self._financed)

    @property
    def total_return(self) -> float:
        """Sum of the returns."""
        return self._returns.sum

    @property
    def average_return(self) -> float | None:
        """Mean of the returns."""
        return self._returns.mean

    @property
    def median_return(self) -> float | None:
        """Median of the returns."""
        return self._returns.median

    @property
    def total_budget(self) -> float:
        """Sum of the budgets in US dollars."""
        return float(self._movies.budget.values[self._financed].sum())

    @property
    def total_revenue(self) -> float:
        """Sum of the revenues in US dollars."""
        return float(self._movies.revenue.values[self._financed].sum())


def career(
    person: PersonRow,
    role: Role,
    *,
    include_self_directed: bool,
    people: People,
    movies: Movies,
    cast: CastCredits,
    crew: CrewCredits,
) -> Career:
    """The films of a `person` in a `role`, without adult ones.

    Films that an actor also directed are left out unless `include_self_directed`.
    """
    jobs = np.array(list(people.crew[person]), dtype=np.intp)
    directed = crew.movie.values[_doing(crew, jobs, Role.DIRECTOR)]
    if role is Role.ACTOR:
        rows: NDArray[Any] = cast.movie.values[list(people.cast[person])]
        if not include_self_directed:
            rows = rows[~np.isin(rows, directed)]
    elif role is Role.CREW:
        rows = crew.movie.values[jobs]
    else:
        rows = crew.movie.values[_doing(crew, jobs, role)]
    films = np.unique(rows).astype(np.intp)
    return Career(movies, films[~movies.adult.values[films]])


def _doing(crew: CrewCredits, credits: Rows, role: Role) -> Rows:
    """Those `credits` whose job is exactly one of the role's."""
    codes = [code for code, job in enumerate(crew.job.labels[:-1]) if job in role.value]
    return credits[np.isin(crew.job.values[credits], codes)]
