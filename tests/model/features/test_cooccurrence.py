"""Keywords that the same films have are near each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from model.features.cooccurrence import Cooccurrence

FILMS = ["ab", "bc", "ca"] * 3 + ["de", "ef", "fd"] * 3 + ["ag"] * 2
ROWS = np.array([[feature in film for feature in "abcdefg"] for film in FILMS], dtype=float)


def test_the_vectors_are_those_of_the_information_that_was_written_out() -> None:
    """The positive pointwise mutual information, its contexts raised to ¾."""
    rows = np.array([[1, 1, 0], [1, 1, 0], [1, 1, 1], [0, 1, 1], [1, 0, 1]])
    together = (rows.T @ rows) * (1 - np.eye(3))
    total = together.sum(axis=0)
    context = total**0.75 / (total**0.75).sum()
    with np.errstate(divide="ignore"):
        information = np.log(together / (total[:, None] * context))
    vectors = Cooccurrence(3).fit(csr_matrix(rows)).vectors_
    left, sizes, _ = np.linalg.svd(information.clip(0))
    expected = left * np.sqrt(sizes)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert vectors @ vectors.T == pytest.approx(expected @ expected.T, abs=1e-6)


def test_features_that_films_have_together_are_nearer_than_others() -> None:
    vectors = Cooccurrence(2).fit(csr_matrix(ROWS)).vectors_
    products = vectors @ vectors.T
    assert products[0, 1] > products[0, 3] + 0.5
    assert products[4, 5] > products[4, 2] + 0.5


def test_a_feature_of_too_few_films_has_no_vector() -> None:
    vectors = Cooccurrence(2, min_df=3).fit(csr_matrix(ROWS)).vectors_
    assert vectors.any(axis=1).tolist() == [True] * 6 + [False]
    assert Cooccurrence(2, min_df=11).fit(csr_matrix(ROWS)).vectors_.shape == (7, 0)
