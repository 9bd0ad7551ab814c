"""The model as a scikit-learn estimator: what the space is, and what a score is.

`fit` makes the space: a block of features for each signal.  Every answer is computed from these
blocks, whichever way it takes.  `kneighbors` is the reference: it asks scikit-learn's
`NearestNeighbors` and compares a film with all others.  It is not on the way of a request, since it
needs a matrix scaled for one set of weights.  The faster ways compute the same sum and multiply it
by the `vote_factor`; tests compare each with the reference:

neighbors.py     the table that is computed when a snapshot is built, in blocks and threads
approximate.py   the same among candidates, in catalogs too large for comparing every two films
tuned_search.py  the tuned way: any weights, filters and several films, when a request comes
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
from catalog.enums import Basis, Signal
from model.scores import BESIDE, Weights
from model.signals.audience import audience
from model.signals.taste import Taste
from model.signals.tone import Tone
from model.signals.weights import SIGNALS, default_weights

Rows = csr_matrix | NDArray[np.float32]
"""The block of a signal: sparse, or dense where its columns are few and all films have them."""


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
    blocks_ : dict of matrices of shape (n_movies, n_features), float32
        The block of each signal, its rows of unit length or shorter; dense for TONE and TASTE.
    weights_ : dict
        The weight of each signal that counts; their sum is 1.  One of `BESIDE` that no film has
        does not count, as in a catalog without tags.
    words_ : list of str
        The words that the columns of PLOT stand for.
    tone_, taste_ : Tone, Taste
        The fitted transformers of these signals, which explain their products.
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
        weights = dict(self.weights or default_weights(Basis.CONTENT))
        if min(weights.values()) < 0 or not any(weights.values()):
            raise ValueError(f"weights are {self.weights}: negative, or all 0")
        self.blocks_: dict[Signal, Rows] = {}
        fitted: dict[Signal, Any] = {}
        for spec in SIGNALS:
            pipeline = audience(self.users) if spec.signal is Signal.AUDIENCE else spec.block()
            made = pipeline.fit_transform(self.blocks_ if spec.of_blocks else X)
            block = made if spec.of_blocks else csr_matrix(made, dtype=np.float32)
            self.blocks_[spec.signal] = block
            fitted[spec.signal] = pipeline[-1]
        empty = {s for s in BESIDE if self.lacks(s).all()} & weights.keys()
        if any(weight for signal, weight in weights.items() if signal not in empty):
            weights = {s: weight for s, weight in weights.items() if s not in empty}
        total = sum(weights.values())
        self.weights_ = {signal: weight / total for signal, weight in weights.items()}
        self.words_: list[str] = fitted[Signal.PLOT].words()
        self.tone_: Tone = fitted[Signal.TONE]
        self.taste_: Taste = fitted[Signal.TASTE]
        return self

    def likes(self) -> NDArray[np.int32]:
        """How many people like each film, of shape (n_movies,)."""
        audience: Any = self.blocks_[Signal.AUDIENCE]
        likes: NDArray[np.int32] = np.diff(audience.indptr)
        return likes

    def lacks(self, signal: Signal) -> NDArray[np.bool_]:
        """Which films have an empty row of a signal, of shape (n_movies,)."""
        block: Any = self.blocks_[signal]
        known = np.diff(block.indptr) if hasattr(block, "indptr") else block.any(axis=1)
        return np.asarray(known == 0)

    def lacking(self, movie: int) -> set[Signal]:
        """The signals of `BESIDE` of which a film's row is empty."""
        return {signal for signal in BESIDE if self.lacks(signal)[movie]}

    def scaled(self, weights: Weights) -> tuple[csr_matrix, NDArray[np.float32]]:
        """The blocks side by side, each times the root of its weight.

        Returns
        -------
        sparse, dense
            Of shape (n_movies, n_features of the signals in `weights` whose blocks are sparse, or
            dense), float32.  The products of two rows add up to their weighted sum of cosines.
        """
        count = self.blocks_[Signal.GENRE].shape[0]
        sparse: list[Any] = [csr_matrix(np.zeros((count, 0), dtype=np.float32))]
        dense: list[Any] = [np.zeros((count, 0), dtype=np.float32)]
        for signal, weight in weights.items():
            block = self.blocks_[signal]
            among = dense if isinstance(block, np.ndarray) else sparse
            among.append(block * np.float32(weight**0.5))
        return csr_matrix(hstack(sparse, format="csr", dtype=np.float32)), np.hstack(dense)

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
        rows = hstack([csr_matrix(part) for part in self.scaled(self.weights_)], format="csr")
        squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        missing = np.sqrt(np.clip(1 - squares, 0, None))
        return hstack([rows, diags_array(missing)], format="csr", dtype=np.float64)
