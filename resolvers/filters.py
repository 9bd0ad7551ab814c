"""A MovieFilter to a set of films: one predicate for each of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import MovieStatus
from catalog.lists.masks import (
    Mask,
    among,
    credited,
    filled,
)
from catalog.lists.rowset import RowSet, common
from resolvers.arguments import few, text_of
from resolvers.context import Catalog
from resolvers.errors import BadUserInput, UnknownName
from resolvers.inputs import DateRange, FloatRange, IntRange, MovieFilter, SetFilter

Predicate = Callable[[Catalog, Any], RowSet]
Having = Callable[[Catalog, Sequence[int]], Mask]


class Matched(NamedTuple):
    """The films that pass a filter, and how well their titles fit its query if it has one.

    The latter has the shape (n_movies,).
    """

    films: RowSet
    relevance: NDArray[np.float64] | None


def matching(
    catalog: Catalog, where: MovieFilter | None, among_films: RowSet | None = None
) -> Matched:
    """Which films pass `where`; with `among_films`, which of those.

    An empty list restricts nothing, since a client with no box ticked sends it; but no ids are no
    films.

    Raises
    ------
    BadUserInput
        A range is inverted, a name unknown or a list too long.
    """
    if where is None:
        shown = catalog.shown
        return Matched(among_films.within(shown) if among_films else shown, None)
    sets: list[RowSet] = []
    relevance = None
    if where.query is not None:
        relevance = catalog.relevance(text_of("query", where.query))
        sets.append(RowSet(len(relevance), mask=relevance > 0))
    for name, value in vars(where).items():
        if value is not None and name in PREDICATES and (value != [] or name == "ids"):
            sets.append(PREDICATES[name](catalog, value))
    if among_films is not None:
        sets.append(among_films)
    if not where.include_adult:
        sets.append(catalog.shown)  # last, since it leaves out least
    return Matched(common(len(catalog.movies), sets), relevance)


def rows_of(catalog: Catalog, table_name: str, argument: str, name: str) -> Sequence[int]:
    """The rows that `name` means: a code, a global id or a name, of which all bearers count.

    Raises
    ------
    UnknownName
        Nothing is called so.
    """
    found = catalog.meant(table_name, text_of(argument, name))
    if not found:
        nearest = catalog.nearest_name(getattr(catalog, table_name), name)
        raise UnknownName(argument, name, nearest)
    return found


def _range(argument: str, column: str) -> Predicate:
    def films(catalog: Catalog, wanted: IntRange | FloatRange) -> RowSet:
        return _between(catalog, argument, column, wanted.min, wanted.max)

    return films


def _release_date(catalog: Catalog, wanted: DateRange) -> RowSet:
    return _between(catalog, "releaseDate", "release_date", wanted.from_, wanted.to)


def _between(
    catalog: Catalog, argument: str, column: str, low: Any | None, high: Any | None
) -> RowSet:
    if low is not None and high is not None and low > high:
        raise BadUserInput(argument, f"{low} to {high}", "a range from low to high")
    return catalog.within(column, low, high)


def _masked(mask: Callable[[Catalog, Any], Mask]) -> Predicate:
    return lambda catalog, wanted: RowSet(len(catalog.movies), mask=mask(catalog, wanted))


def _set(argument: str, table_name: str, having: Having) -> Predicate:
    def mask(catalog: Catalog, wanted: SetFilter) -> Mask:
        def films_of(name: str) -> Mask:
            return having(catalog, rows_of(catalog, table_name, argument, name))

        parts = [films_of(name) for name in few(argument, wanted.all or [])]
        parts += [~films_of(name) for name in few(argument, wanted.none or [])]
        if wanted.any:
            parts.append(reduce(np.logical_or, map(films_of, few(argument, wanted.any))))
        if not parts:
            return np.ones(len(catalog.movies), dtype=bool)
        return reduce(np.logical_and, parts)

    return _masked(mask)


def _listed_by(table_name: str) -> Having:
    def mask(catalog: Catalog, rows: Sequence[int]) -> Mask:
        return reduce(np.logical_or, [catalog.listing(table_name, row) for row in rows])

    return mask


def _in_cast(catalog: Catalog, people: Sequence[int]) -> Mask:
    return credited(catalog.people.cast, catalog.cast.movie, people, len(catalog.movies))


def _in_crew(catalog: Catalog, people: Sequence[int]) -> Mask:
    return credited(catalog.people.crew, catalog.crew.movie, people, len(catalog.movies))


def _ids(catalog: Catalog, ids: Sequence[str]) -> Mask:
    mask = np.zeros(len(catalog.movies), dtype=bool)
    mask[[row for row in map(catalog.movie, few("ids", ids)) if row is not None]] = True
    return mask


def _has_poster(catalog: Catalog, wanted: bool) -> Mask:
    return np.asarray(filled(catalog.movies.poster_path) == wanted)


def _status(catalog: Catalog, wanted: Sequence[MovieStatus]) -> Mask:
    codes = list(MovieStatus)
    return among(catalog.movies.status, [codes.index(status) for status in wanted])


PREDICATES: Mapping[str, Predicate] = {
    "ids": _masked(_ids),
    "genres": _set("genres", "genres", _listed_by("genres")),
    "keywords": _set("keywords", "keywords", _listed_by("keywords")),
    "companies": _set("companies", "companies", _listed_by("companies")),
    "collections": _set("collections", "collections", _listed_by("collections")),
    "countries": _set("countries", "countries", _listed_by("countries")),
    "languages": _set("languages", "languages", _listed_by("languages")),
    "cast": _set("cast", "people", _in_cast),
    "crew": _set("crew", "people", _in_crew),
    "year": _range("year", "release_year"),
    "release_date": _release_date,
    "month": _masked(lambda c, months: among(c.movies.release_month, [m.value for m in months])),
    "weekday": _masked(lambda c, days: among(c.movies.release_weekday, [d.value for d in days])),
    "runtime": _range("runtime", "runtime"),
    "vote_average": _range("voteAverage", "vote_average"),
    "vote_count": _range("voteCount", "vote_count"),
    "popularity": _range("popularity", "popularity"),
    "budget": _range("budget", "budget"),
    "revenue": _range("revenue", "revenue"),
    "return_ratio": _range("returnRatio", "return_ratio"),
    "status": _masked(_status),
    "has_poster": _masked(_has_poster),
}
"""Each field of MovieFilter but `query`, which also orders, and `includeAdult`."""
