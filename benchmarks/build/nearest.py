"""The first neighbors of some films, to tell how much two programs agree."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

SHOWN, FIRST = 500, 10
"""So many films, about, and so many neighbors of each."""

Firsts = Mapping[str, Sequence[int]]
"""By the TMDB number of a film, those of its neighbors; nearest first."""


def firsts(numbers: Sequence[int], neighbors: NDArray[Any]) -> Firsts:
    """Of every so many films.

    Parameters
    ----------
    numbers
        The TMDB number of each film.
    neighbors
        Rows of the nearest films, of shape (n_movies, n_neighbors); the film itself may be among
        them, and less than 0 is none.
    """
    found = {}
    for row in range(0, len(numbers), max(len(numbers) // SHOWN, 1)):
        others = [other for other in neighbors[row].tolist() if other not in (row, -1)]
        found[str(numbers[row])] = [numbers[other] for other in others[:FIRST]]
    return found


def agreement(one: Firsts, other: Firsts) -> float:
    """The mean share of the first neighbors in `one` that are in `other`, too."""
    return statistics.mean(
        len(set(near) & set(other[film])) / len(near) for film, near in one.items() if near
    )
