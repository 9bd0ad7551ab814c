"""LANGUAGE: where a film comes from."""

from __future__ import annotations

import math

import pytest

from model.signals.language import language
from tests.model.films import Film, catalog_of, lengths


def cosine(*films: Film) -> float:
    """The cosine of the first two films."""
    block = language().fit_transform(catalog_of(*films)).toarray()
    return float(block[0] @ block[1])


def test_language_and_countries_count_half_each() -> None:
    french = Film(language="fr", countries="FR")
    assert cosine(french, french) == pytest.approx(1)
    assert cosine(french, Film(language="fr", countries="BE")) == pytest.approx(0.5)
    assert cosine(french, Film(language="nl", countries="FR")) == pytest.approx(0.5)
    assert cosine(french, Film(language="nl", countries="BE")) == 0


def test_where_only_one_of_them_is_known_it_counts_alone() -> None:
    both, spoken = Film(language="fr", countries="FR"), Film(language="fr")
    assert cosine(both, spoken) == pytest.approx(math.sqrt(0.5))
    assert cosine(spoken, spoken) == pytest.approx(1)


def test_a_rare_country_in_common_says_more_than_a_frequent_one() -> None:
    either = Film(countries="IS US")
    iceland, states = Film(countries="IS"), Film(countries="US")
    rare = cosine(either, iceland, states, states)
    frequent = cosine(either, states, iceland, states)
    assert rare > math.sqrt(0.5) > frequent


@pytest.mark.parametrize("known", [Film(language="fr"), Film(countries="FR")])
def test_a_source_without_languages_or_without_countries_makes_a_block(known: Film) -> None:
    assert lengths(language().fit_transform(catalog_of(known, Film()))).tolist() == [1, 0]
