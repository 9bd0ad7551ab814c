"""Dense rows brought to unit length."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=np.floating)
NOTHING = 1e-6
"""A row this short is rounding, and points nowhere."""


def unit_rows(rows: NDArray[F]) -> NDArray[F]:
    """Each row divided by its length; a row of length 0 stays as it is.

    Parameters
    ----------
    rows
        Of shape (n, dimensions).
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    long = lengths > NOTHING
    scaled: NDArray[F] = rows * (long / np.where(long, lengths, 1)).astype(rows.dtype)
    return scaled
