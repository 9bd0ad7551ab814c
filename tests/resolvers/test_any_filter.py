"""Any filter and any order against the same said in plain Python."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.enums import Month, MovieSort, MovieStatus, Weekday
from resolvers.argument_bounds import window
from resolvers.errors import UnknownName
from resolvers.filters import PREDICATES, apply_filter
from resolvers.inputs import DateRange, FloatRange, IntRange, MovieFilter, SetFilter
from resolvers.pages import movie_page
from tests.support.laws import slow_law
from tests.support.random_catalogs import (
    GENRES,
    PEOPLE,
    Facts,
    Small,
)


def global_id(plain: str) -> str:
    return base64.b64encode(plain.encode()).decode()


ids_of_genres = {
    **{name: frozenset([number]) for number, name in GENRES.items()},
    "drama": frozenset([18]),
    "crimen": frozenset([80]),
    global_id("Genre:35"): frozenset([35]),
}
ids_of_companies = {
    **{name: frozenset([1, 2]) for name in ("Acme", "acmé", "A.C.M.E.")},
    "42": frozenset([3]),
    "eclair": frozenset([4]),
    global_id("Company:2"): frozenset([2]),
}
ids_of_countries = {
    **{name: frozenset(["ES"]) for name in ("es", "Spain", "españa")},
    "US": frozenset(["US"]),
    "France": frozenset(["FR"]),
}
ids_of_languages = {
    **{name: frozenset(["en"]) for name in ("EN", "english", "ingles")},
    "es": frozenset(["es"]),
    "Francés": frozenset(["fr"]),
}
ids_of_people = {
    **{name: frozenset(n for n in PEOPLE if PEOPLE[n] == name) for name in PEOPLE.values()},
    global_id("Person:12"): frozenset([12]),
}
SETS: Mapping[str, tuple[Mapping[str, frozenset[Any]], Callable[[Facts], frozenset[Any]]]] = {
    "genres": (ids_of_genres, lambda film: film.genres),
    "companies": (ids_of_companies, lambda film: film.companies),
    "countries": (ids_of_countries, lambda film: film.countries),
    "languages": (ids_of_languages, lambda film: frozenset([film.language])),
    "keywords": (
        {"Heist": frozenset([5]), "dog": frozenset([6])},
        lambda film: film.keywords,
    ),
    "tags": (
        {name: frozenset(["dark comedy"]) for name in ("Dark Comedy", "dark-comedy")}
        | {"slow": frozenset(["slow"])},
        lambda film: film.tags,
    ),
    "collections": (
        {"the set": frozenset([7]), global_id("Collection:8"): frozenset([8])},
        lambda film: frozenset([film.collection]),
    ),
    "cast": (ids_of_people, lambda film: film.cast),
    "crew": (ids_of_people, lambda film: frozenset(person for person, _ in film.crew)),
}
RANGES: Mapping[str, tuple[Any, list[Any], Callable[[Facts], Any]]] = {
    "year": (IntRange, [1999, 2001, 2008, 2010], lambda film: film.day.year),
    "runtime": (IntRange, [0, 80, 90, 120], lambda film: film.runtime),
    "vote_average": (FloatRange, [0.0, 5.5, 8.0], lambda film: film.average),
    "vote_count": (IntRange, [0, 1, 60], lambda film: film.votes),
    "popularity": (FloatRange, [0.0, 0.5, 5.0], lambda film: film.popularity),
    "budget": (FloatRange, [0.0, 1000.0, 5e6], lambda film: film.budget),
    "revenue": (FloatRange, [0.0, 4000.0, 3e9], lambda film: film.revenue),
    "return_ratio": (FloatRange, [0.0, 1.0, 1000.0], lambda film: film.return_ratio),
}
CHOICES: Mapping[str, tuple[Any, Callable[[Facts], Any]]] = {
    "month": (Month, lambda film: Month(film.day.month)),
    "weekday": (Weekday, lambda film: Weekday(film.day.isoweekday())),
    "status": (MovieStatus, lambda film: film.status),
}


def passes(film: Facts, where: Mapping[str, Any]) -> bool:
    """What a filter means."""
    shown = not film.adult or bool(where.get("include_adult"))
    return shown and all(PASSES[name](name, film, wanted) for name, wanted in where.items())


def within(value: Any, low: Any, high: Any) -> bool:
    known = value is not None
    return known and (low is None or value >= low) and (high is None or value <= high)


def in_set(name: str, film: Facts, wanted: SetFilter) -> bool:
    bearers, of = SETS[name]
    found = {text for text, ids in bearers.items() if ids & of(film)}
    some = not wanted.any or bool(found & set(wanted.any))
    return some and found >= set(wanted.all or []) and not found & set(wanted.none or [])


PASSES: Mapping[str, Callable[[str, Facts, Any], bool]] = {
    **dict.fromkeys(SETS, in_set),
    **dict.fromkeys(RANGES, lambda name, film, r: within(RANGES[name][2](film), r.min, r.max)),
    **dict.fromkeys(CHOICES, lambda name, film, wanted: CHOICES[name][1](film) in wanted),
    "release_date": lambda _, film, wanted: within(film.day, wanted.from_, wanted.to),
    "has_poster": lambda _, film, wanted: (film.poster is not None) == wanted,
    "ids": lambda _, film, wanted: str(film.id) in wanted,
    "include_adult": lambda *_: True,
}


def ranges(kind: Any, ends: list[Any]) -> st.SearchStrategy[Any]:
    """Ranges that are not inverted, open or not."""
    low, high = ("from_", "to") if kind is DateRange else ("min", "max")

    def made(drawn: tuple[list[Any], bool, bool]) -> Any:
        (least, most), from_there, to_there = drawn
        return kind(**{low: least if from_there else None, high: most if to_there else None})

    pair = st.lists(st.sampled_from(ends), min_size=2, max_size=2).map(sorted)
    return st.tuples(pair, st.booleans(), st.booleans()).map(made)


def sets(names: Mapping[str, Any]) -> st.SearchStrategy[SetFilter]:
    some = st.none() | st.lists(st.sampled_from(sorted(names)), max_size=2)
    return st.builds(SetFilter, any=some, all=some, none=some)


DRAWN: Mapping[str, st.SearchStrategy[Any]] = {
    **{name: sets(names) for name, (names, _) in SETS.items()},
    **{name: ranges(kind, ends) for name, (kind, ends, _) in RANGES.items()},
    **{
        name: st.lists(st.sampled_from(choices), min_size=1, max_size=4)
        for name, (choices, _) in CHOICES.items()
    },
    "release_date": ranges(DateRange, [date(1999, 12, 30), date(1999, 12, 31), date(2008, 1, 1)]),
    "has_poster": st.booleans(),
    "include_adult": st.booleans(),
    "ids": st.lists(st.integers(0, 30).map(str), max_size=20),
}
filters = st.sets(st.sampled_from(sorted(DRAWN)), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({name: DRAWN[name] for name in sorted(names)})
)


def known_names(small: Small, where: Mapping[str, Any]) -> bool:
    """Whether every name in the filter is borne by something in the catalog."""

    def borne(name: str, text: str) -> bool:
        names, of = SETS[name]
        others = SETS[{"cast": "crew", "crew": "cast"}.get(name, name)][1]
        return any(names[text] & (of(film) | others(film)) for film in small.films)

    return all(
        borne(name, text)
        for name, wanted in where.items()
        if name in SETS and name != "languages"  # every film is spoken in all of them
        for side in (wanted.any, wanted.all, wanted.none)
        for text in side or []
    )


def test_every_predicate_is_compared() -> None:
    assert set(PREDICATES) == set(DRAWN) - {"include_adult"}


@given(which=st.integers(0, 3), where=filters)
def test_a_filtered_list_is_what_plain_python_says(
    smalls: list[Small], which: int, where: dict[str, Any]
) -> None:
    small = smalls[which]
    if known_names(small, where):
        expected = [row for row, each in enumerate(small.films) if passes(each, where)]
        mask = apply_filter(small.catalog, MovieFilter(**where)).rows.mask
        assert np.flatnonzero(mask).tolist() == expected
    else:
        with pytest.raises(UnknownName):
            apply_filter(small.catalog, MovieFilter(**where))


@pytest.mark.parametrize("name", DRAWN)
@slow_law
@given(data=st.data())
def test_each_field_alone_is_what_plain_python_says(
    smalls: list[Small], name: str, data: st.DataObject
) -> None:
    small, where = smalls[-1], {name: data.draw(DRAWN[name])}
    assume(known_names(small, where))
    expected = [row for row, each in enumerate(small.films) if passes(each, where)]
    mask = apply_filter(small.catalog, MovieFilter(**where)).rows.mask
    assert np.flatnonzero(mask).tolist() == expected


@given(
    which=st.integers(1, 3),
    where=filters,
    sort=st.lists(st.sampled_from(MovieSort), min_size=1, max_size=3),
    first=st.integers(1, 9),
)
def test_pages_joined_are_the_whole_list_for_any_filter_and_order(
    smalls: list[Small], which: int, where: dict[str, Any], sort: list[MovieSort], first: int
) -> None:
    small = smalls[which]
    assume(known_names(small, where))
    asked = MovieFilter(**where)

    def page(*arguments: Any) -> Any:
        return movie_page(small.catalog, asked, sort, window(*arguments))

    whole = page(100, None)
    assert sorted(whole.nodes) == [row for row, f in enumerate(small.films) if passes(f, where)]
    pages = [page(first, None)]
    while pages[-1].page_info.has_next_page:
        pages.append(page(first, pages[-1].page_info.end_cursor))
    backwards = [page(None, None, first)]
    while backwards[0].page_info.has_previous_page:
        backwards.insert(0, page(None, None, first, backwards[0].page_info.start_cursor))
    skipping = [page(first, None, None, None, at) for at in range(0, 25, first)]
    for joined in (pages, backwards, skipping):
        assert [row for each in joined for row in each.nodes] == whole.nodes
        assert {each.total_count for each in joined} == {len(whole.nodes)}
