"""Keywords as points in a space where those that films have together are near."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

from model.features.unit_rows import unit_rows

SEED = 8


class Cooccurrence(BaseEstimator):
    """Vectors of features by the features that occur beside them in the same films.

    The positive pointwise mutual information (PPMI) of every two features, with the frequency of
    the context raised to 0.75, so that rare contexts count less (Levy, Goldberg and Dagan, 2015),
    reduced to a few dimensions by a truncated singular value decomposition U S V'.

    Parameters
    ----------
    dimensions
        Length of a vector, at the most.
    min_df
        A feature that fewer films have gets no vector.
    smoothing
        The exponent of the frequency of contexts.

    Attributes
    ----------
    vectors_ : array of shape (n_features, dimensions or fewer)
        The rows of U √S, of unit length, or 0 for features without a vector.
    """

    def __init__(self, dimensions: int, min_df: int = 3, smoothing: float = 0.75) -> None:
        self.dimensions = dimensions
        self.min_df = min_df
        self.smoothing = smoothing

    def fit(self, X: csr_matrix, y: None = None) -> Self:
        """Learn the vectors from 0 and 1 for each film and feature."""
        used = np.flatnonzero(np.bincount(X.indices, minlength=X.shape[1]) >= self.min_df)
        information = self._information(X[:, used].astype(np.float64))
        rank = min(self.dimensions, len(used))
        self.vectors_ = np.zeros((X.shape[1], rank))
        if rank:
            with threadpool_limits(1):  # more would add up in another order
                left, sizes, _ = randomized_svd(information, rank, n_iter=7, random_state=SEED)
            self.vectors_[used] = unit_rows(left * np.sqrt(sizes))
        return self

    def _information(self, rows: csr_matrix) -> csr_matrix:
        """PPMI of every two columns of `rows`."""
        together: Any = (rows.T @ rows).tocoo()
        others = together.row != together.col
        row, column, count = (part[others] for part in (together.row, together.col, together.data))
        total = np.bincount(row, count, minlength=rows.shape[1])
        context = total**self.smoothing
        values = np.log(count * context.sum() / (total[row] * context[column]))
        positive = values > 0
        return csr_matrix((values[positive], (row[positive], column[positive])), together.shape)
