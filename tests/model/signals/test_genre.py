"""GENRE: what films of common genres have in common."""

import math

import pytest

from model.signals.genre import genre
from tests.model.films import Film, catalog_of


def test_a_rare_genre_in_common_says_more_than_a_frequent_one() -> None:
    drama, western, both = Film(genres="drama"), Film(genres="western"), Film("drama western")
    block = genre().fit_transform(catalog_of(both, drama, western, drama, drama)).toarray()
    frequent, rare = math.log(6 / 5) + 1, math.log(6 / 3) + 1
    length = math.hypot(frequent, rare)
    assert block[0] @ block[1] == pytest.approx(frequent / length)
    assert block[0] @ block[2] == pytest.approx(rare / length)


def test_a_genre_of_a_single_film_counts() -> None:
    block = genre().fit_transform(catalog_of(Film("drama western"), Film("drama")))
    assert block.nnz == 3
