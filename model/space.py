"""The space of films as arrays: a block of unit rows for each signal, by film and by feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

PULL = 0.2
"""λ: how much votes count."""
ENOUGH = 2.5
"""L = log10(1 + votes) from which a query film counts as well known; some 315 votes."""
Parts = Mapping[str, NDArray[Any]]
F = TypeVar("F", bound=np.floating)


class Vector(NamedTuple):
    """A sparse vector: its columns, ascending, and their values."""

    columns: NDArray[np.int32]
    values: NDArray[np.floating]


class Block:
    """The rows of one signal, of shape (n_movies, n_features), stored both ways round."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.n_movies = len(parts["row_offsets"]) - 1
        self.n_features = len(parts["column_offsets"]) - 1

    @classmethod
    def of(cls, rows: Any) -> Block:
        """Take a scipy.sparse matrix."""
        by_row, by_column = rows.tocsr(), rows.tocsc()
        by_row.sort_indices()
        return cls(
            {
                "row_offsets": by_row.indptr.astype(np.int64),
                "columns": by_row.indices.astype(np.int32),
                "values": by_row.data.astype(np.float32),
                "column_offsets": by_column.indptr.astype(np.int64),
                "movies": by_column.indices.astype(np.int32),
                "weights": by_column.data.astype(np.float32),
            }
        )

    def row(self, movie: int) -> Vector:
        """The row of a film."""
        offsets = self.parts["row_offsets"]
        begin, end = offsets[movie], offsets[movie + 1]
        return Vector(self.parts["columns"][begin:end], self.parts["values"][begin:end])

    def dense(self, movies: Sequence[int]) -> NDArray[np.float32]:
        """The rows of some films, with a column for each feature that two of them have."""
        offsets = self.parts["row_offsets"]
        films = np.asarray(movies, dtype=np.intp)
        lengths = offsets[films + 1] - offsets[films]
        owners = np.repeat(np.arange(len(films)), lengths)
        cells = np.arange(len(owners)) + np.repeat(
            offsets[films] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths
        )
        _, feature, count = np.unique(
            self.parts["columns"][cells], return_inverse=True, return_counts=True
        )
        common = count[feature] > 1
        place = np.cumsum(count > 1) - 1
        rows = np.zeros((len(films), int((count > 1).sum())), dtype=np.float32)
        rows[owners[common], place[feature[common]]] = self.parts["values"][cells[common]]
        return rows

    def mix(self, liked: Sequence[int], unliked: Sequence[int]) -> Vector:
        """The mean row of `liked` less half the mean row of `unliked`, nowhere below 0."""
        mixed = np.zeros(self.n_features)
        for movies, share in ((liked, 1.0), (unliked, -0.5)):
            for movie in movies:
                row = self.row(movie)
                mixed[row.columns] += share / len(movies) * row.values
        columns = np.flatnonzero(mixed > 0)
        return Vector(columns.astype(np.int32), mixed[columns])

    def products(self, vector: Vector) -> NDArray[np.float64]:
        """The product of `vector` with every row, of shape (n_movies,)."""
        offsets = self.parts["column_offsets"]
        movies, weights = self.parts["movies"], self.parts["weights"]
        products = np.zeros(self.n_movies)
        for column, value in zip(vector.columns.tolist(), vector.values, strict=True):
            begin, end = offsets[column], offsets[column + 1]
            products[movies[begin:end]] += weights[begin:end] * value  # each film at most once
        return products

    def shared(self, vector: Vector, movie: int) -> Vector:
        """The summands of the product of `vector` with the row of `movie`, by column."""
        row = self.row(movie)
        columns, mine, theirs = np.intersect1d(
            vector.columns, row.columns, assume_unique=True, return_indices=True
        )
        return Vector(columns, vector.values[mine].astype(np.float64) * row.values[theirs])


def largest(values: NDArray[Any], k: int) -> NDArray[np.intp]:
    """Where the `k` largest values above 0 stand, largest first, ties by position.

    The k-th largest maximum of some groups is no more than the k-th largest value, so only what
    reaches it needs sorting; to find it costs a tenth of a partition of all values.
    """
    groups = 4 * k
    whole = len(values) // groups * groups
    floor = 0.0
    if whole:
        maxima = values[:whole].reshape(-1, groups).max(axis=0)
        floor = np.partition(maxima, groups - k)[groups - k]
    candidates = np.flatnonzero(values >= floor if floor > 0 else values > 0)
    order = np.argsort(-values[candidates], kind="stable")
    return candidates[order[:k]]


def vote_factor(log_votes: NDArray[F], query: float | NDArray[F], pull: float = PULL) -> NDArray[F]:
    """What the products with a film of `query` are multiplied by, for every other film.

    (1 + λ_q L_j) / (1 + λ_q L_max) with L = log10(1 + votes) and λ_q = λ · min(1, L_q / ENOUGH): a
    film that many know is compared with such, while an obscure one is not flooded by them.

    Parameters
    ----------
    log_votes
        L of every film, of shape (n_movies,).
    query
        L of the query film, or of several with shape (n, 1).
    pull
        λ.
    """
    own = pull * np.minimum(1, query / ENOUGH)
    factor: NDArray[F] = (1 + own * log_votes) / (1 + own * log_votes.max(initial=0))
    return factor


def log_votes(votes: NDArray[Any]) -> NDArray[np.float64]:
    """L = log10(1 + votes)."""
    return np.log10(1 + votes.astype(np.float64))
