"""The space of films as arrays: a block of rows for each signal, by film and by feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Parts = Mapping[str, NDArray[Any]]
FILMS_OF_A_KIND = 4
"""Films of each kind of row, on average, from which on products are worth taking by kind."""


class Vector(NamedTuple):
    """A sparse vector: its columns, ascending, and their values."""

    columns: NDArray[np.int32]
    values: NDArray[np.floating]


class Block:
    """The rows of one signal, of shape (n_movies, n_features), stored by row and by column.

    Parameters
    ----------
    parts
        As compressed rows `row_offsets`, `columns` and `values`, as compressed columns
        `column_offsets`, `movies` and `weights`; offsets are int64, indices int32, the others
        float32.  They may be memory-mapped and are never written to, so threads share them.
        Where many films have the same row, as all of a year have in ERA, `kinds` gives the kind of
        each film, int32, and `kind_offsets`, `kind_rows` and `kind_weights` are the compressed
        columns of a row of each kind.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.n_movies = len(parts["row_offsets"]) - 1
        self.n_features = len(parts["column_offsets"]) - 1
        self._begins = parts["row_offsets"].data
        self._columns, self._values = parts["columns"], parts["values"]

    @classmethod
    def of(cls, rows: Any) -> Block:
        """The block of a scipy.sparse matrix of shape (n_movies, n_features)."""
        by_row, by_column = rows.tocsr(), rows.tocsc()
        by_row.sort_indices()
        return cls(
            _of_kinds(by_row)
            | {
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
        begin, end = self._begins[movie], self._begins[movie + 1]
        return Vector(self._columns[begin:end], self._values[begin:end])

    def has(self, movie: int) -> bool:
        """Whether the row of a film is not empty."""
        return self._begins[movie] < self._begins[movie + 1]

    def dense(self, movies: Sequence[int]) -> NDArray[np.float32]:
        """The rows of some films as a dense array.

        Features that only one of them has are left out, since products of two films do not need
        them.

        Returns
        -------
        array of shape (len(movies), number of features that two of them have), float32
        """
        offsets = self.parts["row_offsets"]
        chosen = np.asarray(movies, dtype=np.intp)
        lengths = offsets[chosen + 1] - offsets[chosen]
        owners = np.repeat(np.arange(len(chosen)), lengths)
        cells = ranges(offsets[chosen], lengths)
        _, feature, count = np.unique(
            self.parts["columns"][cells], return_inverse=True, return_counts=True
        )
        common = count[feature] > 1
        place = np.cumsum(count > 1) - 1
        rows = np.zeros((len(chosen), int((count > 1).sum())), dtype=np.float32)
        rows[owners[common], place[feature[common]]] = self.parts["values"][cells[common]]
        return rows

    def mix(self, liked: Sequence[int], unliked: Sequence[int]) -> Vector:
        """The mean row of `liked` minus half the mean row of `unliked`, with 0 for what is below 0.

        That is Rocchio's relevance feedback with the weights 1 and ½ (Manning et al., 2008, ch. 9).
        """
        mixed = np.zeros(self.n_features)
        for movies, share in ((liked, 1.0), (unliked, -0.5)):
            for movie in movies:
                row = self.row(movie)
                mixed[row.columns] += share / len(movies) * row.values
        columns = np.flatnonzero(mixed > 0)
        return Vector(columns.astype(np.int32), mixed[columns])

    def add_products(self, scores: NDArray[np.float64], vector: Vector, weight: float) -> None:
        """Add `weight` times the product of `vector` with every row to `scores`.

        Parameters
        ----------
        scores
            Of shape (n_movies,).
        """
        if not len(vector.columns):
            return
        kinds = self.parts.get("kinds")
        if kinds is None:
            names, sums = ("column_offsets", "movies", "weights"), scores
        else:
            names = ("kind_offsets", "kind_rows", "kind_weights")
            sums = np.zeros(int(kinds.max(initial=-1)) + 1)
        offsets, rows, cells = (self.parts[name] for name in names)
        begins, ends = offsets[vector.columns].tolist(), offsets[vector.columns + 1].tolist()
        values = (vector.values * np.float64(weight)).tolist()
        for begin, end, value in zip(begins, ends, values, strict=True):
            sums[rows[begin:end]] += cells[begin:end] * value  # each row at most once
        if kinds is not None:
            # Every kind is there, so nothing is clipped; to check each number takes twice as long.
            scores += sums.take(kinds, mode="clip")


def ranges(begins: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """The numbers from each of `begins` on, as many as `lengths` says, one range after another."""
    before = np.cumsum(lengths) - lengths
    numbers: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    return numbers


def _of_kinds(rows: Any) -> dict[str, NDArray[Any]]:
    """The parts of a block for the kinds of its rows; none where few rows are alike, or most empty.

    Rows whose products with random numbers are equal are taken for equal, if they are.
    """
    if rows.nnz < rows.shape[0]:
        return {}
    probe = np.random.default_rng(0).random(rows.shape[1])
    _, first, kinds = np.unique(rows @ probe, return_index=True, return_inverse=True)
    if len(first) * FILMS_OF_A_KIND > rows.shape[0] or (rows[first][kinds] != rows).nnz:
        return {}
    by_column = rows[first].tocsc()
    return {
        "kinds": kinds.astype(np.int32),
        "kind_offsets": by_column.indptr.astype(np.int64),
        "kind_rows": by_column.indices.astype(np.int32),
        "kind_weights": by_column.data.astype(np.float32),
    }
