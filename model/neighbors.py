"""The nearest films of every film, computed once so that the default question is a look-up.

`ExactSearch` compares every two films; `model.approximate` has a search for catalogs too large for
that.  Scores are those of `model.knn.ReferenceNeighbors` times the `vote_factor`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, csr_matrix, diags_array
from threadpoolctl import threadpool_limits

from catalog.enums import Basis, Signal
from model.answers import STORED, NeighborTable
from model.knn import ReferenceNeighbors
from model.scores import BESIDE, Votes, top_k, vote_factor, weights_in_use
from model.signals.weights import default_weights

NEIGHBORS = 200
"""How many neighbors of each film are stored."""
BLOCK = 128
"""So many films that BLAS reaches its full speed, which takes as many rows as columns or so."""
SPARSE_BLOCK = 32
"""So few films that their sparse products with all others stay in the processor's caches."""
DENSE_FROM = 1 / 16
"""Share of films from which a column costs less in a dense product than in a sparse one."""

Rows = NDArray[np.intp]
NeighborTables = Mapping[Basis, NeighborTable]
"""The neighbors of some films, on each of `STORED`."""


class NeighborSearch(Protocol):
    """Finds the neighbors of films, a block at a time."""

    @property
    def n_neighbors(self) -> int:
        """How many neighbors each film gets."""

    @property
    def blocks(self) -> Sequence[Rows]:
        """The films of each block; together all films in their order."""

    def of_block(self, movies: Rows) -> NeighborTables:
        """The neighbors of these films."""


BlockRunner = Callable[[NeighborSearch], Iterable[NeighborTables]]
"""Runs a search on each of its blocks, and returns what it finds in the order of the blocks."""


class Products:
    """Products of some rows with all rows; common columns dense, the others sparse.

    Parameters
    ----------
    sparse, dense
        The columns of each row, of shape (n_movies, n_features).
    candidates
        Which films may be neighbors, of shape (n_movies,); the product with another is 0.
    """

    def __init__(
        self,
        sparse: csr_matrix,
        dense: NDArray[np.float32],
        candidates: NDArray[np.bool_] | None = None,
    ) -> None:
        if candidates is None:
            candidates = np.ones(len(dense), dtype=bool)
        counts = np.bincount(sparse.indices, minlength=sparse.shape[1])
        common = counts >= DENSE_FROM * sparse.shape[0]
        self._dense = np.hstack([sparse[:, common].toarray(), dense])
        self._sparse = csr_array(sparse[:, ~common])
        masked = diags_array(candidates.astype(np.float32))
        self._dense_columns = np.ascontiguousarray((masked @ self._dense).T)
        self._sparse_columns = csr_array((masked @ self._sparse).T)

    def of(self, movies: Rows) -> NDArray[np.float32]:
        """Products of the rows of `movies` with every row, of shape (len(movies), n_movies)."""
        products: NDArray[np.float32] = self._dense[movies] @ self._dense_columns
        for at in range(0, len(movies), SPARSE_BLOCK):
            some = slice(at, at + SPARSE_BLOCK)
            products[some] += self._of_sparse(self._sparse[movies[some]])
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


class ExactSearch:
    """The nearest films of some, compared with every other.

    Parameters
    ----------
    model
        Fitted; its blocks are what is compared.
    votes
        For the `vote_factor`, which is applied before the best are chosen.
    hidden
        Films that are nobody's neighbors, of shape (n_movies,); none without it.
    n_neighbors
        How many neighbors each film gets.
    """

    def __init__(
        self,
        model: ReferenceNeighbors,
        votes: Votes,
        hidden: NDArray[np.bool_] | None = None,
        n_neighbors: int = NEIGHBORS,
    ) -> None:
        count = len(votes.log_votes)
        candidates = np.ones(count, dtype=bool) if hidden is None else ~hidden
        self._products = Products(*model.scaled(default_weights(Basis.TASTE)), candidates)
        self._audience = Products(*model.scaled({Signal.AUDIENCE: 1.0}), candidates)
        self._log_votes, self._pull = (part.astype(np.float32) for part in votes)
        self._most = self._pull.max(initial=0)
        self._likes, self._scale = model.likes(), basis_scale(model)
        self.n_neighbors = n_neighbors
        self.blocks: Sequence[Rows] = blocks_of(count, BLOCK)

    def of_block(self, movies: Rows) -> NeighborTables:
        """The neighbors of these films."""
        tables = empty_tables(len(movies), self.n_neighbors)
        liked = movies[self._likes[movies] > 0]
        audiences = dict(zip(liked.tolist(), self._audience.of(liked), strict=True))
        products = self._products.of(movies)
        for at, (movie, scores) in enumerate(zip(movies.tolist(), products, strict=True)):
            audience = audiences.get(movie)
            scores[movie] = 0
            if self._scale[movie] != 1:
                np.multiply(scores, self._scale[movie], out=scores)
            if audience is not None:
                audience[movie] = 0
            factor = vote_factor(self._pull, self._log_votes[movie], self._most)
            write_best(tables, at, scores, audience, int(self._likes[movie]), factor)
        return tables


