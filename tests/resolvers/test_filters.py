"""What passes a filter, field by field."""

from __future__ import annotations

import base64
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from strawberry import ID

from catalog.catalog import Catalog
from catalog.enums import Month, MovieStatus, Weekday
from catalog.lists.rowset import RowSet
from resolvers.errors import BadUserInput, UnknownName
from resolvers.filters import PREDICATES, apply_filter
from resolvers.inputs import DateRange, FloatRange, IntRange, MovieFilter, SetFilter
from tests.support import builders
from tests.support.builders import (
    cast_credit,
    credits_of,
    crew_credit,
    film,
)

ACME, TWIN, NUMBER = ({"id": 1, "name": "Acme"}, {"id": 2, "name": "ACMÉ"}, {"id": 3, "name": "42"})
DRAMA, CRIME = {"id": 18, "name": "Drama"}, {"id": 80, "name": "Crime"}
SPAIN, USA = {"iso_3166_1": "ES", "name": "Spain"}, {"iso_3166_1": "US", "name": "United States"}
FILMS = (
    film(
        1,
        "Heat",
        imdb_id="tt0000001",
        release_date="1995-12-15",  # a Friday
        genres=[DRAMA, CRIME],
        production_companies=[ACME],
        production_countries=[USA],
        original_language="en",
        runtime="170",
        vote_average="7.7",
        vote_count="1886",
        popularity="17.9",
        budget="60000000",
        revenue="187436818",
        status="Released",
        poster_path="/heat.jpg",
    ),
    film(
        2,
        "Frío",
        release_date="2001-03-05",  # a Monday
        genres=[DRAMA],
        production_companies=[TWIN, NUMBER],
        production_countries=[SPAIN, USA],
        original_language="es",
        runtime="90",
        vote_average="5.0",
        vote_count="10",
        popularity="0.5",
        budget="2000",
        revenue="1000",
        status="Rumored",
        belongs_to_collection={"id": 7, "name": "Cold Collection"},
    ),
    film(3, "Nothing Known", release_date="2010-01-01"),
    film(4, "For Adults", release_date="1995-12-15", genres=[CRIME], adult="True", runtime="90"),
)
CREDITS = (
    credits_of(
        1, [cast_credit(11, "Ann"), cast_credit(13, "Bob", order=1)], [crew_credit(12, "Ann")]
    ),
    credits_of(2, [cast_credit(12, "Ann")], [crew_credit(13, "Bob", job="Editor")]),
)
LINKS = ({"movieId": "10", "tmdbId": "1"}, {"movieId": "20", "tmdbId": "2"})
TAGS = tuple(
    {"userId": user, "movieId": lens, "tag": tag, "timestamp": "1"}
    for user, lens, tag in (
        *(("1", "10", "Slow burn"), ("2", "10", "slow-burn"), ("3", "20", "slow burns")),
        *(("1", "10", "moody"), ("2", "10", "moody"), ("3", "10", "Moody")),
    )
)
WORDS = ({"id": "1", "keywords": "[{'id': 5, 'name': 'heist'}]"},)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Heat, Frío, Nothing Known, and an adult film."""
    return builders.catalog(
        tmp_path_factory.mktemp("four"),
        *FILMS,
        credits=CREDITS,
        keywords=WORDS,
        links=LINKS,
        tags=TAGS,
    )


def passing(catalog: Catalog, **where: Any) -> list[int | None]:
    """The numbers of the films that pass."""
    mask = apply_filter(catalog, MovieFilter(**where)).rows.mask
    assert mask.shape == (len(catalog.movies),)
    return [catalog.movies.tmdb_id[row] for row in np.flatnonzero(mask).tolist()]


def global_id(plain: str) -> ID:
    return ID(base64.b64encode(plain.encode()).decode())


def test_every_field_of_a_filter_has_a_predicate() -> None:
    """`query` also orders, and `include_adult` is on unless it is off."""
    declared = {field.name for field in fields(MovieFilter)}
    assert set(PREDICATES) == declared - {"query", "include_adult"}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"include_adult": None}, [1, 2, 3]),
        ({"include_adult": True}, [1, 2, 3, 4]),
        ({"genres": SetFilter(any=["crime"]), "include_adult": True}, [1, 4]),
        ({"ids": []}, []),
        ({"ids": [ID("2"), ID("tt0000001"), ID("99"), ID("x")]}, [1, 2]),
        ({"ids": [global_id("Movie:2"), global_id("Genre:18"), ID("2")]}, [2]),
        ({"ids": [ID("4")]}, []),
        ({"ids": [ID("4")], "include_adult": True}, [4]),
        ({"keywords": SetFilter(any=["Heist"])}, [1]),
        ({"keywords": SetFilter(none=["heist"])}, [2, 3]),
        ({"tags": SetFilter(any=["slow burn"])}, [1, 2]),
        ({"tags": SetFilter(all=["Slow Burn", "moody"])}, [1]),
        ({"tags": SetFilter(none=["moody"])}, [2, 3]),
        ({"collections": SetFilter(any=["cold collection"])}, [2]),
        ({"countries": SetFilter(any=["ES"])}, [2]),
        ({"countries": SetFilter(any=["us"])}, [1, 2]),
        ({"countries": SetFilter(any=["España"])}, [2]),
        ({"countries": SetFilter(all=["estados unidos", "Spain"])}, [2]),
        ({"languages": SetFilter(any=["EN"])}, [1]),
        ({"languages": SetFilter(any=["inglés", "Spanish"])}, [1, 2]),
        ({"cast": SetFilter(any=["bob"])}, [1]),
        ({"cast": SetFilter(any=["Ann"])}, [1, 2]),
        ({"cast": SetFilter(any=[global_id("Person:12")])}, [2]),
        ({"cast": SetFilter(all=["Ann", "Bob"])}, [1]),
        ({"cast": SetFilter(all=["Ann"], none=["Bob"])}, [2]),
        ({"crew": SetFilter(any=["Ann"])}, [1]),
        ({"crew": SetFilter(any=["bob"])}, [2]),
        ({"year": IntRange(min=2001)}, [2, 3]),
        ({"year": IntRange(max=1995)}, [1]),
        ({"year": IntRange(min=2001, max=2001)}, [2]),
        ({"year": IntRange()}, [1, 2, 3]),
        ({"release_date": DateRange(from_=date(1995, 12, 15), to=date(2001, 3, 4))}, [1]),
        ({"release_date": DateRange(to=date(2001, 3, 5))}, [1, 2]),
        ({"month": [Month.DECEMBER, Month.JANUARY]}, [1, 3]),
        ({"weekday": [Weekday.MONDAY]}, [2]),
        ({"weekday": [Weekday.FRIDAY]}, [1, 3]),
        ({"runtime": IntRange(min=0)}, [1, 2]),
        ({"runtime": IntRange(min=90, max=90)}, [2]),
        ({"vote_average": FloatRange(min=5.0, max=7.6)}, [2]),
        ({"vote_count": IntRange(max=10)}, [2, 3]),
        ({"popularity": FloatRange(max=100)}, [1, 2]),
        ({"budget": FloatRange(min=2001)}, [1]),
        ({"revenue": FloatRange(max=1000)}, [2]),
        ({"return_ratio": FloatRange(min=0.5, max=0.5)}, [2]),
        ({"return_ratio": FloatRange(min=3)}, [1]),
        ({"status": [MovieStatus.RUMORED]}, [2]),
        ({"status": [MovieStatus.RUMORED, MovieStatus.RELEASED]}, [1, 2]),
        ({"has_poster": True}, [1]),
        ({"has_poster": False}, [2, 3]),
        ({"query": "heet"}, [1]),
        ({"query": "frio"}, [2]),
        ({"query": "noth"}, [3]),
        ({"query": "for adults", "include_adult": True}, []),
        ({"query": "qqqq"}, []),
        ({"year": IntRange(min=1990), "has_poster": True, "genres": SetFilter(any=["Drama"])}, [1]),
    ],
)
def test_what_passes_each_field(four: Catalog, where: dict[str, Any], expected: list[int]) -> None:
    assert passing(four, **where) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (SetFilter(), [1, 2, 3]),
        (SetFilter(any=[], all=[], none=[]), [1, 2, 3]),
        (SetFilter(any=["Drama", "Crime"]), [1, 2]),
        (SetFilter(any=["Crime"]), [1]),
        (SetFilter(all=["Drama", "Crime"]), [1]),
        (SetFilter(none=["Crime"]), [2, 3]),
        (SetFilter(none=["Crime", "Drama"]), [3]),
        (SetFilter(any=["Drama"], none=["Crime"]), [2]),
        (SetFilter(any=["Crime"], all=["Drama"]), [1]),
        (SetFilter(any=["Drama"], all=[], none=[]), [1, 2]),
        (SetFilter(any=["crimen"]), [1]),
        (SetFilter(any=[global_id("Genre:80")]), [1]),
    ],
)
def test_any_all_and_none_count_together(
    four: Catalog, wanted: SetFilter, expected: list[int]
) -> None:
    assert passing(four, genres=wanted) == expected


def test_every_bearer_of_a_name_counts(four: Catalog) -> None:
    assert passing(four, companies=SetFilter(any=["acme"])) == [1, 2]
    assert passing(four, companies=SetFilter(all=["ACME"])) == [1, 2]
    assert passing(four, companies=SetFilter(none=["Acmé"])) == [3]
    assert passing(four, companies=SetFilter(any=[global_id("Company:1")])) == [1]


def test_digits_alone_are_a_name(four: Catalog) -> None:
    assert passing(four, companies=SetFilter(any=["42"])) == [2]
    with pytest.raises(UnknownName):
        passing(four, companies=SetFilter(any=["1"]))


@pytest.mark.parametrize(
    ("argument", "name", "nearest"),
    [
        ("genres", "Dramma", "Drama"),
        ("genres", "Crimee", "Crime"),
        ("companies", "Acne", "Acme"),
        ("countries", "Spian", "Spain"),
        ("languages", "Englisch", "English"),
        ("cast", "Bobb", "Bob"),
        ("crew", "Boob", "Bob"),
        ("keywords", "heists", "heist"),
        ("tags", "mody", "moody"),
        ("collections", "Colt Collection", "Cold Collection"),
    ],
)
@pytest.mark.parametrize("side", ["any", "all", "none"])
def test_a_name_that_nothing_bears_is_refused_with_the_nearest(
    four: Catalog, argument: str, name: str, nearest: str, side: str
) -> None:
    given: dict[str, Any] = {side: [name]}
    with pytest.raises(UnknownName) as refusal:
        passing(four, **{argument: SetFilter(**given)})
    assert str(refusal.value).startswith(f"{argument} is {name!r}; expected ")
    assert str(refusal.value).endswith(f"; did you mean {nearest!r}?")


@pytest.mark.parametrize("name", ["", " ", "qqqq", "?", global_id("Genre:9"), global_id("Movie:1")])
def test_without_a_nearest_name_none_is_said(four: Catalog, name: str) -> None:
    with pytest.raises(UnknownName, match=r"a code that the catalog has($|; did you mean)"):
        passing(four, genres=SetFilter(any=[name]))


def test_a_global_id_of_something_else_is_no_name(four: Catalog) -> None:
    with pytest.raises(UnknownName, match=r"^cast is "):
        passing(four, cast=SetFilter(any=[global_id("Company:1")]))


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"year": IntRange(min=2001, max=2000)}, "year is '2001 to 2000'; expected a range"),
        ({"runtime": IntRange(min=1, max=0)}, "runtime is '1 to 0'"),
        ({"vote_average": FloatRange(min=2, max=1.5)}, "voteAverage is '2 to 1.5'"),
        ({"vote_count": IntRange(min=2, max=1)}, "voteCount is"),
        ({"popularity": FloatRange(min=2, max=1)}, "popularity is"),
        ({"budget": FloatRange(min=2, max=1)}, "budget is"),
        ({"revenue": FloatRange(min=2, max=1)}, "revenue is"),
        ({"return_ratio": FloatRange(min=2, max=1)}, "returnRatio is"),
        (
            {"release_date": DateRange(from_=date(2001, 1, 2), to=date(2001, 1, 1))},
            "releaseDate is '2001-01-02 to 2001-01-01'",
        ),
        ({"genres": SetFilter(any=["Drama"] * 101)}, "genres is 'a list of 101'; expected at"),
        ({"genres": SetFilter(all=["Drama"] * 101)}, "genres is 'a list of 101'"),
        ({"genres": SetFilter(none=["Drama"] * 101)}, "genres is 'a list of 101'"),
        ({"ids": [ID("1")] * 101}, "ids is 'a list of 101'"),
        ({"genres": SetFilter(any=["x" * 201])}, "genres is 'xxxxx"),
        ({"query": "x" * 201}, "query is 'xxxxx"),
        ({"cast": SetFilter(none=["\ud800"])}, "cast is "),
    ],
)
def test_what_cannot_be_meant_is_refused(
    four: Catalog, where: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadUserInput) as refusal:
        passing(four, **where)
    assert str(refusal.value).startswith(message)


def test_ranges_take_numbers_beyond_what_a_column_holds(four: Catalog) -> None:
    assert passing(four, runtime=IntRange(min=-(2**31), max=2**31 - 1)) == [1, 2]
    assert passing(four, year=IntRange(min=40_000)) == []


def test_the_films_of_a_list_are_filtered_among_themselves(four: Catalog) -> None:
    listed = RowSet(4, rows=np.array([1, 2, 3], dtype=np.int32))
    assert apply_filter(four, None, listed).rows.rows.tolist() == [1, 2]
    where = MovieFilter(genres=SetFilter(any=["Drama"]))
    assert apply_filter(four, where, listed).rows.rows.tolist() == [1]
    assert listed.rows.tolist() == [1, 2, 3]


def test_a_filter_does_not_change_the_catalog(four: Catalog) -> None:
    before = four.visible.mask.copy()
    passing(four, has_poster=True)
    apply_filter(four, None)
    assert np.array_equal(four.visible.mask, before)


def test_relevance_is_there_only_with_a_query(four: Catalog) -> None:
    assert apply_filter(four, None).relevance is None
    assert apply_filter(four, MovieFilter(has_poster=True)).relevance is None
    relevance = apply_filter(four, MovieFilter(query="heat")).relevance
    assert relevance is not None
    assert relevance.tolist() == [1.0, 0.0, 0.0, 0.0]


def test_a_catalog_of_nothing_passes_nothing(tmp_path: Path) -> None:
    empty = builders.catalog(tmp_path)
    assert passing(empty) == passing(empty, query="heat") == passing(empty, has_poster=False) == []
    with pytest.raises(UnknownName, match=r"a code that the catalog has$"):
        passing(empty, genres=SetFilter(any=["Drama"]))
