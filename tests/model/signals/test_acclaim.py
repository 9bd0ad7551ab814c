"""ACCLAIM: ratings that are near."""

from __future__ import annotations

import pytest

from model.signals.acclaim import acclaim
from tests.model.films import Film, catalog_of


def cosine(one: float | None, other: float | None) -> float:
    block = acclaim().fit_transform(catalog_of(Film(rating=one), Film(rating=other))).toarray()
    return float(block[0] @ block[1])


def test_ratings_are_the_more_alike_the_nearer_they_are() -> None:
    alike = [cosine(6, other) for other in (6.0, 6.2, 6.8, 7.6)]
    assert alike == sorted(alike, reverse=True)
    assert alike[0] == pytest.approx(1)
    assert alike[3] < 0.05


def test_films_without_votes_are_not_alike_for_that() -> None:
    assert cosine(None, None) == 0
    assert cosine(7, None) == 0
