"""A person's films in one role, and what they earned."""

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
    """The films of a person in one role.

    All but `movie_count` is over the films whose return is known: those with a revenue and a
    plausible budget.
    """

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
        """How many films have a known return."""
        return len(self._financed)

    @property
    def total_return(self) -> float:
        """Sum of the returns; a return is revenue divided by budget."""
        return self._returns.sum

    @property
    def average_return(self) -> float | None:
        """Mean of the returns; null without any."""
        return self._returns.mean

    @property
    def median_return(self) -> float | None:
        """Median of the returns; null without any."""
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
    """The career of a `person` in one `role`, without adult films.

    Parameters
    ----------
    include_self_directed
        Whether an actor's films count that the actor also directed; of no effect in other roles.
    """
    jobs = np.array(list(people.crew[person]), dtype=np.intp)
    directed = crew.movie.values[_with_role(crew, jobs, Role.DIRECTOR)]
    if role is Role.ACTOR:
        rows: NDArray[Any] = cast.movie.values[list(people.cast[person])]
        if not include_self_directed:
            rows = rows[~np.isin(rows, directed)]
    elif role is Role.CREW:
        rows = crew.movie.values[jobs]
    else:
        rows = crew.movie.values[_with_role(crew, jobs, role)]
    rows = np.unique(rows).astype(np.intp)
    return Career(movies, rows[~movies.adult.values[rows]])


def _with_role(crew: CrewCredits, credits: Rows, role: Role) -> Rows:
    """Those of the `credits` whose job is exactly one of the jobs of `role`."""
    codes = [code for code, job in enumerate(crew.job.labels[:-1]) if job in role.value]
    return credits[np.isin(crew.job.values[credits], codes)]
