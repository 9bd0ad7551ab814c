"""How many of the nearest films an approximate search finds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from catalog.enums import Basis
from model.answers import NO_NEIGHBOR
from model.neighbors import BLOCK, NeighborSearch, NeighborTables

SAMPLE_SIZE, K, SEED = 2_000, 10, 8
TIE = 1e-6
"""Scores that differ by less are equal, since they are sums in different orders."""


def sample_of(count: int) -> NDArray[np.intp]:
    """Rows of the films whose neighbors are looked at, the same each time."""
    rows: NDArray[np.intp] = np.random.default_rng(SEED).permutation(count)[:SAMPLE_SIZE]
    return rows


def recall(tables: NeighborTables, exact: NeighborSearch) -> Mapping[Basis, float]:
    """recall@10: the share of the ten nearest films that the tables have, over a sample of films.

    A film that is as near as the tenth counts as one of the ten.

    Returns
    -------
    recall
        0 to 1, by basis.
    """
    sample = sample_of(len(tables[Basis.TASTE].rows))
    hits, relevant = dict.fromkeys(tables, 0), dict.fromkeys(tables, 0)
    with threadpool_limits(1):
        for begin in range(0, len(sample), BLOCK):
            movies = sample[begin : begin + BLOCK]
            for basis, nearest in exact.of_block(movies).items():
                known = nearest.rows[:, :K] != NO_NEIGHBOR
                least = np.where(known, nearest.scores[:, :K], np.inf).min(axis=1, keepdims=True)
                near = tables[basis].scores[movies, :K] >= least - TIE
                hits[basis] += int(np.minimum(near.sum(axis=1), known.sum(axis=1)).sum())
                relevant[basis] += int(known.sum())
    return {basis: hits[basis] / max(relevant[basis], 1) for basis in tables}
