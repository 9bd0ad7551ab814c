"""Answers "what is like this?" from the table of neighbors."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.rows import MovieRow
from catalog.snapshot import Snapshot

NONE = -1


class Neighbors(NamedTuple):
    """The neighbors of every film, nearest first; ties by row.

    Both have the shape (n_movies, n_neighbors); where a film has fewer neighbors with a score
    above 0, rows are `NONE` and scores 0.
    """

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]


class Neighbor(NamedTuple):
    """A film like another: `rank` counts from 1, `score` is 0 to 1."""

    movie: MovieRow
    rank: int
    score: float


class Recommender:
    """The model of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._neighbors = Neighbors(**snapshot.arrays("neighbors"))

    def similar(self, movie: MovieRow, k: int) -> list[Neighbor]:
        """The `k` nearest films, nearest first; fewer where no more have anything in common."""
        rows = self._neighbors.rows[movie, :k].tolist()
        scores = self._neighbors.scores[movie, :k].tolist()
        return [
            Neighbor(MovieRow(row), rank, score)
            for rank, (row, score) in enumerate(zip(rows, scores, strict=True), 1)
            if row != NONE
        ]
