"""Maximal marginal relevance."""

from __future__ import annotations

import numpy as np

from model.diversity import diversify

SCORES = np.array([0.9, 0.8, 0.3])
LIKENESS = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])


def test_without_diversity_scores_alone_decide() -> None:
    assert diversify(SCORES, LIKENESS, 3, 0.0) == [0, 1, 2]


def test_with_diversity_a_film_unlike_the_first_comes_before_its_twin() -> None:
    assert diversify(SCORES, LIKENESS, 3, 0.5) == [0, 2, 1]


def test_there_are_k_or_as_many_as_there_are_candidates() -> None:
    assert diversify(SCORES, LIKENESS, 2, 0.5) == [0, 2]
    assert len(diversify(SCORES, LIKENESS, 9, 0.5)) == 3
    assert diversify(np.zeros(0), np.zeros((0, 0)), 9, 0.5) == []
