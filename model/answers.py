"""What serving and building both name: tables of neighbors, questions and answers.

Imported by both sides, so that neither imports the other: the server needs no scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from model.scores import Weights
from model.space import Vector

STORED = (Basis.TASTE, Basis.BLEND)
"""The bases with a table of neighbors; on another, films are compared when somebody asks."""
NO_NEIGHBOR = -1
"""The row in a table of neighbors where a film has no more of them."""


class NeighborTable(NamedTuple):
    """The neighbors of every film, highest score first; ties by row.

    Both arrays have the shape (n_movies, n_neighbors).  Where a film has fewer neighbors with a
    score above 0, the rest of `rows` is `NO_NEIGHBOR` and the rest of `scores` is 0.
    """

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]

    @classmethod
    def empty(cls, n_movies: int, n_neighbors: int) -> NeighborTable:
        """A table to be filled: nobody has a neighbor yet."""
        rows = np.full((n_movies, n_neighbors), NO_NEIGHBOR, dtype=np.int32)
        return cls(rows, np.zeros((n_movies, n_neighbors), dtype=np.float32))

    def flat(self) -> tuple[memoryview[int], memoryview[float], int]:
        """Rows and scores, one film after the other, and how many each has; fast to slice."""
        scores: memoryview[Any] = self.scores.reshape(-1).data
        return self.rows.reshape(-1).data, scores, self.rows.shape[1]


@dataclass(frozen=True, slots=True)
class Query:
    """What films are compared with: one film, or several mixed.

    Attributes
    ----------
    liked, unliked
        Rows of the films that the answers should and should not be like.
    weights
        The weight of each signal; they add up to 1.
    log_votes
        log10(1 + votes) of the film; the mean of `liked`, where there are several.
    vectors
        What the rows of each signal are multiplied by.
    explained
        What was worked out for the reasons of one neighbor and serves those of the others.
    """

    liked: tuple[int, ...]
    unliked: tuple[int, ...]
    weights: Weights
    log_votes: float
    vectors: Mapping[Signal, Vector]
    explained: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a question differs from the default one.

    Attributes
    ----------
    candidates
        Which films may be answers, of shape (n_movies,).
    diversity
        0 to 1: 0 ranks by score alone, 1 by being unlike the answers before.
    min_score
        0 to 1: films with a lower score are left out.
    """

    candidates: NDArray[np.bool_]
    diversity: float = 0.0
    min_score: float = 0.0


class Neighbor(NamedTuple):
    """A film like another.

    Attributes
    ----------
    movie
        Its row.
    rank
        Its place among the answers, from 1.
    score
        0 to 1.
    query
        Returns what it was compared with; called only for the reasons.
    """

    movie: MovieRow
    rank: int
    score: float
    query: Callable[[], Query]


class Contribution(NamedTuple):
    """One signal's share of a score, and the columns that both films have, heaviest first.

    The share of TONE or TASTE is below 0 where the films differ.  Their columns are dimensions
    that say nothing by themselves, and `shared` is empty.
    """

    signal: Signal
    share: float
    shared: tuple[int, ...]
