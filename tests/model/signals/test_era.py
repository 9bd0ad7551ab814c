"""ERA: years that are near."""

from __future__ import annotations

import math

import pytest

from model.signals.era import era
from tests.model.films import Film, catalog_of


def cosine(one: int, other: int) -> float:
    block = era().fit_transform(catalog_of(Film(year=one), Film(year=other))).toarray()
    return float(block[0] @ block[1])


@pytest.mark.parametrize(("years", "alike"), [(0, 1), (6, math.exp(-0.25)), (12, math.exp(-1))])
def test_years_are_the_more_alike_the_nearer_they_are(years: int, alike: float) -> None:
    assert cosine(1970, 1970 + years) == pytest.approx(alike, abs=0.02)


def test_years_of_other_generations_have_nothing_in_common() -> None:
    assert cosine(1927, 1995) == 0


@pytest.mark.parametrize("year", [1874, 1890, 2020, 2025, 2040])
def test_the_first_films_and_those_to_come_have_an_era(year: int) -> None:
    assert cosine(year, year) == pytest.approx(1)
