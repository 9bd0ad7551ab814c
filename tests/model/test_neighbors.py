"""The table of neighbors: the estimator's own answers, computed in blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from model import neighbors as module
from model.knn import SimilarFilms
from model.neighbors import all_neighbors, largest
from model.recommender import NONE, Neighbors
from tests.model.films import catalog_of, random_films

COUNT = 40
WITHOUT_FEATURES = COUNT - 1


@pytest.fixture(scope="module")
def model() -> SimilarFilms:
    """A model of random films, the last of them without features."""
    return SimilarFilms().fit(catalog_of(*random_films(COUNT, 11)))


def matrix(*rows: list[float]) -> csr_matrix:
    return csr_matrix(np.array(rows, dtype=np.float32))


def as_mappings(table: Neighbors) -> list[dict[int, float]]:
    """The score of each neighbor, film by film."""
    return [
        {int(row): float(score) for row, score in zip(rows, scores, strict=True) if row != NONE}
        for rows, scores in zip(*table, strict=True)
    ]


@pytest.mark.parametrize("block", [1, 7, 512])
def test_the_table_is_what_the_estimator_says(
    model: SimilarFilms, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK", block)
    table = all_neighbors(model.blocks_, n_neighbors=10)

    scores, _ = model.kneighbors(range(COUNT), 10)
    every_score, every_row = model.kneighbors(range(COUNT), COUNT - 1)
    assert np.allclose(table.scores, scores, rtol=0, atol=1e-6)
    for film, found in enumerate(as_mappings(table)):
        said = dict(zip(every_row[film].tolist(), every_score[film].tolist(), strict=True))
        assert found == pytest.approx({row: said[row] for row in found}, abs=1e-6)


def test_neighbors_come_nearest_first_without_the_film_itself(model: SimilarFilms) -> None:
    rows, scores = all_neighbors(model.blocks_)
    assert np.all(np.diff(scores, axis=1) <= 0)
    assert not np.any(rows == np.arange(COUNT)[:, None])
    for neighbors in rows:
        known = neighbors[neighbors != NONE]
        assert len(set(known.tolist())) == len(known)


def test_equally_near_films_come_by_row() -> None:
    rows, scores = all_neighbors(matrix([1, 0], [0, 1], [1, 0], [1, 0], [0.5, 0]), n_neighbors=4)
    assert rows[0].tolist() == [2, 3, 4, NONE]
    assert rows[2].tolist() == [0, 3, 4, NONE]
    assert scores[0].tolist() == [1, 1, 0.5, 0]


def test_films_that_share_nothing_are_no_neighbors() -> None:
    table = all_neighbors(matrix([1, 0], [0, 1], [0, 0]), n_neighbors=2)
    assert as_mappings(table) == [{}, {}, {}]
    assert not table.scores.any()


def test_a_film_without_features_has_no_neighbors_and_is_nobodys(model: SimilarFilms) -> None:
    rows, _ = all_neighbors(model.blocks_)
    assert np.all(rows[WITHOUT_FEATURES] == NONE)
    assert not np.any(rows == WITHOUT_FEATURES)


def test_hidden_films_are_nobodys_neighbors_but_have_their_own(model: SimilarFilms) -> None:
    hidden = np.zeros(COUNT, dtype=bool)
    hidden[[0, 3, 20]] = True
    shown = as_mappings(all_neighbors(model.blocks_, n_neighbors=COUNT))
    found = as_mappings(all_neighbors(model.blocks_, hidden, n_neighbors=COUNT))

    assert found == [
        {row: score for row, score in neighbors.items() if not hidden[row]} for neighbors in shown
    ]
    assert found[3]
    assert any(3 in neighbors for neighbors in shown)


def test_permuting_the_films_permutes_the_answers(model: SimilarFilms) -> None:
    order = np.random.default_rng(5).permutation(COUNT)
    plain = as_mappings(all_neighbors(model.blocks_, n_neighbors=COUNT))
    permuted = as_mappings(all_neighbors(csr_matrix(model.blocks_[order]), n_neighbors=COUNT))

    back = [{int(order[row]): score for row, score in found.items()} for found in permuted]
    for place, film in enumerate(order.tolist()):
        assert back[place] == pytest.approx(plain[film], abs=1e-6)


def test_the_table_has_its_width_even_where_there_are_fewer_films() -> None:
    table = all_neighbors(matrix([1], [1]))
    assert table.rows.shape == table.scores.shape == (2, 200)
    assert [table.rows.dtype.name, table.scores.dtype.name] == ["int32", "float32"]


def test_progress_adds_up_to_the_number_of_films(
    model: SimilarFilms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK", 16)
    told: list[int] = []
    all_neighbors(model.blocks_, done=told.append)
    assert told == [16, 16, 8]


def by_sorting(values: NDArray[np.float64], k: int) -> list[int]:
    """The same by a full sort."""
    places = sorted(range(len(values)), key=lambda place: (-values[place], place))
    return [place for place in places if values[place] > 0][:k]


few_levels = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.5, 1.0]), max_size=120)
mostly_zeros = st.lists(st.sampled_from([0.0] * 9 + [0.5]), max_size=120)
anything = st.lists(st.floats(0, 1, allow_subnormal=False), max_size=120)


@given(values=few_levels | mostly_zeros | anything, k=st.integers(1, 12))
@example(values=[], k=1)
@example(values=[0.5] * 9, k=2)
@example(values=[0.0] * 20 + [0.5], k=2)
@example(values=[0.0] * 8 + [1.0, 0.75, 0.5], k=2)
def test_the_largest_are_those_of_a_full_sort(values: list[float], k: int) -> None:
    array = np.array(values, dtype=np.float64)
    assert largest(array, k).tolist() == by_sorting(array, k)
