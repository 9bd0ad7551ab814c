"""The films nearest to any query: any weights, filters and several films, when a request comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Signal
from model.answers import Query, Tuning
from model.dense_block import DenseBlock
from model.diversity import diversify
from model.scores import Votes, Weights, top_k, vote_factor
from model.space import Block

DIVERSITY_POOL = 200
"""How many of the best films a diverse answer is chosen from."""
PROMISING = 4
"""How many films for each that is wanted are looked at to learn how high the best score."""
MAX_SHARE = 1 / 3
"""The share of films up to which it is quicker to pick their rows than to take all."""
ROUNDING = 1e-6

Rows = NDArray[np.intp]
Scores = NDArray[np.float64]


class TunedSearch:
    """Compares a query with all films.

    First by the sparse blocks.  The rows of the dense ones, TONE and TASTE, are the larger part of
    the memory that is read, and no product with them is more than the length of the query.  So
    they are read for the films alone that could still come among the best, which changes nothing.

    Parameters
    ----------
    blocks
        The block of each signal; nothing here is written to, so threads share one instance.
    votes
        For the `vote_factor`.
    """

    def __init__(self, blocks: Mapping[Signal, Block | DenseBlock], votes: Votes) -> None:
        self._blocks, self._votes = blocks, votes
        self._sparse = {s: block for s, block in blocks.items() if isinstance(block, Block)}
        self._dense = {s: block for s, block in blocks.items() if isinstance(block, DenseBlock)}
        self._most_pull = float(votes.pull.max(initial=0))

    def nearest(self, query: Query, k: int, tuning: Tuning) -> tuple[Rows, Scores]:
        """The `k` nearest films among the candidates, nearest first, and their scores."""
        rows, scores = self._best(query, max(k, DIVERSITY_POOL) if tuning.diversity else k, tuning)
        if tuning.diversity:
            likeness = self._likeness(rows.tolist(), query.weights)
            chosen = diversify(scores, likeness, k, tuning.diversity)
            rows, scores = rows[chosen], scores[chosen]
        return rows, scores

    def factor(self, query: Query, movie: int) -> float:
        """The `vote_factor` of one film."""
        pull = self._votes.pull[movie : movie + 1]
        return float(vote_factor(pull, query.log_votes, self._most_pull)[0])

    def _best(self, query: Query, k: int, tuning: Tuning) -> tuple[Rows, Scores]:
        sums, factor = self._sums(query), self._factors(query, tuning)
        rows = self._promising(query, sums, factor, k)
        scores = self._with_dense(query, sums, factor, rows)
        if tuning.min_score > 0:
            scores[scores < tuning.min_score] = 0
        best = top_k(scores, k)
        return best if rows is None else rows[best], scores[best]

    def _sums(self, query: Query) -> Scores:
        """What the sparse blocks add up to, of shape (n_movies,)."""
        sums = np.zeros(len(self._votes.pull))
        for signal, block in self._sparse.items():
            if weight := query.weights.get(signal, 0.0):
                block.add_products(sums, query.vectors[signal], weight)
        return sums

    def _factors(self, query: Query, tuning: Tuning) -> Scores:
        """The `vote_factor` of every film, 0 for those that may not be answers."""
        factor = vote_factor(self._votes.pull, query.log_votes, self._most_pull)
        factor *= tuning.candidates
        factor[[*query.liked, *query.unliked]] = 0
        return factor

    def _promising(self, query: Query, sums: Scores, factor: Scores, k: int) -> Rows | None:
        """The films that may be among the `k` best, ascending; None where they are too many."""
        lengths = {s: float(np.linalg.norm(query.vectors[s].values)) for s in self._dense}
        most = sum(query.weights.get(s, 0.0) * length for s, length in lengths.items())
        sample = top_k(sums * factor, PROMISING * k)
        found = self._with_dense(query, sums, factor, sample)
        if not most or len(found) < k or (least := np.partition(found, -k)[-k]) <= 0:
            return None
        rows = np.flatnonzero((sums + most * (1 + ROUNDING)) * factor >= least)
        return rows if len(rows) <= MAX_SHARE * len(sums) else None

    def _with_dense(self, query: Query, sums: Scores, factor: Scores, rows: Rows | None) -> Scores:
        """The scores of some films, or of all: those of the sparse blocks and of the dense ones."""
        scores = sums.copy() if rows is None else sums[rows]
        for signal, block in self._dense.items():
            if weight := query.weights.get(signal, 0.0):
                block.add_products(scores, query.vectors[signal], weight, rows)
        scores *= factor if rows is None else factor[rows]
        return scores

    def _likeness(self, movies: Sequence[int], weights: Weights) -> Scores:
        """The score of every two of some films without the factor of votes, of shape (n, n)."""
        total = np.zeros((len(movies), len(movies)))
        for signal, weight in weights.items():
            if weight > 0:
                rows = self._blocks[signal].dense(movies)
                total += weight * (rows @ rows.T)
        return total
