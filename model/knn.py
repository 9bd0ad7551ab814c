"""Nearest films in a space where every signal is a block and every reason a summand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.base import BaseEstimator
from sklearn.neighbors import NearestNeighbors
from sklearn.utils.validation import check_is_fitted

from catalog.catalog import Catalog
from model.signals import SIGNALS


class SimilarFilms(BaseEstimator):
    """K nearest films by the weighted sum of the signals' cosines.

    Each signal is a block of columns whose rows have unit length or are empty, scaled by the root
    of its weight, so that the product of two rows is Σ weight · cosine.  A row that lacks a
    signal is shorter than 1, which a distance would punish; so `NearestNeighbors` sees every film
    with one private column that brings its row to unit length, and 1 - d² / 2 is the sum exactly.

    Parameters
    ----------
    weights
        Weight of each signal by name; one that is not named keeps the weight of `SIGNALS`.
        Only proportions count: scores are divided by the sum.
    n_neighbors
        How many neighbors `kneighbors` gives unless told otherwise.

    Attributes
    ----------
    blocks_ : sparse matrix of shape (n_movies, n_features), float32
        The scaled blocks side by side, in the order of `SIGNALS`.
    weights_ : dict
        The weight of each signal; their sum is 1.
    dimensions_ : dict
        The number of columns of each signal.
    """

    def __init__(self, weights: Mapping[str, float] | None = None, n_neighbors: int = 5) -> None:
        self.weights = weights
        self.n_neighbors = n_neighbors

    def fit(self, X: Catalog, y: None = None) -> Self:
        """Make the blocks of every film in the catalog `X`."""
        given = {signal.name: signal.weight for signal in SIGNALS} | dict(self.weights or {})
        total = sum(given.values())
        if len(given) > len(SIGNALS) or min(given.values()) < 0 or total == 0:
            raise ValueError(f"weights are {self.weights}: unknown signal, negative, or all 0")
        self.weights_ = {name: weight / total for name, weight in given.items()}
        blocks = {signal.name: signal.block().fit_transform(X) for signal in SIGNALS}
        self.dimensions_ = {name: block.shape[1] for name, block in blocks.items()}
        scaled = [block * self.weights_[name] ** 0.5 for name, block in blocks.items()]
        self.blocks_ = csr_matrix(hstack(scaled, format="csr", dtype=np.float32))
        self.blocks_.sort_indices()
        self._knn = NearestNeighbors(algorithm="brute", metric="euclidean").fit(self._unit_rows())
        return self

    def kneighbors(
        self, rows: ArrayLike, n_neighbors: int | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The nearest films of each of `rows`, the film itself left out.

        Returns
        -------
        scores : array of shape (len(rows), n_neighbors)
            0 to 1, largest first.
        neighbors : array of shape (len(rows), n_neighbors)
            Row numbers.
        """
        check_is_fitted(self)
        rows = np.asarray(rows)
        wanted = min(n_neighbors or self.n_neighbors, self.blocks_.shape[0] - 1)
        distances, found = self._knn.kneighbors(self._unit_rows()[rows], wanted + 1)
        others = found != rows[:, None]
        others[others.all(axis=1), -1] = False
        shape = (len(rows), wanted)
        return (1 - distances**2 / 2)[others].reshape(shape), found[others].reshape(shape)

    def _unit_rows(self) -> Any:
        squares = self.blocks_.multiply(self.blocks_).sum(axis=1)
        missing = np.sqrt(np.clip(1 - np.asarray(squares).ravel(), 0, None))
        return hstack([self.blocks_, diags_array(missing)], format="csr", dtype=np.float64)
