"""The rows of a signal with few columns, which all films have: TONE and TASTE."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from model.space import Parts, Vector


class DenseBlock:
    """The rows of one signal, of shape (n_movies, n_features); cells may be below 0.

    Parameters
    ----------
    parts
        `rows`, float32.  They may be memory-mapped and are never written to, so threads share them.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._rows: NDArray[np.float32] = parts["rows"]
        self.n_movies, self.n_features = self._rows.shape

    @classmethod
    def of(cls, rows: NDArray[np.float32]) -> Self:
        """The block of an array of shape (n_movies, n_features)."""
        return cls({"rows": np.ascontiguousarray(rows, dtype=np.float32)})

    def row(self, movie: int) -> Vector:
        """The row of a film; without columns if it is empty."""
        return _vector(self._rows[movie])

    def has(self, movie: int) -> bool:
        """Whether the row of a film is not empty."""
        return bool(self._rows[movie].any())

    def dense(self, movies: Sequence[int]) -> NDArray[np.float32]:
        """The rows of some films, of shape (len(movies), n_features)."""
        return self._rows[np.asarray(movies, dtype=np.intp)]

    def mix(self, liked: Sequence[int], unliked: Sequence[int]) -> Vector:
        """The mean row of `liked` minus half the mean row of `unliked`; see `Block.mix`.

        Values below 0 stay: they are directions here, and not features that nobody can lack.
        """
        mixed = np.zeros(self.n_features)
        for movies, share in ((liked, 1.0), (unliked, -0.5)):
            if movies:
                mixed += share * self.dense(movies).mean(axis=0, dtype=np.float64)
        return _vector(mixed)

    def add_products(
        self,
        scores: NDArray[np.float64],
        vector: Vector,
        weight: float,
        movies: NDArray[np.intp] | None = None,
    ) -> None:
        """Add `weight` times the product of `vector` with every row to `scores`.

        Parameters
        ----------
        scores
            Of shape (n_movies,).
        movies
            The rows that count, with `scores` of as many; without it, all.
        """
        if len(vector.columns):
            rows = self._rows if movies is None else self._rows[movies]
            scores += rows @ (vector.values * weight).astype(np.float32)

    def product(self, vector: Vector, movie: int) -> float:
        """The product of `vector` with a film's row."""
        return float(vector.values @ self._rows[movie, vector.columns].astype(np.float64))


def _vector(values: NDArray[np.floating]) -> Vector:
    """A vector of all columns, or of none if all are 0."""
    columns = np.arange(len(values) if values.any() else 0, dtype=np.int32)
    return Vector(columns, values[columns])
