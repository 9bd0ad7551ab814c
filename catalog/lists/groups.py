"""Films by what they share: facets, charts, calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import GroupBy, Lang, Month, MovieStatus, Weekday
from catalog.labels import LABELS
from catalog.lists.masks import Mask
from catalog.lists.stats import MovieStats
from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges
from catalog.tables import Movies


class MovieGroup:
    """The films that share one value; `count` of them."""

    def __init__(
        self, named: tuple[str, Mapping[Lang, str]], count: int, stats: Callable[[], MovieStats]
    ) -> None:
        self.key, labels = named
        self.label_en, self.label_es = labels[Lang.EN], labels[Lang.ES]
        self.count, self._stats = count, stats

    @property
    def stats(self) -> MovieStats:
        """Figures over the films of the group."""
        return self._stats()


class Grouping(NamedTuple):
    """What films are grouped by.

    Parameters
    ----------
    films, codes
        Pairs: a film and the code of a value that it has, of shape (n_pairs,).
    size
        Codes are 0 … size - 1.
    named
        Gives the key and the labels of a code.
    calendar
        Whether groups stand in the order of their codes, and not by the number of films.
    """

    films: NDArray[Any]
    codes: NDArray[Any]
    size: int
    named: Callable[[int], tuple[str, Mapping[Lang, str]]]
    calendar: bool = False

    def groups(self, movies: Movies, mask: Mask, first: int) -> list[MovieGroup]:
        """The first groups of the films of `mask`, without empty ones."""
        matched = mask[self.films]
        films, codes = self.films[matched], self.codes[matched]
        counts = np.bincount(codes, minlength=self.size)
        order = np.flatnonzero(counts)
        if not self.calendar:
            order = order[np.argsort(-counts[order], kind="stable")]

        def stats_of(code: int) -> Callable[[], MovieStats]:
            return lambda: MovieStats(movies, films[codes == code])

        return [
            MovieGroup(self.named(code), int(counts[code]), stats_of(code))
            for code in order[:first].tolist()
        ]


def grouping(by: GroupBy, movies: Movies, things: Mapping[GroupBy, Any]) -> Grouping:
    """What films are grouped by, made once for a catalog."""
    numbered: Mapping[GroupBy, Callable[[], Grouping]] = {
        GroupBy.YEAR: lambda: _numbered(movies.release_year.values, _year),
        GroupBy.DECADE: lambda: _numbered(movies.release_year.values // 10, _decade),
        GroupBy.MONTH: lambda: _numbered(movies.release_month.values, _called(Month)),
        GroupBy.WEEKDAY: lambda: _numbered(movies.release_weekday.values, _called(Weekday)),
        GroupBy.STATUS: lambda: _numbered(movies.status.values, _status)._replace(calendar=False),
    }
    listed: Mapping[GroupBy, Edges[Any]] = {
        GroupBy.GENRE: movies.genres,
        GroupBy.COMPANY: movies.companies,
        GroupBy.COUNTRY: movies.countries,
    }
    referenced: Mapping[GroupBy, Column[Any]] = {
        GroupBy.LANGUAGE: movies.original_language,
        GroupBy.COLLECTION: movies.collection,
    }
    if by in numbered:
        return numbered[by]()
    if by in listed:
        return _listed(listed[by], things[by])
    return _referenced(referenced[by], things[by])


def _listed(edges: Edges[Any], things: Any) -> Grouping:
    films = np.repeat(np.arange(len(edges), dtype=np.int32), np.diff(edges.offsets))
    return Grouping(films, edges.rows, len(things), _thing(things))


def _referenced(column: Column[Any], things: Any) -> Grouping:
    films = np.flatnonzero(column.values != -1)
    return Grouping(films, column.values[films], len(things), _thing(things))


def _numbered(
    values: NDArray[Any], named: Callable[[int], tuple[str, Mapping[Lang, str]]]
) -> Grouping:
    films = np.flatnonzero(values != -1)
    codes = values[films].astype(np.intp)
    return Grouping(films, codes, int(codes.max(initial=0)) + 1, named, calendar=True)


def _thing(things: Any) -> Callable[[int], tuple[str, Mapping[Lang, str]]]:
    """Key: the global id or code; label: the name, in both languages where it has two."""

    def named(row: int) -> tuple[str, Mapping[Lang, str]]:
        key = (things.code if things.key_name == "code" else things.id)[row]
        if "name_en" in things.columns():
            return key, {Lang.EN: things.name_en[row], Lang.ES: things.name_es[row]}
        return key, dict.fromkeys(Lang, things.name[row])

    return named


def _year(year: int) -> tuple[str, Mapping[Lang, str]]:
    return str(year), dict.fromkeys(Lang, str(year))


def _decade(tens: int) -> tuple[str, Mapping[Lang, str]]:
    first = f"{tens}0"
    return first, {Lang.EN: f"{first}s", Lang.ES: f"años {first}"}


def _called(choices: type[Month | Weekday]) -> Callable[[int], tuple[str, Mapping[Lang, str]]]:
    return lambda number: (choices(number).name, LABELS[choices(number)])


def _status(code: int) -> tuple[str, Mapping[Lang, str]]:
    status = list(MovieStatus)[code]
    return status.name, LABELS[status]
