"""Films that cannot come among the best are not looked at further, which changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from catalog.enums import Basis
from model.answers import Tuning
from tests.model.films import World, random_films, world

COUNT = 300


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("many")
    return world(folder / "films", *random_films(COUNT, 11))


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(("k", "min_score"), [(1, 0.0), (3, 0.0), (3, 0.2)])
def test_the_best_are_those_of_all_films(
    many: World, basis: Basis, k: int, min_score: float
) -> None:
    recommender = many.recommender
    candidates = np.arange(COUNT) % 5 != 0
    looked_at = []
    for film in range(0, COUNT, 7):
        query = recommender.query([film], [], basis)
        tuning = Tuning(candidates, min_score=min_score)
        found = recommender.nearest(query, k, tuning)
        every = recommender.nearest(query, COUNT, tuning)[:k]
        assert [n.score for n in found] == pytest.approx([n.score for n in every], abs=1e-7)
        search = recommender._search
        sums, factor = search._sums(query), search._factors(query, tuning)
        promising = search._promising(query, sums, factor, k)
        looked_at.append(COUNT if promising is None else len(promising))
    assert np.median(looked_at) < COUNT / 4