def run_in_threads(search: NeighborSearch) -> Iterator[NeighborTables]:
    """The neighbors of each block, found in as many threads as there are cores.

    The threads share `search`, which does not change while it searches.
    """
    with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(search.of_block, search.blocks)


def all_neighbors(
    search: NeighborSearch,
    advance: Callable[[int], object] = int,
    run: BlockRunner = run_in_threads,
) -> NeighborTables:
    """The nearest films of every film, on each of `STORED`.

    Parameters
    ----------
    advance
        Called with the number of films that were finished, for a progress bar.
    run
        Does the work.  What is found depends on the block alone as long as BLAS has one thread, so
        every runner gives the same tables.
    """
    tables = empty_tables(sum(map(len, search.blocks)), search.n_neighbors)
    for movies, block in zip(search.blocks, run(search), strict=True):
        for basis, (rows, scores) in block.items():
            tables[basis].rows[movies], tables[basis].scores[movies] = rows, scores
        advance(len(movies))
    return tables


def blocks_of(n_movies: int, length: int) -> list[Rows]:
    """All films in blocks of `length`; the last may be shorter."""
    return [np.arange(at, min(at + length, n_movies)) for at in range(0, n_movies, length)]


def empty_tables(n_movies: int, n_neighbors: int) -> NeighborTables:
    """A table to be filled for each of `STORED`."""
    return {basis: NeighborTable.empty(n_movies, n_neighbors) for basis in STORED}


def write_best(
    tables: NeighborTables,
    at: int,
    scores: NDArray[Any],
    audience: NDArray[Any] | None,
    likes: int,
    factor: NDArray[Any],
    candidates: Rows | None = None,
) -> None:
    """Write the nearest films of one film to the row `at` of both tables.

    Parameters
    ----------
    scores, audience
        The weighted sum of the cosines of content and TASTE, and the cosine of AUDIENCE, of shape
        (n,); `audience` is None where nobody likes the film, whose blend then is the same.
    likes
        How many people like the film.
    factor
        What both are multiplied by, of shape (n,).
    candidates
        Rows of the n films; without it they are all films.
    """
    _write_row(tables[Basis.TASTE], at, scores * factor, candidates)
    share = weights_in_use(_BLEND, likes=likes).get(Signal.AUDIENCE, 0.0)
    if audience is not None and share:
        blend = (1 - share) * scores + share * audience
        _write_row(tables[Basis.BLEND], at, blend * factor, candidates)
    else:
        for same, written in zip(tables[Basis.BLEND], tables[Basis.TASTE], strict=True):
            same[at] = written[at]


_BLEND = default_weights(Basis.BLEND)


def basis_scale(model: ReferenceNeighbors) -> NDArray[np.float32]:
    """What the products of each film with the weights of TASTE are multiplied by.

    A film that lacks a signal of `BESIDE` is compared by the others, whose weights are larger as
    they have the same sum.
    """
    weights = default_weights(Basis.TASTE)
    in_use = 1 - sum(weights[signal] * model.lacks(signal) for signal in BESIDE)
    return np.asarray(1 / in_use, dtype=np.float32)


def _write_row(
    table: NeighborTable, at: int, scores: NDArray[Any], candidates: Rows | None
) -> None:
    best = top_k(scores, table.rows.shape[1])
    table.rows[at, : len(best)] = best if candidates is None else candidates[best]
    table.scores[at, : len(best)] = scores[best]
