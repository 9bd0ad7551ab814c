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

from catalog.enums import Mode, Signal
from model.answers import NeighborTable
from model.knn import ReferenceNeighbors, default_weights
from model.scores import top_k, vote_factor, weights_in_use

NEIGHBORS = 200
"""How many neighbors of each film are stored."""
BLOCK = 32
"""So few films that their products with all others stay in the processor's caches."""
DENSE_FROM = 1 / 12
"""Share of films from which a column costs less in a dense product than in a sparse one."""

Rows = NDArray[np.intp]
NeighborTables = Mapping[Mode, NeighborTable]
"""The neighbors of some films, in each mode."""


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
    rows
        Of shape (n_movies, n_features).
    candidates
        Which films may be neighbors, of shape (n_movies,); the product with another is 0.
    """

    def __init__(self, rows: csr_matrix, candidates: NDArray[np.bool_]) -> None:
        counts = np.bincount(rows.indices, minlength=rows.shape[1])
        common = counts >= DENSE_FROM * rows.shape[0]
        self._dense = rows[:, common].toarray()
        self._sparse = csr_array(rows[:, ~common])
        masked = diags_array(candidates.astype(np.float32))
        self._dense_columns = np.ascontiguousarray((masked @ self._dense).T)
        self._sparse_columns = csr_array((masked @ self._sparse).T)

    def of(self, movies: Rows) -> NDArray[np.float32]:
        """Products of the rows of `movies` with every row, of shape (len(movies), n_movies)."""
        products = self._of_sparse(self._sparse[movies])
        if self._dense.shape[1]:
            products += self._dense[movies] @ self._dense_columns
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
    log_votes
        L of every film, for the `vote_factor`, which is applied before the best are chosen.
    hidden
        Films that are nobody's neighbors, of shape (n_movies,); none without it.
    n_neighbors
        How many neighbors each film gets.
    """

    def __init__(
        self,
        model: ReferenceNeighbors,
        log_votes: NDArray[np.float64],
        hidden: NDArray[np.bool_] | None = None,
        n_neighbors: int = NEIGHBORS,
    ) -> None:
        count = len(log_votes)
        candidates = np.ones(count, dtype=bool) if hidden is None else ~hidden
        self._content = Products(model.scaled(default_weights(Mode.CONTENT)), candidates)
        self._audience = Products(model.blocks_[Signal.AUDIENCE], candidates)
        self._log_votes = log_votes.astype(np.float32)
        self._rated = model.rated()
        self.n_neighbors = n_neighbors
        self.blocks: Sequence[Rows] = blocks_of(count, BLOCK)

    def of_block(self, movies: Rows) -> NeighborTables:
        """The neighbors of these films."""
        tables = empty_tables(len(movies), self.n_neighbors)
        rated = movies[self._rated[movies]]
        likes = dict(zip(rated.tolist(), self._audience.of(rated), strict=True))
        products = zip(movies.tolist(), self._content.of(movies), strict=True)
        for at, (movie, content) in enumerate(products):
            audience = likes.get(movie)
            content[movie] = 0
            if audience is not None:
                audience[movie] = 0
            factor = vote_factor(self._log_votes, self._log_votes[movie])
            write_best(tables, at, content, audience, factor)
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
    """The nearest films of every film, by content and by the blend.

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
        for mode, (rows, scores) in block.items():
            tables[mode].rows[movies], tables[mode].scores[movies] = rows, scores
        advance(len(movies))
    return tables


def blocks_of(n_movies: int, length: int) -> list[Rows]:
    """All films in blocks of `length`; the last may be shorter."""
    return [np.arange(at, min(at + length, n_movies)) for at in range(0, n_movies, length)]


def empty_tables(n_movies: int, n_neighbors: int) -> NeighborTables:
    """A table to be filled for each mode."""
    return {mode: NeighborTable.empty(n_movies, n_neighbors) for mode in Mode}


def write_best(
    tables: NeighborTables,
    at: int,
    content: NDArray[Any],
    audience: NDArray[Any] | None,
    factor: NDArray[Any],
    candidates: Rows | None = None,
) -> None:
    """Write the nearest films of one film to the row `at` of both tables.

    Parameters
    ----------
    content, audience
        The weighted sum of the cosines of content, and the cosine of AUDIENCE, of shape (n,);
        `audience` is None where nobody rated the film, whose blend then is its content.
    factor
        What both are multiplied by, of shape (n,).
    candidates
        Rows of the n films; without it they are all films.
    """
    _write_row(tables[Mode.CONTENT], at, content * factor, candidates)
    weight = _AUDIENCE_WEIGHT[audience is not None]
    if audience is not None and weight:
        blend = (1 - weight) * content + weight * audience
        _write_row(tables[Mode.BLEND], at, blend * factor, candidates)
    else:
        for same, written in zip(tables[Mode.BLEND], tables[Mode.CONTENT], strict=True):
            same[at] = written[at]


_AUDIENCE_WEIGHT = {
    rated: weights_in_use(default_weights(Mode.BLEND), rated=rated).get(Signal.AUDIENCE, 0.0)
    for rated in (False, True)
}
"""The share of AUDIENCE in the blend of a film that somebody rated, and of one that nobody did."""


def _write_row(
    table: NeighborTable, at: int, scores: NDArray[Any], candidates: Rows | None
) -> None:
    best = top_k(scores, table.rows.shape[1])
    table.rows[at, : len(best)] = best if candidates is None else candidates[best]
    table.scores[at, : len(best)] = scores[best]
