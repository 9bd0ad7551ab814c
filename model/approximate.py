"""Neighbors among more films than can be compared one by one: candidates, then their exact scores.

A film is a candidate if it shares a rare feature, e.g. a director, a collection or an unusual
word; if likers of one like the other; or if it is near in a space of few dimensions that FAISS
searches.  That space holds what is common to many films (genres, eras, languages) as it is, all
other features that are not rare in a random projection, and the votes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits

from catalog.enums import Mode, Signal
from model.knn import SimilarFilms, default_weights
from model.neighbors import DENSE_FROM, NEIGHBORS, Found, Rows, keep, nothing
from model.space import ENOUGH, PULL, vote_factor

BLOCK = 256
RARE, RARE_SHARE = 256, 1 / 100
"""A feature is rare if no more films have it, nor a larger share of all."""
KEPT, RANDOM = 32, 94
"""Dimensions for what is common and for the random projection."""
NEAR, LIKED = 800, 400
"""Candidates out of the space and for sharing likers, at the most."""
LISTS, PROBED, TRAINED = 2, 64, 20
"""Cells of the index for each root of the number of films, how many of them are looked into, and
how many films each is learned from."""
CODES, BITS = 64, 4
"""Codes of a film in the index, and the length of each: 32 bytes, compared within registers."""
EXPECTED = 0.4
"""Score of a neighbor, as which it counts where its votes are weighed in the space."""
BALANCE = 0.1
"""What L of a film is multiplied by, so that it is as wide as other dimensions."""
SEED = 8

Floats = NDArray[np.float32]


class Approximate:
    """The nearest films of some among candidates; parameters as those of `Exact`."""

    def __init__(
        self,
        model: SimilarFilms,
        log_votes: NDArray[np.float64],
        hidden: NDArray[np.bool_] | None = None,
        n_neighbors: int = NEIGHBORS,
    ) -> None:
        count = len(log_votes)
        rows = model.scaled(default_weights(Mode.CONTENT))
        films = np.bincount(rows.indices, minlength=rows.shape[1])
        common = films >= DENSE_FROM * count
        rare = ~common & (films <= min(RARE, RARE_SHARE * count))
        self._common: Floats = rows[:, common].toarray()
        self._rare, self._other = csr_array(rows[:, rare]), csr_array(rows[:, ~common & ~rare])
        self._likes = csr_array(model.blocks_[Signal.AUDIENCE])
        del rows
        self._of_rare, self._of_likes = csr_array(self._rare.T), csr_array(self._likes.T)
        self._heard = default_weights(Mode.BLEND)[Signal.AUDIENCE]
        self._votes = log_votes.astype(np.float32)
        self._most = self._votes.max(initial=0)
        self._shown = np.ones(count, dtype=bool) if hidden is None else ~hidden
        self.n_neighbors = n_neighbors
        self.blocks: Sequence[Rows] = [
            np.arange(at, min(at + BLOCK, count)) for at in range(0, count, BLOCK)
        ]
        with threadpool_limits(1):  # more would add up in another order
            faiss.omp_set_num_threads(1)
            self._space = _space(self._common, self._other, self._votes)
            self._index = _index(self._space)

    def of_block(self, films: Rows) -> Found:
        """The neighbors of these films; those that nobody rated have the same in both modes."""
        found = {mode: nothing(len(films), self.n_neighbors) for mode in Mode}
        faiss.omp_set_num_threads(1)
        _, near = self._index.search(self._asked(films), NEAR)
        rare = self._rare[films] @ self._of_rare
        likes = self._likes[films] @ self._of_likes
        for at, film in enumerate(films.tolist()):
            of_rare, of_likes = _row(rare, at), _row(likes, at)
            candidates = self._candidates(film, near[at], of_rare[0], _most(*of_likes, LIKED))
            scores = self._content(film, candidates, *of_rare)
            factor = vote_factor(np.append(self._votes[candidates], self._most), self._votes[film])
            keep(found[Mode.CONTENT], at, scores * factor[:-1], candidates)
            if len(of_likes[0]):
                blend = (1 - self._heard) * scores + self._heard * _of(candidates, *of_likes)
                keep(found[Mode.BLEND], at, blend * factor[:-1], candidates)
            else:
                for mine, same in zip(found[Mode.BLEND], found[Mode.CONTENT], strict=True):
                    mine[at] = same[at]
        return found

    def _asked(self, films: Rows) -> Floats:
        """Where to look in the space: the films without their length, votes as they pull."""
        asked = self._space[films].copy()
        pull = PULL * np.minimum(1, self._votes[films] / ENOUGH)
        asked[:, -2] = pull * EXPECTED / BALANCE
        asked[:, -1] = 0
        return asked

    def _candidates(self, film: int, *found: NDArray[Any]) -> Rows:
        """Each once and ascending, so that ties come by row."""
        every = np.unique(np.concatenate(found).astype(np.intp))
        candidates: Rows = every[self._shown[every] & (every != film) & (every >= 0)]
        return candidates

    def _content(
        self, film: int, candidates: Rows, sharing: NDArray[np.int32], shared: Floats
    ) -> Floats:
        """The score of each candidate, votes apart; what rare features make of it is known."""
        query = np.zeros(self._other.shape[1], dtype=np.float32)
        begin, end = self._other.indptr[film : film + 2]
        query[self._other.indices[begin:end]] = self._other.data[begin:end]
        scores: Floats = self._common[candidates] @ self._common[film]
        scores += self._other[candidates] @ query
        return scores + _of(candidates, sharing, shared)


def _space(common: Floats, other: csr_array, votes: Floats) -> Floats:
    """Every film as a row of the same length, so that the nearest has the largest product."""
    count = len(votes)
    _, directions = np.linalg.eigh(common.T @ common)
    kept = directions[:, ::-1][:, :KEPT]
    random = np.random.default_rng(SEED).standard_normal((other.shape[1], RANDOM), np.float32)
    space = np.zeros((count, KEPT + RANDOM + 2), dtype=np.float32)
    space[:, : kept.shape[1]] = common @ kept
    space[:, KEPT : KEPT + RANDOM] = other @ (random / np.float32(RANDOM**0.5))
    space[:, -2] = BALANCE * votes
    squares = np.einsum("ij,ij->i", space, space)
    space[:, -1] = np.sqrt(squares.max() - squares)
    return space


def _index(space: Floats) -> Any:
    count, width = space.shape
    lists = max(1, min(int(LISTS * count**0.5), count // TRAINED))
    index = faiss.IndexIVFPQFastScan(faiss.IndexFlatL2(width), width, lists, CODES, BITS)
    for learned in (index.cp, index.pq.cp):
        learned.seed, learned.min_points_per_centroid = SEED, 1
    index.cp.max_points_per_centroid = TRAINED
    index.train(space)
    index.add(space)
    index.nprobe = min(lists, PROBED)
    return index


def _row(matrix: csr_array, at: int) -> tuple[NDArray[np.int32], Floats]:
    """Columns and values of a row."""
    begin, end = matrix.indptr[at : at + 2]
    return matrix.indices[begin:end], matrix.data[begin:end]


def _most(columns: NDArray[np.int32], values: Floats, count: int) -> NDArray[np.int32]:
    """The columns of the largest values."""
    if len(columns) <= count:
        return columns
    return columns[np.argsort(-values, kind="stable")[:count]]


def _of(candidates: Rows, columns: NDArray[np.int32], values: Floats) -> Floats:
    """The value of each candidate; 0 where its column has none."""
    found = np.zeros(len(candidates), dtype=np.float32)
    places = np.searchsorted(candidates, columns)
    places[places == len(candidates)] = 0
    there = candidates[places] == columns if len(candidates) else np.zeros(len(columns), bool)
    found[places[there]] = values[there]
    return found
