"""Films that matched a filter: a page of them, figures over all of them, and groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.enums import GroupBy
from catalog.figures import MovieStats
from catalog.groups import Grouping, MovieGroup
from catalog.predicates import Mask
from catalog.rows import MovieRow
from catalog.selection import Selection, Window
from catalog.tables import Movies


class FilmSelection(Selection[MovieRow]):
    """The films of `mask`, of shape (n_movies,)."""

    def __init__(
        self,
        movies: Movies,
        grouping: Callable[[GroupBy], Grouping],
        mask: Mask,
        ordered: Callable[[], NDArray[Any]],
        window: Window,
        fingerprint: str,
    ) -> None:
        super().__init__(int(np.count_nonzero(mask)), ordered, window, fingerprint)
        self._movies, self._grouping, self._mask = movies, grouping, mask

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Every film that matched, by id."""
        return np.flatnonzero(self._mask)

    @property
    def stats(self) -> MovieStats:
        """Figures over everything that matched."""
        return MovieStats(self._movies, self.rows)

    def groups(self, by: GroupBy, first: int) -> Sequence[MovieGroup]:
        """The first groups of what matched."""
        return self._grouping(by).groups(self._movies, self._mask, first)
