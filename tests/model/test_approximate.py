"""Neighbors among candidates: exact scores of films that are nearly always the nearest."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from catalog.enums import Basis
from model import approximate
from model.answers import NO_NEIGHBOR, STORED
from model.approximate import ApproximateSearch
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, NeighborSearch, NeighborTables, all_neighbors
from model.recall import recall
from tests.model.films import Film, catalog_of, random_films, votes_of

COUNT = 400
FILMS = random_films(COUNT, 5)
VOTES = votes_of(FILMS)
HIDDEN = np.arange(COUNT) % 9 == 0
each_basis = pytest.mark.parametrize("basis", STORED)


@pytest.fixture(scope="module")
def model() -> ReferenceNeighbors:
    return ReferenceNeighbors().fit(catalog_of(*FILMS))


@pytest.fixture(scope="module")
def exact(model: ReferenceNeighbors) -> ExactSearch:
    return ExactSearch(model, VOTES, HIDDEN)


@pytest.fixture
def search(model: ReferenceNeighbors, monkeypatch: pytest.MonkeyPatch) -> ApproximateSearch:
    """A search that looks at a sixth of the films or so."""
    monkeypatch.setattr(approximate, "MAX_NEAR_CANDIDATES", 120)
    monkeypatch.setattr(approximate, "MAX_PROBES", 12)
    monkeypatch.setattr(approximate, "BLOCK", 64)
    return ApproximateSearch(model, VOTES, HIDDEN)


@pytest.fixture
def found(search: ApproximateSearch) -> NeighborTables:
    return all_neighbors(search)


def scores_of(found: NeighborTables, basis: Basis) -> list[dict[int, float]]:
    return [
        {row: score for row, score in zip(rows, scores, strict=True) if row != NO_NEIGHBOR}
        for rows, scores in zip(
            found[basis].rows.tolist(), found[basis].scores.tolist(), strict=True
        )
    ]


@each_basis
def test_scores_are_exact_whoever_is_found(
    basis: Basis, found: NeighborTables, model: ReferenceNeighbors
) -> None:
    every = scores_of(all_neighbors(ExactSearch(model, VOTES, HIDDEN, COUNT)), basis)
    looked_at = scores_of(found, basis)
    assert 30 < np.mean([len(neighbors) for neighbors in looked_at]) < 250
    for neighbors, scores in zip(looked_at, every, strict=True):
        assert neighbors == pytest.approx({row: scores[row] for row in neighbors}, abs=1e-6)


@each_basis
def test_neighbors_come_nearest_first_and_neither_hidden_nor_themselves(
    basis: Basis, found: NeighborTables
) -> None:
    rows, scores = found[basis]
    assert np.all(np.diff(scores, axis=1) <= 0)
    assert not np.any(rows == np.arange(COUNT)[:, None])
    assert not np.any(np.isin(rows, np.flatnonzero(HIDDEN)))
    for neighbors in rows.tolist():
        known = [row for row in neighbors if row != NO_NEIGHBOR]
        assert len(set(known)) == len(known)


def test_nearly_all_of_the_nearest_are_found(found: NeighborTables, exact: ExactSearch) -> None:
    for basis, share in recall(found, exact).items():
        assert 0.9 < share < 1, basis


def test_a_film_that_shares_something_rare_is_found_however_far_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(approximate, "MAX_NEAR_CANDIDATES", 1)
    films = [*random_films(300, 7), Film(collection="set", year=1900), Film(collection="set")]
    model = ReferenceNeighbors().fit(catalog_of(*films))
    votes = votes_of(films)
    rows, _ = all_neighbors(ApproximateSearch(model, votes))[Basis.TASTE]
    assert 301 in rows[300]


def test_a_film_that_the_same_people_like_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(approximate, "MAX_NEAR_CANDIDATES", 1)
    fans = dict.fromkeys((901, 902, 903), 5.0)
    films = [*random_films(300, 7), Film("x", stars=fans), Film("y", stars=fans)]
    model = ReferenceNeighbors().fit(catalog_of(*films))
    votes = votes_of(films)
    found = all_neighbors(ApproximateSearch(model, votes))
    assert found[Basis.BLEND].rows[300, 0] == 301


def test_the_result_depends_neither_on_threads_nor_on_order_nor_on_the_process(
    model: ReferenceNeighbors, search: ApproximateSearch, found: NeighborTables
) -> None:
    def backwards(search: NeighborSearch) -> list[NeighborTables]:
        sent: NeighborSearch = pickle.loads(pickle.dumps(search))
        return [sent.of_block(block) for block in reversed(search.blocks)][::-1]

    with threadpool_limits(2):
        again = ApproximateSearch(model, VOTES, HIDDEN)
    for other in (all_neighbors(search, run=backwards), all_neighbors(again)):
        for basis in STORED:
            assert np.array_equal(other[basis].rows, found[basis].rows)
            assert np.array_equal(other[basis].scores, found[basis].scores)


def test_the_recall_of_exact_neighbors_is_1_and_falls_with_each_that_is_missing(
    exact: ExactSearch,
) -> None:
    found = all_neighbors(exact)
    assert recall(found, exact) == dict.fromkeys(STORED, 1.0)
    for basis in STORED:
        found[basis].scores[:, :10] = np.roll(found[basis].scores[:, :10], -1, axis=1)
        found[basis].scores[:, 9] = 0
    for share in recall(found, exact).values():
        assert share == pytest.approx(0.9, abs=0.02)
