"""Numbers as features: films are alike where their numbers are near."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize


class GaussianBasis(TransformerMixin, BaseEstimator):
    """A number as the values of Gaussian radial basis functions at fixed centers, of unit length.

    The product of two rows falls with the distance of the numbers; a number that is NaN has an
    empty row.

    Parameters
    ----------
    first, last, step
        The centers, from `first` to `last`, in the unit of the number.
    width
        The standard deviation w of exp(-(x - center)² / 2w²), in the same unit.
    cut
        Values below it count as 0.
    """

    def __init__(
        self, first: float, last: float, step: float, width: float, cut: float = 0.02
    ) -> None:
        self.first = first
        self.last = last
        self.step = step
        self.width = width
        self.cut = cut

    def fit(self, X: NDArray[Any], y: None = None) -> Self:
        """Nothing is learned from `X`."""
        self.centers_ = np.arange(self.first, self.last + self.step / 2, self.step)
        return self

    def transform(self, X: NDArray[Any]) -> csr_matrix:
        """The features of numbers of shape (n_movies,).

        Returns
        -------
        sparse matrix of shape (n_movies, n_centers), float32
        """
        distance = (np.nan_to_num(X, nan=np.inf)[:, None] - self.centers_) / self.width
        values = np.exp(-(distance**2) / 2)
        values[values < self.cut] = 0
        return csr_matrix(normalize(csr_matrix(values.astype(np.float32))))
