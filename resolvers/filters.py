"""Filters: from a MovieFilter to the films that pass, one predicate for each of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog import tables
from catalog.catalog import Catalog
from catalog.enums import MovieStatus
from catalog.lists.masks import Mask, credited_to, has_text, is_in
from catalog.lists.rowset import RowSet, intersection
from catalog.storage.table import Table
from resolvers.argument_bounds import at_most, valid_text
from resolvers.errors import BadUserInput, UnknownName
from resolvers.inputs import DateRange, FloatRange, IntRange, MovieFilter, SetFilter

Predicate = Callable[[Catalog, Any], RowSet]
"""The films for which a field of the filter, with this value, holds."""
MoviesOf = Callable[[Catalog, Sequence[int]], Mask]
"""The films of some rows: of one genre, say, or of all people with one name."""
Kind = type[Table[Any]]


class FilterResult(NamedTuple):
    """The films that pass a filter.

    If the filter has a query, `relevance` says how well each film of the catalog fits it, 0 to 1,
    of shape (n_movies,).
    """

    rows: RowSet
    relevance: NDArray[np.float64] | None


def apply_filter(
    catalog: Catalog, where: MovieFilter | None, among: RowSet | None = None
) -> FilterResult:
    """The films that pass `where`; with `among`, only films of that set.

    An empty list restricts nothing, since a client sends one when no box is ticked.  Only an empty
    list of ids means no films.

    Raises
    ------
    BadUserInput
        A range is inverted, a name unknown or a list too long.
    """
    count = len(catalog.movies)
    if where is None:
        visible = catalog.visible
        return FilterResult(intersection(count, [among, visible]) if among else visible, None)
    sets: list[RowSet] = []
    relevance = None
    if where.query is not None:
        relevance = catalog.relevance(valid_text("query", where.query))
        sets.append(RowSet(len(relevance), mask=relevance > 0))
    for name, value in vars(where).items():
        if value is not None and name in PREDICATES and (value != [] or name == "ids"):
            sets.append(PREDICATES[name](catalog, value))
    if among is not None:
        sets.append(among)
    if not where.include_adult:
        sets.append(catalog.visible)  # last, since it excludes the fewest films
    return FilterResult(intersection(count, sets), relevance)


def _rows_meant(catalog: Catalog, kind: Kind, argument: str, text: str) -> Sequence[int]:
    """The rows that `text` means: one with this code or global id, or all with this name.

    Raises
    ------
    UnknownName
        There is none.
    """
    rows: Sequence[int] = catalog.rows_meant(kind, valid_text(argument, text))
    if not rows:
        raise UnknownName(argument, text, catalog.nearest_name(catalog.table(kind), text))
    return rows


def _range(argument: str, column: str) -> Predicate:
    def rows(catalog: Catalog, wanted: IntRange | FloatRange) -> RowSet:
        return _between(catalog, argument, column, wanted.min, wanted.max)

    return rows


def _release_date(catalog: Catalog, wanted: DateRange) -> RowSet:
    return _between(catalog, "releaseDate", "release_date", wanted.from_, wanted.to)


def _between(
    catalog: Catalog, argument: str, column: str, low: Any | None, high: Any | None
) -> RowSet:
    if low is not None and high is not None and low > high:
        raise BadUserInput(argument, f"{low} to {high}", "a range from low to high")
    return catalog.between(column, low, high)


def _by_mask(mask: Callable[[Catalog, Any], Mask]) -> Predicate:
    return lambda catalog, wanted: RowSet(len(catalog.movies), mask=mask(catalog, wanted))


SET_FILTERS: Mapping[str, Kind] = {
    "genres": tables.Genres,
    "keywords": tables.Keywords,
    "tags": tables.Tags,
    "companies": tables.Companies,
    "collections": tables.Collections,
    "countries": tables.Countries,
    "languages": tables.Languages,
    "cast": tables.People,
    "crew": tables.People,
}
"""The table whose rows a SetFilter names, by the field of the filter."""


def _set(argument: str, movies_of: MoviesOf) -> Predicate:
    """The predicate of a SetFilter."""

    def mask(catalog: Catalog, wanted: SetFilter) -> Mask:
        def having(text: str) -> Mask:
            return movies_of(catalog, _rows_meant(catalog, SET_FILTERS[argument], argument, text))

        masks = [having(text) for text in at_most(argument, wanted.all or [])]
        masks += [~having(text) for text in at_most(argument, wanted.none or [])]
        if wanted.any:
            masks.append(reduce(np.logical_or, map(having, at_most(argument, wanted.any))))
        if not masks:
            return np.ones(len(catalog.movies), dtype=bool)
        return reduce(np.logical_and, masks)

    return _by_mask(mask)


def _set_of_lists(argument: str) -> Predicate:
    """The predicate of a SetFilter over a table whose rows list their films."""
    kind = SET_FILTERS[argument]

    def movies_of(catalog: Catalog, rows: Sequence[int]) -> Mask:
        return reduce(np.logical_or, [catalog.movies_of(kind, row) for row in rows])

    return _set(argument, movies_of)


def _in_cast(catalog: Catalog, people: Sequence[int]) -> Mask:
    return credited_to(catalog.people.cast, catalog.cast.movie, people, len(catalog.movies))


def _in_crew(catalog: Catalog, people: Sequence[int]) -> Mask:
    return credited_to(catalog.people.crew, catalog.crew.movie, people, len(catalog.movies))


def _ids(catalog: Catalog, ids: Sequence[str]) -> Mask:
    mask = np.zeros(len(catalog.movies), dtype=bool)
    mask[[row for row in map(catalog.movie, at_most("ids", ids)) if row is not None]] = True
    return mask


def _has_poster(catalog: Catalog, wanted: bool) -> Mask:
    return np.asarray(has_text(catalog.movies.poster_path) == wanted)


def _status(catalog: Catalog, wanted: Sequence[MovieStatus]) -> Mask:
    codes = list(MovieStatus)
    return is_in(catalog.movies.status, [codes.index(status) for status in wanted])


PREDICATES: Mapping[str, Predicate] = {
    "ids": _by_mask(_ids),
    "genres": _set_of_lists("genres"),
    "keywords": _set_of_lists("keywords"),
    "tags": _set_of_lists("tags"),
    "companies": _set_of_lists("companies"),
    "collections": _set_of_lists("collections"),
    "countries": _set_of_lists("countries"),
    "languages": _set_of_lists("languages"),
    "cast": _set("cast", _in_cast),
    "crew": _set("crew", _in_crew),
    "year": _range("year", "release_year"),
    "release_date": _release_date,
    "month": _by_mask(lambda c, months: is_in(c.movies.release_month, [m.value for m in months])),
    "weekday": _by_mask(lambda c, days: is_in(c.movies.release_weekday, [d.value for d in days])),
    "runtime": _range("runtime", "runtime"),
    "vote_average": _range("voteAverage", "vote_average"),
    "vote_count": _range("voteCount", "vote_count"),
    "popularity": _range("popularity", "popularity"),
    "budget": _range("budget", "budget"),
    "revenue": _range("revenue", "revenue"),
    "return_ratio": _range("returnRatio", "return_ratio"),
    "status": _by_mask(_status),
    "has_poster": _by_mask(_has_poster),
}
"""The predicate of each field of MovieFilter, apart from `query`, which also orders, and
`include_adult`."""
