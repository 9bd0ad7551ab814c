"""The nearest films of every film, computed once so that the usual question is a look-up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

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


Rows = NDArray[np.intp]
Found = Mapping[Mode, Neighbors]
"""The neighbors of some films, in each mode."""


class Search(Protocol):
    """Finds the neighbors of films, a block at a time; `blocks` are all films in their order."""

    @property
    def n_neighbors(self) -> int:
        """How many neighbors each film gets."""

    @property
    def blocks(self) -> Sequence[Rows]:
        """The films of each block."""

    def of_block(self, films: Rows) -> Found:
        """The neighbors of these films."""


Spread = Callable[[Search], Iterable[Found]]


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


class Exact:
    """The nearest films of some, compared with every other.

    Parameters
    ----------
    log_votes
        L of every film, for the `vote_factor`, which is applied before the best are chosen.
    hidden
        Films that are nobody's neighbors, of shape (n_movies,).
    """

    def __init__(
        self,
        model: SimilarFilms,
        log_votes: NDArray[np.float64],
        hidden: NDArray[np.bool_] | None = None,
        n_neighbors: int = NEIGHBORS,
    ) -> None:
        count = len(log_votes)
        candidates = np.ones(count, dtype=bool) if hidden is None else ~hidden
        self._content = Products(model.scaled(default_weights(Mode.CONTENT)), candidates)
        self._audience = Products(model.blocks_[Signal.AUDIENCE], candidates)
        self._votes = log_votes.astype(np.float32)
        self._rated = np.diff(model.blocks_[Signal.AUDIENCE].indptr) > 0
        self._heard = default_weights(Mode.BLEND)[Signal.AUDIENCE]
        self.n_neighbors = n_neighbors
        self.blocks: Sequence[Rows] = [
            np.arange(at, min(at + BLOCK, count)) for at in range(0, count, BLOCK)
        ]

    def of_block(self, films: Rows) -> Found:
        """The neighbors of these films; those that nobody rated have the same in both modes."""
        found = {mode: nothing(len(films), self.n_neighbors) for mode in Mode}
        heard_of = films[self._rated[films]]
        likes = dict(zip(heard_of.tolist(), self._audience.of(heard_of), strict=True))
        products = zip(films.tolist(), self._content.of(films), strict=True)
        for at, (film, row) in enumerate(products):
            factor = vote_factor(self._votes, self._votes[film])
            row[film] = 0
            keep(found[Mode.CONTENT], at, row * factor)
            if film in likes:
                blend = (1 - self._heard) * row + self._heard * likes[film]
                blend[film] = 0
                keep(found[Mode.BLEND], at, blend * factor)
            else:
                for mine, same in zip(found[Mode.BLEND], found[Mode.CONTENT], strict=True):
                    mine[at] = same[at]
        return found


def threads(search: Search) -> Iterator[Found]:
    """The neighbors of each block, found in as many threads as there are cores."""
    with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(search.of_block, search.blocks)


def all_neighbors(
    search: Search,
    done: Callable[[int], object] = int,
    spread: Spread = threads,
) -> Found:
    """The nearest films of every film, by content and by the blend.

    Parameters
    ----------
    done
        Called with the number of films that were finished, for a progress bar.
    spread
        What does the work: it gives what `search` finds for each of its blocks, in their order.
        What is found depends on the block alone as long as BLAS has one thread.
    """
    count = sum(map(len, search.blocks))
    found = {mode: nothing(count, search.n_neighbors) for mode in Mode}
    for films, block in zip(search.blocks, spread(search), strict=True):
        for mode, (rows, scores) in block.items():
            found[mode].rows[films], found[mode].scores[films] = rows, scores
        done(len(films))
    return found


def nothing(count: int, n_neighbors: int) -> Neighbors:
    """Room for the neighbors of so many films."""
    rows = np.full((count, n_neighbors), NONE, dtype=np.int32)
    return Neighbors(rows, np.zeros((count, n_neighbors), dtype=np.float32))


def keep(
    neighbors: Neighbors, at: int, scores: NDArray[Any], films: NDArray[Any] | None = None
) -> None:
    """Write the films with the largest scores to the row `at`; without `films`, they are of all."""
    best = largest(scores, neighbors.rows.shape[1])
    neighbors.rows[at, : len(best)] = best if films is None else films[best]
    neighbors.scores[at, : len(best)] = scores[best]
