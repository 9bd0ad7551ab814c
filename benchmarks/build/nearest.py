"""The nearest films of some films, to tell how far two programs agree."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

SAMPLE, COUNT = 500, 10
"""About how many films are looked at, and how many neighbors of each."""

Nearest = Mapping[str, Sequence[int]]
"""By the TMDB number of a film, those of its neighbors; the nearest come first."""


def nearest(numbers: Sequence[int], neighbors: NDArray[Any]) -> Nearest:
    """The nearest films of a sample of films.

    Parameters
    ----------
    numbers
        The TMDB number of each film.
    neighbors
        Rows of the nearest films, of shape (n_movies, n_neighbors); the film itself may be among
        them, and -1 is none.
    """
    found = {}
    for row in range(0, len(numbers), max(len(numbers) // SAMPLE, 1)):
        others = [other for other in neighbors[row].tolist() if other not in (row, -1)]
        found[str(numbers[row])] = [numbers[other] for other in others[:COUNT]]
    return found


def agreement(one: Nearest, other: Nearest) -> float:
    """The mean share of the nearest films in `one` that are in `other`, too, from 0 to 1."""
    return statistics.mean(
        len(set(near) & set(other[film])) / len(near) for film, near in one.items() if near
    )
