"""The model as a scikit-learn estimator: what the space is, and what a score is.

`fit` makes the space: a block of features for each signal.  Every answer is computed from these
blocks, whichever way it takes.  `kneighbors` is the reference: it asks scikit-learn's
`NearestNeighbors` and compares a film with all others.  It is not on the way of a request, since it
needs a matrix scaled for one set of weights.  The faster ways compute the same sum and multiply it
by the `vote_factor`; tests compare each with the reference:

neighbors.py     the table that is computed when a snapshot is built, in blocks and threads
approximate.py   the same among candidates, in catalogs too large for comparing every two films
recommender.py   the tuned way: any weights, filters and several films, when a request comes
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.base import BaseEstimator
from sklearn.neighbors import NearestNeighbors
from sklearn.utils.validation import check_is_fitted

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from model.scores import Weights
from model.signals.audience import audience
from model.signals.weights import SIGNALS


def default_weights(mode: Mode) -> dict[Signal, float]:
    """The weights of a mode; their sum is 1."""
    specs = [s for s in SIGNALS if mode is Mode.BLEND or s.signal is not Signal.AUDIENCE]
    total = sum(spec.weight for spec in specs)
    return {spec.signal: spec.weight / total for spec in specs}


class ReferenceNeighbors(BaseEstimator):
    """K nearest films by the weighted sum of the signals' cosines.

    Each signal is a block of columns whose rows have unit length or are empty, scaled by the root
    of its weight, so that the product of two rows is Σ weight · cosine.  A row that lacks a
    signal is shorter than 1, which a distance would punish; so `NearestNeighbors` sees every film
    with one private column that brings its row to unit length, and 1 - d² / 2 is the sum exactly.

    Parameters
    ----------
    weights
        Weight of each signal; without it, those of the content.  Only proportions count: scores
        are divided by the sum.
    n_neighbors
        How many neighbors `kneighbors` returns by default.
    users
        Whose ratings make the audience of a film; without it, everybody's.

    Attributes
    ----------
    blocks_ : dict of sparse matrices of shape (n_movies, n_features), float32
        The block of each signal, its rows of unit length or shorter.
    weights_ : dict
        The weight of each signal that counts; their sum is 1.
    words_ : list of str
        The words that the columns of PLOT stand for.
    """

    def __init__(
        self,
        weights: Weights | None = None,
        n_neighbors: int = 5,
        users: Collection[int] | None = None,
    ) -> None:
        self.weights = weights
        self.n_neighbors = n_neighbors
        self.users = users

    def fit(self, X: Catalog, y: None = None) -> Self:
        """Make the blocks of every film in the catalog `X`.

        Raises
        ------
        ValueError
            A weight is negative, or all are 0.
        """
        weights = dict(self.weights or default_weights(Mode.CONTENT))
        total = sum(weights.values())
        if min(weights.values()) < 0 or total == 0:
            raise ValueError(f"weights are {self.weights}: negative, or all 0")
        self.weights_ = {signal: weight / total for signal, weight in weights.items()}
        self.blocks_: dict[Signal, csr_matrix] = {}
        for spec in SIGNALS:
            pipeline = audience(self.users) if spec.signal is Signal.AUDIENCE else spec.block()
            self.blocks_[spec.signal] = csr_matrix(pipeline.fit_transform(X), dtype=np.float32)
            if spec.signal is Signal.PLOT:
                self.words_: list[str] = pipeline[-1].words()
        return self

    def rated(self) -> NDArray[np.bool_]:
        """Which films somebody rated, i.e. have an audience, of shape (n_movies,)."""
        rated: NDArray[np.bool_] = np.diff(self.blocks_[Signal.AUDIENCE].indptr) > 0
        return rated

    def scaled(self, weights: Weights) -> csr_matrix:
        """The blocks side by side, each times the root of its weight.

        Returns
        -------
        sparse matrix of shape (n_movies, n_features of all signals in `weights`), float32
            The product of two rows is their weighted sum of cosines.
        """
        blocks = [self.blocks_[signal] * weight**0.5 for signal, weight in weights.items()]
        return csr_matrix(hstack(blocks, format="csr", dtype=np.float32))

    def kneighbors(
        self, rows: ArrayLike, n_neighbors: int | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The nearest films of each of `rows`, the film itself left out; votes do not count.

        Returns
        -------
        scores : array of shape (len(rows), n_neighbors)
            0 to 1, largest first.
        neighbors : array of shape (len(rows), n_neighbors)
            Row numbers.
        """
        check_is_fitted(self, "blocks_")
        rows = np.asarray(rows)
        units = self._unit_rows()
        wanted = min(n_neighbors or self.n_neighbors, units.shape[0] - 1)
        knn = NearestNeighbors(algorithm="brute", metric="euclidean").fit(units)
        distances, found = knn.kneighbors(units[rows], wanted + 1)
        others = found != rows[:, None]
        others[others.all(axis=1), -1] = False
        shape = (len(rows), wanted)
        return (1 - distances**2 / 2)[others].reshape(shape), found[others].reshape(shape)

    def _unit_rows(self) -> Any:
        rows = self.scaled(self.weights_)
        squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        missing = np.sqrt(np.clip(1 - squares, 0, None))
        return hstack([rows, diags_array(missing)], format="csr", dtype=np.float64)
