"""The fields of the catalog itself."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.enums import Month, Weekday
from catalog.translations import LABELS
from resolvers import catalog
from resolvers.errors import BadUserInput
from tests.resolvers.conftest import info_of
from tests.support.random_catalogs import Small


@pytest.fixture
def largest(smalls: list[Small]) -> tuple[Small, Any]:
    """The largest of the small catalogs, and what resolvers get."""
    return smalls[-1], info_of(smalls[-1].catalog)


def test_films_are_counted_without_adult_ones(largest: tuple[Small, Any]) -> None:
    small, info = largest
    shown = [film for film in small.films if not film.adult]
    assert catalog.movie_count(info) == len(shown) < len(small.films)
    assert catalog.person_count(info) == len(small.catalog.people)
    assert catalog.company_count(info) == len(small.catalog.companies)
    assert catalog.dataset(info).rows_kept == len(small.films)


@pytest.mark.parametrize("month", Month)
def test_the_films_of_a_month_are_counted_by_any_of_its_names(
    largest: tuple[Small, Any], month: Month
) -> None:
    small, info = largest
    expected = sum(film.day.month == month.value and not film.adult for film in small.films)
    for name in (*LABELS[month].values(), str(month.value)):
        assert catalog.releases(info, month=name) == expected


@pytest.mark.parametrize("weekday", Weekday)
def test_the_films_of_a_weekday_are_counted_by_any_of_its_names(
    largest: tuple[Small, Any], weekday: Weekday
) -> None:
    small, info = largest
    expected = sum(
        film.day.isoweekday() == weekday.value and not film.adult for film in small.films
    )
    for name in (*LABELS[weekday].values(), str(weekday.value)):
        assert catalog.releases(info, weekday=name) == expected


def test_a_month_and_a_weekday_count_together(largest: tuple[Small, Any]) -> None:
    small, info = largest
    counts = {
        (month, weekday): catalog.releases(info, str(month), str(weekday))
        for month in range(1, 13)
        for weekday in range(1, 8)
    }
    assert sum(counts.values()) == catalog.movie_count(info)
    for film in small.films:
        if not film.adult:
            assert counts[film.day.month, film.day.isoweekday()] > 0


def test_counting_does_not_change_which_films_are_shown(largest: tuple[Small, Any]) -> None:
    _, info = largest
    before = catalog.movie_count(info)
    catalog.releases(info, month="1", weekday="1")
    assert catalog.movie_count(info) == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "month is null; expected a month, a weekday or both"),
        ({"month": "Smarch"}, "month is 'Smarch'; expected a number from 1 to 12, or January or"),
        ({"month": ""}, "month is ''; expected a number"),
        ({"weekday": "enero"}, "weekday is 'enero'; expected a number from 1 to 7, or Monday or"),
        ({"month": "x" * 201}, "month is 'xxxx"),
        ({"month": "1", "weekday": "0"}, "weekday is '0'"),
    ],
)
def test_what_is_no_month_or_weekday_is_refused(
    largest: tuple[Small, Any], given: dict[str, str], message: str
) -> None:
    with pytest.raises(BadUserInput) as refusal:
        catalog.releases(largest[1], **given)
    assert str(refusal.value).startswith(message)
