"""Films that matched a filter: one page of them, and statistics and groups over all of them."""

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
    """The films that matched, and one page of them.

    Parameters
    ----------
    movies
        The table of films.
    grouping
        Gives the groups of all films; called when groups are asked for.
    matched
        The films that matched.
    fetch, window, fingerprint
        As for `Selection`.
    """

    def __init__(
        self,
        movies: Movies,
        grouping: Callable[[GroupBy], Grouping],
        matched: RowSet,
        fetch: Callable[[slice], NDArray[Any]],
        window: Window,
        fingerprint: str,
    ) -> None:
        super().__init__(matched.count, fetch, window, fingerprint)
        self._movies, self._grouping, self._matched = movies, grouping, matched

    @property
    def stats(self) -> MovieStats:
        """Statistics over all films that matched, not only those of the page."""
        return MovieStats(self._movies, self._matched.rows)

    def groups(self, by: GroupBy, first: int) -> Sequence[MovieGroup]:
        """At most `first` groups of the films that matched."""
        return self._grouping(by).groups(self._movies, self._matched.mask, first)
