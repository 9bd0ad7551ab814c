"""What carries a product of TASTE adds up to it."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from catalog.enums import Signal
from model.dense_block import DenseBlock
from model.taste_features import TasteFeatures
from tests.model.films import World


def test_the_features_of_a_film_carry_its_product_with_any_query(worlds: list[World]) -> None:
    compared = 0
    for world in worlds:
        recommender = world.recommender
        taste = cast("DenseBlock", recommender._blocks[Signal.TASTE])
        features = recommender._wording._taste
        assert isinstance(features, TasteFeatures)
        films = [film for film in range(taste.n_movies) if taste.has(film)]
        for film in films:
            queries = [taste.row(query) for query in films]
            rows = taste.dense(range(taste.n_movies))
            products = np.array([rows[film] @ query.values for query in queries])
            sums = np.array(
                [sum(each.share for each in features.of(query).by(film)) for query in queries]
            )
            # Both differ by the length of the film's raw row, the same for every query.
            length = sums @ products / (products @ products)
            assert length > 0
            assert sums == pytest.approx(length * products, abs=1e-5 * length)
            compared += len(films)
    assert compared > 100
