"""Sparse matrices out of weighted pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


def heaviest(
    rows: NDArray[Any], columns: NDArray[Any], weights: NDArray[Any], shape: tuple[int, int]
) -> csr_matrix:
    """A matrix of weights; where a cell is given several, the largest.

    Parameters
    ----------
    rows, columns, weights
        The place and the weight of each pair, all of one length.

    Returns
    -------
    sparse matrix of `shape`, float32
    """
    order = np.lexsort((-weights, columns, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    cells = weights[first].astype(np.float32)
    return csr_matrix((cells, (rows[first], columns[first])), shape=shape)
