"""The nearest films of every film, computed once so that the usual question is a look-up."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, csr_matrix, diags_array
from threadpoolctl import threadpool_limits

from catalog.enums import Mode, Signal
from model.knn import SimilarFilms, default_weights
from model.recommender import NONE, Neighbors
from model.space import largest, vote_factor

NEIGHBORS = 200
BLOCK = 32
"""So few films that their products with all others stay in the caches."""
DENSE_FROM = 1 / 12
"""Share of films from which a column costs less in a dense product than in a sparse one."""


class Products:
    """Products of some rows with all rows; common columns dense, the others sparse."""

    def __init__(self, rows: csr_matrix, candidates: NDArray[np.bool_]) -> None:
        counts = np.bincount(rows.indices, minlength=rows.shape[1])
        common = counts >= DENSE_FROM * rows.shape[0]
        self._dense = rows[:, common].toarray()
        self._sparse = csr_array(rows[:, ~common])
        shown = diags_array(candidates.astype(np.float32))
        self._dense_columns = np.ascontiguousarray((shown @ self._dense).T)
        self._sparse_columns = csr_array((shown @ self._sparse).T)

    def of(self, films: NDArray[np.intp]) -> NDArray[np.float32]:
        """Products of the rows of `films` with every row."""
        products = self._of_sparse(self._sparse[films])
        if self._dense.shape[1]:
            products += self._dense[films] @ self._dense_columns
        return products

    def _of_sparse(self, rows: csr_array) -> NDArray[np.float32]:
        """Sparse times sparse, straight into a dense array.

        Each cell of `rows` meets a copy of its column, moved to where the products of its row
        stand; SciPy's own product of two sparse matrices takes more than twice as long.
        """
        count, width = rows.shape[0], self._sparse_columns.shape[1]
        met = self._sparse_columns[rows.indices]
        begins = np.repeat(np.arange(count, dtype=met.indices.dtype) * width, np.diff(rows.indptr))
        places = met.indices + np.repeat(begins, np.diff(met.indptr))
        moved = csc_array((met.data, places, met.indptr), shape=(count * width, met.shape[0]))
        products: NDArray[np.float32] = (moved @ rows.data).reshape(count, width)
        return products


def all_neighbors(
    model: SimilarFilms,
    log_votes: NDArray[np.float64],
    hidden: NDArray[np.bool_] | None = None,
    n_neighbors: int = NEIGHBORS,
    done: Callable[[int], object] = int,
) -> Mapping[Mode, Neighbors]:
    """The nearest films of every film, by content and by the blend.

    A film that nobody rated has the same neighbors in both.

    Parameters
    ----------
    log_votes
        L of every film, for the `vote_factor`, which is applied before the best are chosen.
    hidden
        Films that are nobody's neighbors, of shape (n_movies,).
    done
        Called with the number of films that were finished, for a progress bar.
    """
    count = len(log_votes)
    candidates = np.ones(count, dtype=bool) if hidden is None else ~hidden
    content = Products(model.scaled(default_weights(Mode.CONTENT)), candidates)
    audience = Products(model.blocks_[Signal.AUDIENCE], candidates)
    votes = log_votes.astype(np.float32)
    rated = np.diff(model.blocks_[Signal.AUDIENCE].indptr) > 0
    heard = default_weights(Mode.BLEND)[Signal.AUDIENCE]
    found = {mode: _empty(count, n_neighbors) for mode in Mode}

    def fill(begin: int) -> int:
        films = np.arange(begin, min(begin + BLOCK, count))
        heard_of = films[rated[films]]
        likes = dict(zip(heard_of.tolist(), audience.of(heard_of), strict=True))
        for film, row in zip(films.tolist(), content.of(films), strict=True):
            factor = vote_factor(votes, votes[film])
            row[film] = 0
            _keep(found[Mode.CONTENT], film, row * factor)
            if film in likes:
                blend = (1 - heard) * row + heard * likes[film]
                blend[film] = 0
                _keep(found[Mode.BLEND], film, blend * factor)
            else:
                for mine, same in zip(found[Mode.BLEND], found[Mode.CONTENT], strict=True):
                    mine[film] = same[film]
        return len(films)

    with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
        for finished in pool.map(fill, range(0, count, BLOCK)):
            done(finished)
    return found


def _empty(count: int, n_neighbors: int) -> Neighbors:
    rows = np.full((count, n_neighbors), NONE, dtype=np.int32)
    return Neighbors(rows, np.zeros((count, n_neighbors), dtype=np.float32))


def _keep(neighbors: Neighbors, film: int, scores: NDArray[Any]) -> None:
    best = largest(scores, neighbors.rows.shape[1])
    neighbors.rows[film, : len(best)] = best
    neighbors.scores[film, : len(best)] = scores[best]
