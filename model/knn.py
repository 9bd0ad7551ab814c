"""Nearest films in a space where every signal is a block and every reason a summand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.base import BaseEstimator
from sklearn.neighbors import NearestNeighbors
from sklearn.utils.validation import check_is_fitted

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from model.signals import SIGNALS
from model.signals.audience import audience

Weights = Mapping[Signal, float]


def default_weights(mode: Mode) -> dict[Signal, float]:
    """The weights of a mode; their sum is 1."""
    counted = [s for s in SIGNALS if mode is Mode.BLEND or s.signal is not Signal.AUDIENCE]
    total = sum(spec.weight for spec in counted)
    return {spec.signal: spec.weight / total for spec in counted}


def without_audience(weights: Weights) -> dict[Signal, float]:
    """The same weights but for AUDIENCE; their sum is 1 again."""
    content = {signal: w for signal, w in weights.items() if signal is not Signal.AUDIENCE}
    total = sum(content.values())
    return {signal: weight / total for signal, weight in content.items()}


class SimilarFilms(BaseEstimator):
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
        How many neighbors `kneighbors` gives unless told otherwise.
    users
        Whose ratings make the audience of a film; without it, everybody's.

    Attributes
    ----------
    blocks_ : dict of sparse matrices of shape (n_movies, n_features), float32
        The block of each signal, its rows of unit length or shorter.
    weights_ : dict
        The weight of each signal that counts; their sum is 1.
    words_ : list of str
        What the columns of PLOT stand for.
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
        """Make the blocks of every film in the catalog `X`."""
        given = dict(self.weights or default_weights(Mode.CONTENT))
        total = sum(given.values())
        if min(given.values()) < 0 or total == 0:
            raise ValueError(f"weights are {self.weights}: negative, or all 0")
        self.weights_ = {signal: weight / total for signal, weight in given.items()}
        self.blocks_: dict[Signal, csr_matrix] = {}
        for spec in SIGNALS:
            made = audience(self.users) if spec.signal is Signal.AUDIENCE else spec.block()
            self.blocks_[spec.signal] = csr_matrix(made.fit_transform(X), dtype=np.float32)
            if spec.signal is Signal.PLOT:
                self.words_: list[str] = made[-1].words()
        return self

    def scaled(self, weights: Weights) -> csr_matrix:
        """The blocks side by side, each times the root of its weight."""
        blocks = [self.blocks_[signal] * weight**0.5 for signal, weight in weights.items()]
        return csr_matrix(hstack(blocks, format="csr", dtype=np.float32))

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
