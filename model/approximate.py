"""Neighbors among more films than can be compared one by one: candidates, then their exact scores.

A film is a candidate if it shares a rare feature, e.g. a director, a collection or an unusual
word; if people who like one like the other; or if it is near in a space of few dimensions that
FAISS searches.  That space holds common features (genres, eras, languages, the dimensions of tone
and taste) rotated to their principal directions, all other features that are not rare in a random
projection, and the votes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits

from catalog.enums import Basis, Signal
from model.knn import ReferenceNeighbors
from model.neighbors import (
    DENSE_FROM,
    NEIGHBORS,
    NeighborTables,
    Rows,
    basis_scale,
    blocks_of,
    empty_tables,
    write_best,
)
from model.scores import WELL_KNOWN, Votes, vote_factor
from model.signals.weights import default_weights

BLOCK = 256
"""Films that are searched for at once."""
MAX_RARE, MAX_RARE_SHARE = 256, 1 / 100
"""A feature is rare if no more films have it, nor a larger share of all."""
COMMON_DIMENSIONS, RANDOM_DIMENSIONS = 64, 62
"""Dimensions for common features and for the random projection of the others."""
MAX_NEAR_CANDIDATES, MAX_LIKED_CANDIDATES = 800, 400
"""Candidates out of the space and for being liked by the same people, at the most."""
CELLS_PER_ROOT, MAX_PROBES, TRAINING_PER_CELL = 2, 64, 20
"""Cells of the index for each root of the number of films, how many of them are searched, and how
many films each is learned from."""
CODES, CODE_BITS = 64, 4
"""Codes of a film in the index, and the length of each: 32 bytes, compared within registers."""
EXPECTED_SCORE = 0.3
"""The score of a neighbor, before the factor of votes, that the weight of the pull assumes."""
PULL_SCALE = 0.5
"""What the pull of votes is multiplied by, so that it spreads as wide as other dimensions."""
SEED = 8

Floats = NDArray[np.float32]


class ApproximateSearch:
    """The nearest films of some among candidates; parameters as those of `ExactSearch`."""

    def __init__(
        self,
        model: ReferenceNeighbors,
        votes: Votes,
        hidden: NDArray[np.bool_] | None = None,
        n_neighbors: int = NEIGHBORS,
    ) -> None:
        count = len(votes.log_votes)
        rows, dense = model.scaled(default_weights(Basis.TASTE))
        movies = np.bincount(rows.indices, minlength=rows.shape[1])
        common = movies >= DENSE_FROM * count
        rare = ~common & (movies <= min(MAX_RARE, MAX_RARE_SHARE * count))
        self._common: Floats = np.hstack([rows[:, common].toarray(), dense])
        self._rare, self._other = csr_array(rows[:, rare]), csr_array(rows[:, ~common & ~rare])
        self._likes = csr_array(model.blocks_[Signal.AUDIENCE])
        del rows, dense
        self._of_rare, self._of_likes = csr_array(self._rare.T), csr_array(self._likes.T)
        self._votes = votes
        self._most_pull = float(votes.pull.max(initial=0))
        self._likers, self._scale = model.likes(), basis_scale(model)
        self._visible = np.ones(count, dtype=bool) if hidden is None else ~hidden
        self.n_neighbors = n_neighbors
        self.blocks: Sequence[Rows] = blocks_of(count, BLOCK)
        with threadpool_limits(1):  # more would add up in another order
            faiss.omp_set_num_threads(1)
            self._space = _space(self._common, self._other, votes.pull)
            self._index = _index(self._space)

    def of_block(self, movies: Rows) -> NeighborTables:
        """The neighbors of these films."""
        tables = empty_tables(len(movies), self.n_neighbors)
        faiss.omp_set_num_threads(1)
        _, near = self._index.search(self._queries(movies), MAX_NEAR_CANDIDATES)
        rare = self._rare[movies] @ self._of_rare
        likes = self._likes[movies] @ self._of_likes
        for at, movie in enumerate(movies.tolist()):
            of_rare, of_likes = _row(rare, at), _row(likes, at)
            liked = _heaviest(*of_likes, MAX_LIKED_CANDIDATES)
            candidates = self._candidates(movie, near[at], of_rare[0], liked)
            scores = self._scale[movie] * self._scores(movie, candidates, *of_rare)
            audience = _values_at(candidates, *of_likes) if len(of_likes[0]) else None
            own = float(self._votes.log_votes[movie])
            factor = vote_factor(self._votes.pull[candidates], own, self._most_pull)
            liked_by = int(self._likers[movie])
            write_best(tables, at, scores, audience, liked_by, factor, candidates)
        return tables

    def _queries(self, movies: Rows) -> Floats:
        """What to look for in the space: the films, weighing votes as `vote_factor` does."""
        queries = self._space[movies].copy()
        known = np.minimum(1, self._votes.log_votes[movies] / WELL_KNOWN)
        expected = EXPECTED_SCORE / self._scale[movies]  # of the products, as the space has them
        queries[:, -2] = known * expected / PULL_SCALE
        queries[:, -1] = 0
        return queries

    def _candidates(self, movie: int, *found: NDArray[Any]) -> Rows:
        """Each once and ascending, so that ties come by row."""
        every = np.unique(np.concatenate(found).astype(np.intp))
        candidates: Rows = every[self._visible[every] & (every != movie) & (every >= 0)]
        return candidates

    def _scores(
        self, movie: int, candidates: Rows, sharing: NDArray[np.int32], shared: Floats
    ) -> Floats:
        """The weighted sum of cosines with each candidate, of shape (len(candidates),).

        Parameters
        ----------
        sharing, shared
            The films that have a rare feature of `movie`, and what these features add up to.
        """
        query = np.zeros(self._other.shape[1], dtype=np.float32)
        begin, end = self._other.indptr[movie : movie + 2]
        query[self._other.indices[begin:end]] = self._other.data[begin:end]
        scores: Floats = self._common[candidates] @ self._common[movie]
        scores += self._other[candidates] @ query
        return scores + _values_at(candidates, sharing, shared)


def _space(common: Floats, other: csr_array, pull: NDArray[np.float64]) -> Floats:
    """Every film as a row of the same length, so that the nearest has the largest product."""
    count = len(pull)
    _, directions = np.linalg.eigh(common.T @ common)
    principal = directions[:, ::-1][:, :COMMON_DIMENSIONS]
    random = np.random.default_rng(SEED)
    projection = random.standard_normal((other.shape[1], RANDOM_DIMENSIONS), np.float32)
    space = np.zeros((count, COMMON_DIMENSIONS + RANDOM_DIMENSIONS + 2), dtype=np.float32)
    space[:, : principal.shape[1]] = common @ principal
    space[:, COMMON_DIMENSIONS:-2] = other @ (projection / np.float32(RANDOM_DIMENSIONS**0.5))
    space[:, -2] = PULL_SCALE * pull
    squares = np.einsum("ij,ij->i", space, space)
    space[:, -1] = np.sqrt(squares.max() - squares)
    return space


def _index(space: Floats) -> Any:
    """An inverted file with product quantization (Jégou et al., 2011), trained on the space."""
    count, width = space.shape
    cells = max(1, min(int(CELLS_PER_ROOT * count**0.5), count // TRAINING_PER_CELL))
    index = faiss.IndexIVFPQFastScan(faiss.IndexFlatL2(width), width, cells, CODES, CODE_BITS)
    for clustering in (index.cp, index.pq.cp):
        clustering.seed, clustering.min_points_per_centroid = SEED, 1
    index.cp.max_points_per_centroid = TRAINING_PER_CELL
    index.train(space)
    index.add(space)
    index.nprobe = min(cells, MAX_PROBES)
    return index


def _row(matrix: csr_array, at: int) -> tuple[NDArray[np.int32], Floats]:
    """Columns and values of a row."""
    begin, end = matrix.indptr[at : at + 2]
    return matrix.indices[begin:end], matrix.data[begin:end]


def _heaviest(columns: NDArray[np.int32], values: Floats, count: int) -> NDArray[np.int32]:
    """The columns of the largest values."""
    if len(columns) <= count:
        return columns
    return columns[np.argsort(-values, kind="stable")[:count]]


def _values_at(candidates: Rows, columns: NDArray[np.int32], values: Floats) -> Floats:
    """The value of each candidate; 0 where its column has none."""
    found = np.zeros(len(candidates), dtype=np.float32)
    places = np.searchsorted(candidates, columns)
    places[places == len(candidates)] = 0
    there = candidates[places] == columns if len(candidates) else np.zeros(len(columns), bool)
    found[places[there]] = values[there]
    return found
