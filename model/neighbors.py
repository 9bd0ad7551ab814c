"""The nearest films of every film, computed once so that the usual question is a look-up."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array

from model.recommender import NONE, Neighbors

NEIGHBORS = 200
BLOCK = 512


def all_neighbors(
    blocks: csr_matrix,
    hidden: NDArray[np.bool_] | None = None,
    n_neighbors: int = NEIGHBORS,
    done: Callable[[int], object] = int,
) -> Neighbors:
    """The top `n_neighbors` of the product of every row with every other.

    Parameters
    ----------
    blocks
        Scaled blocks of shape (n_movies, n_features).
    hidden
        Films that are nobody's neighbors, of shape (n_movies,).
    done
        Called with the number of films that were finished, for a progress bar.
    """
    count = blocks.shape[0]
    shown = np.ones(count) if hidden is None else ~hidden
    columns = csr_matrix((diags_array(shown.astype(np.float32)) @ blocks).T)
    rows = np.full((count, n_neighbors), NONE, dtype=np.int32)
    scores = np.zeros((count, n_neighbors), dtype=np.float32)

    def fill(begin: int) -> int:
        product = (blocks[begin : begin + BLOCK] @ columns).toarray()
        for offset, products in enumerate(product):
            film = begin + offset
            products[film] = 0
            best = largest(products, n_neighbors)
            rows[film, : len(best)], scores[film, : len(best)] = best, products[best]
        return len(product)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for finished in pool.map(fill, range(0, count, BLOCK)):
            done(finished)
    return Neighbors(rows, scores)


def largest(values: NDArray[Any], k: int) -> NDArray[np.intp]:
    """Where the `k` largest values above 0 stand, largest first, ties by position.

    The k-th largest maximum of some groups is no more than the k-th largest value, so only what
    reaches it needs sorting; to find it costs a tenth of a partition of all values.
    """
    groups = 4 * k
    whole = len(values) // groups * groups
    floor = 0.0
    if whole:
        maxima = values[:whole].reshape(groups, -1).max(axis=1)
        floor = np.partition(maxima, groups - k)[groups - k]
    candidates = np.flatnonzero(values >= floor if floor > 0 else values > 0)
    order = np.argsort(-values[candidates], kind="stable")
    return candidates[order[:k]]
