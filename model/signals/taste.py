"""TASTE: the audience that what a film is made of promises.

AUDIENCE knows films that people rated.  TASTE learns from them which features please whom, so that
films that nobody rated have it, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

from catalog.enums import Signal
from model.features.unit_rows import unit_rows
from model.taste_features import FEATURES

DIMENSIONS = 64
MIN_LIKES = 2
"""Likes from which on a film teaches what its features promise."""
MAX_TEACHERS = 6_000
"""Films that teach, at the most, those with the most likes: the work grows with their cube."""
COMMON_TASTE = 0.5
"""The share of what lies along the mean audience that is left out: what everybody likes says
little about a film."""
RIDGE = 1.5
"""The ridge of a film with one like; that of a film with n likes is n times smaller."""
SEED = 8

Blocks = Mapping[Signal, Any]


def taste() -> Pipeline:
    """Blocks to unit rows of at most DIMENSIONS columns, none without likes; some cells below 0."""
    return make_pipeline(Taste(DIMENSIONS, COMMON_TASTE, RIDGE))


class Taste(TransformerMixin, BaseEstimator):
    """The promised audience of every film, by kernel ridge regression (Saunders et al., 1998).

    The audiences of films with likes are reduced to a few dimensions.  The features of these films
    are regressed on them, a film with more likes counting more.  The result is linear in the
    features, so that what each of them carries can be told exactly.

    Parameters
    ----------
    dimensions
        Length of a row, at the most.
    common
        The share of what lies along the mean audience that is left out.
    ridge
        That of a film with one like.

    Attributes
    ----------
    teachers_ : array of shape (n_teachers,), int32
        Rows of the films that were learned from, ascending.
    duals_ : array of shape (n_teachers, dimensions), float32
        The dual coefficients: the raw row of a film is Σ (product of its features with those of a
        teacher) · (duals of the teacher).
    """

    def __init__(
        self, dimensions: int = DIMENSIONS, common: float = COMMON_TASTE, ridge: float = RIDGE
    ) -> None:
        self.dimensions = dimensions
        self.common = common
        self.ridge = ridge

    def fit(self, X: Blocks, y: None = None) -> Self:
        """Learn from the films that somebody liked."""
        audience = X[Signal.AUDIENCE]
        likes = np.diff(audience.indptr)
        most = np.argsort(-likes, kind="stable")[:MAX_TEACHERS]
        self.teachers_ = np.sort(most[likes[most] >= MIN_LIKES]).astype(np.int32)
        self.duals_ = np.zeros((len(self.teachers_), 0), dtype=np.float32)
        if not len(self.teachers_):
            return self
        with threadpool_limits(1):  # more would add up in another order
            audiences = normalize(audience[self.teachers_].astype(np.float64))
            target = _reduced(audiences, self.dimensions, self.common)
            kernel = _kernel(X, self.teachers_)
            kernel[np.diag_indices_from(kernel)] += self.ridge / likes[self.teachers_]
            duals = cho_solve(cho_factor(kernel, overwrite_a=True), target)
        self.duals_ = duals.astype(np.float32)
        return self

    def transform(self, X: Blocks) -> NDArray[np.float32]:
        """The promised audience of each film, of shape (n_movies, dimensions)."""
        raw = np.zeros((X[Signal.GENRE].shape[0], self.duals_.shape[1]), dtype=np.float32)
        if len(self.teachers_):
            for signal, weight in FEATURES.items():
                block, teachers = X[signal], X[signal][self.teachers_]
                known = np.unique(teachers.indices)  # no other feature was learned about
                coefficients = weight * (teachers[:, known].T @ self.duals_)
                raw += block[:, known] @ coefficients.astype(np.float32)
        return unit_rows(raw)


def _kernel(blocks: Blocks, movies: NDArray[np.int32]) -> NDArray[np.float64]:
    """The products of the features of every two of some films."""
    kernel = np.zeros((len(movies), len(movies)))
    for signal, weight in FEATURES.items():
        rows = csr_matrix(blocks[signal][movies], dtype=np.float64)
        kernel += weight * (rows @ rows.T).toarray()
    return kernel


def _reduced(
    audiences: csr_matrix, dimensions: int = DIMENSIONS, common: float = COMMON_TASTE
) -> NDArray[np.float64]:
    """Audiences in few dimensions, without a share of what is common to all of them."""
    rank = min(dimensions, *audiences.shape)
    left, sizes, right = randomized_svd(audiences, rank, n_iter=7, random_state=SEED)
    reduced: NDArray[np.float64] = left * sizes
    mean = np.asarray(audiences.mean(axis=0)).ravel() @ right.T
    mean /= np.linalg.norm(mean)
    return reduced - common * np.outer(reduced @ mean, mean)
