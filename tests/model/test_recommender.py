"""Answers out of a table of neighbors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from catalog.rows import MovieRow
from catalog.snapshot import Draft
from model.recommender import Neighbors, Recommender


@pytest.fixture
def recommender(tmp_path: Path) -> Recommender:
    """Three films: the first has two neighbors, the second one, the third none."""
    rows = np.array([[2, 1], [0, -1], [-1, -1]], dtype=np.int32)
    scores = np.array([[0.75, 0.5], [0.25, 0], [0, 0]], dtype=np.float32)
    draft = Draft(tmp_path)
    draft.write_arrays("neighbors", Neighbors(rows, scores)._asdict())
    return Recommender(draft)


def test_neighbors_come_with_rank_and_score(recommender: Recommender) -> None:
    assert recommender.similar(MovieRow(0), 2) == [(2, 1, 0.75), (1, 2, 0.5)]


def test_the_first_film_can_be_a_neighbor(recommender: Recommender) -> None:
    assert recommender.similar(MovieRow(1), 2) == [(0, 1, 0.25)]


@pytest.mark.parametrize(("k", "count"), [(1, 1), (2, 2), (3, 2), (100, 2)])
def test_there_are_k_neighbors_where_there_are_so_many(
    recommender: Recommender, k: int, count: int
) -> None:
    assert len(recommender.similar(MovieRow(0), k)) == count


def test_a_film_with_nothing_in_common_has_no_neighbors(recommender: Recommender) -> None:
    assert recommender.similar(MovieRow(2), 5) == []


def test_cells_are_plain_numbers_that_json_knows(recommender: Recommender) -> None:
    movie, rank, score = recommender.similar(MovieRow(0), 1)[0]
    assert (type(movie), type(rank), type(score)) == (MovieRow, int, float)
