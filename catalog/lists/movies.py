"""Films that matched a filter: a page of them, figures over all of them, and groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import NDArray

from catalog.enums import GroupBy
from catalog.lists.groups import Grouping, MovieGroup
from catalog.lists.page import Selection, Window
from catalog.lists.rowset import RowSet
from catalog.lists.stats import MovieStats
from catalog.rows import MovieRow
from catalog.tables import Movies


class MovieSelection(Selection[MovieRow]):
    """The films that matched."""

    def __init__(
        self,
        movies: Movies,
        grouping: Callable[[GroupBy], Grouping],
        films: RowSet,
        ordered: Callable[[slice], NDArray[Any]],
        window: Window,
        fingerprint: str,
    ) -> None:
        super().__init__(films.count, ordered, window, fingerprint)
        self._movies, self._grouping, self._films = movies, grouping, films

    @property
    def stats(self) -> MovieStats:
        """Figures over everything that matched."""
        return MovieStats(self._movies, self._films.rows)

    def groups(self, by: GroupBy, first: int) -> Sequence[MovieGroup]:
        """The first groups of what matched."""
        return self._grouping(by).groups(self._movies, self._films.mask, first)
