"""Lists of row numbers as multi-hot vectors, whose rare columns count more."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer

from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges


class InverseFrequency(TfidfTransformer):
    """Columns weighted by ln((1 + N) / (1 + df)) + 1, rows brought to unit length.

    That is the smooth inverse document frequency of scikit-learn, for N films and a column that df
    of them have.  Unlike its base it takes a matrix without columns, e.g. where a source has no
    keywords.

    Parameters
    ----------
    min_df
        A column that fewer rows have is left out: what one film alone has makes it like no other.
    """

    def __init__(self, min_df: int = 1) -> None:
        super().__init__(norm="l2", use_idf=True, smooth_idf=True, sublinear_tf=False)
        self.min_df = min_df

    def fit(self, X: Any, y: None = None) -> Self:
        """Learn how many rows have each column.

        Parameters
        ----------
        X : sparse matrix of shape (n_movies, n_features)
        """
        if X.shape[1] == 0:
            return self
        super().fit(X)
        counts = np.bincount(X.indices, minlength=X.shape[1])
        self.idf_: NDArray[np.float64] = np.where(counts < self.min_df, 0.0, self.idf_)
        return self

    def transform(self, X: Any, copy: bool = True) -> Any:
        """Weight `X`.

        Returns
        -------
        sparse matrix of shape (n_movies, n_features), each row of unit length or empty
        """
        if X.shape[1] == 0:
            return X
        weighted = super().transform(X, copy=copy)
        weighted.eliminate_zeros()
        return weighted


def multi_hot(edges: Edges[Any], width: int) -> csr_matrix:
    """Lists of rows as 0 and 1.

    Parameters
    ----------
    edges
        The rows that each film lists.
    width
        How many rows there are to list.

    Returns
    -------
    sparse matrix of shape (len(edges), width), float32
    """
    ones = np.ones(len(edges.rows), dtype=np.float32)
    return csr_matrix((ones, edges.rows, edges.offsets), shape=(len(edges), width))


def one_hot(column: Column[Any], width: int) -> csr_matrix:
    """As `multi_hot`, for a column that refers to one row, or to none where it is -1."""
    owners = np.flatnonzero(column.values != -1)
    ones = np.ones(len(owners), dtype=np.float32)
    return csr_matrix((ones, (owners, column.values[owners])), shape=(len(column), width))
