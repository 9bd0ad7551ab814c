"""How much work a field is beside the objects that it shows, in units of cost.

A unit is about 20 µs.  `python -m benchmarks.calibration` measures what was estimated here.

Each function gets the catalog and the arguments of the field by their names in Python.  It looks at
which arguments are there, at enums, flags and lengths of lists, and at nothing else: texts that
differ in numbers and strings alone share what it says, and a variable that holds one of those
counts as one that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from catalog.catalog import Catalog
from catalog.enums import MovieSort, SearchIn
from catalog.storage.table import Table
from catalog.tables import Companies, People
from model.answers import STORED
from resolvers.filters import SET_FILTERS
from resolvers.inputs import MovieFilter, SetFilter

Arguments = Mapping[str, Any]
Work = Callable[[Catalog, Arguments], float]
"""Gives the work of a field, in units of cost."""

ROWS_COMPARED = 10_000
"""Rows that one condition of a filter compares for a unit."""
ROWS_SORTED = 2_000
"""Rows that are sorted by one key for a unit."""
ROWS_SUMMED = 225
"""Rows whose statistics are computed for a unit: six numbers, each with a median."""
ROWS_GROUPED = 1_000
"""Rows that are sorted into groups for a unit."""
ROWS_SCORED = 130
"""Films that are compared with a liked film for a unit, by all signals."""
NAMES_COMPARED = 500
"""Names among which one spelled like a text is looked up, for a unit."""
LOCAL_TITLES_COMPARED = 3_000
"""Titles by country that are looked up beside those, for a unit: 635,000 take 4 ms."""
LOCAL_TITLE = 1
"""Choosing the title of a film in a language."""
LOOK_UP = 20
"""Looking up a text that may be misspelled, however few names there are."""
ONE_NAME = 4
"""How much less it takes to find the nearest name alone."""
LIKED = 45
"""Each film that is liked or not, beside the comparison."""
REASONS = 30
"""Why one film is similar to another."""
CONFIDENCE = 8
"""Counting in which signals two films have data."""
DIVERSE = 250
"""Choosing films that are not alike from the best 200, which a tuning may ask for."""
CAREER = 12
"""The films of a person in one role, with the sums over them."""
STATISTICS = 2
"""Statistics of one number over however few films."""


def fuzzy(names: int) -> float:
    """Look up a text that may be misspelled among so many names."""
    return LOOK_UP + names / NAMES_COMPARED


def film_called(catalog: Catalog) -> float:
    """Look up a text that may be misspelled among all titles of films."""
    return fuzzy(len(catalog.movies)) + len(catalog.local_titles) / LOCAL_TITLES_COMPARED


def title(_: Catalog, arguments: Arguments) -> float:
    """Choose the title of a film in a language or country, unless neither is given."""
    return LOCAL_TITLE if any(each is not None for each in arguments.values()) else 0


def filtered(catalog: Catalog, where: MovieFilter | None) -> float:
    """Find the films that pass a filter."""
    if where is None:
        return 0
    conditions, names, work = 0, 0, 0.0
    for field, value in vars(where).items():
        if value is None or value is False:
            continue
        conditions += 1
        if isinstance(value, SetFilter):
            listed = sum(len(each or ()) for each in (value.any, value.all, value.none))
            names += listed
            if listed:  # the nearest name is looked up where one is unknown
                work += fuzzy(len(catalog.table(SET_FILTERS[field]))) / ONE_NAME
    if where.query is not None:
        work += film_called(catalog) + len(catalog.movies) / ROWS_SORTED
    return work + names + conditions * len(catalog.movies) / ROWS_COMPARED


def movies(catalog: Catalog, arguments: Arguments) -> float:
    """Filter films, and sort those that may be left: all of them."""
    return filtered(catalog, arguments["where"]) + _sorted(arguments["sort"], len(catalog.movies))


def movies_of(kind: type[Table[Any]]) -> Work:
    """Filter and sort the films that a row of a table lists: at most the longest such list."""

    def work(catalog: Catalog, arguments: Arguments) -> float:
        rows = catalog.longest_list(kind)
        found = filtered(catalog, arguments.get("where")) + rows / ROWS_COMPARED
        return found + _sorted(arguments["sort"], rows)

    return work


def statistics(catalog: Catalog, _: Arguments) -> float:
    """Compute statistics over films; those over groups of films are part of the grouping."""
    return len(catalog.movies) / ROWS_SUMMED


def groups(catalog: Catalog, _: Arguments) -> float:
    """Sort films into groups."""
    return len(catalog.movies) / ROWS_GROUPED


def group_statistics(catalog: Catalog, _: Arguments) -> float:
    """Find the films of a group, one comparison for each film."""
    return len(catalog.movies) / ROWS_COMPARED


def releases(catalog: Catalog, _: Arguments) -> float:
    """Count the films of a month or weekday."""
    return len(catalog.movies) / ROWS_COMPARED


def movie(catalog: Catalog, arguments: Arguments) -> float:
    """Find the film that a title means."""
    return 0 if arguments["title"] is None else film_called(catalog)


def similar(catalog: Catalog, arguments: Arguments) -> float:
    """Compare films with one film, unless its neighbors are known; see `recommend`."""
    given = any(arguments[name] for name in ("exclude", "where", "tuning"))
    given |= arguments["basis"] not in (None, *STORED)
    return recommend(catalog, arguments) if given else 0


def similar_movies(catalog: Catalog, arguments: Arguments) -> float:
    """Find the film that a title means, and films like it."""
    return film_called(catalog) + similar(catalog, arguments)


def recommend(catalog: Catalog, arguments: Arguments) -> float:
    """Compare films with those that are liked and not liked; without these, with one film."""
    seeds = sum(len(arguments.get(name) or ()) for name in ("like", "unlike"))
    scored = len(catalog.movies) / ROWS_SCORED + LIKED * max(seeds, 1)
    tuned = DIVERSE if arguments["tuning"] is not None else 0
    return scored + tuned + filtered(catalog, arguments["where"])


def search(catalog: Catalog, arguments: Arguments) -> float:
    """Find rows of several tables by name."""
    places = dict.fromkeys(arguments["in_"] or SearchIn)
    return sum(
        film_called(catalog)
        if place is SearchIn.MOVIE
        else fuzzy(len(getattr(catalog, place.value)))
        for place in places
    )


def named(table: type[Table[Any]]) -> Work:
    """Find rows of one table by name, or list all of them."""

    def work(catalog: Catalog, arguments: Arguments) -> float:
        rows = len(catalog.table(table))
        return 0 if arguments["query"] is None else fuzzy(rows) + rows / ROWS_SORTED

    return work


people, companies = named(People), named(Companies)


def _sorted(sort: Sequence[MovieSort] | None, rows: int) -> float:
    """Sort rows; by one key they are sorted already."""
    return rows * len(sort) / ROWS_SORTED if sort and len(sort) > 1 else 0.0
