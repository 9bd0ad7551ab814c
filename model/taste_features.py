"""Which features of a film carry its product of TASTE, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Signal
from model.dense_block import DenseBlock
from model.film_features import FilmFeatures
from model.space import Block, Parts, Vector, ranges

FEATURES: Mapping[Signal, float] = MappingProxyType(
    {
        Signal.GENRE: 0.20,
        Signal.PLOT: 0.10,
        Signal.KEYWORD: 0.20,
        Signal.CAST: 0.08,
        Signal.CREW: 0.10,
        Signal.COMPANY: 0.05,
        Signal.COLLECTION: 0.05,
        Signal.ERA: 0.12,
        Signal.LANGUAGE: 0.10,
        Signal.ACCLAIM: 0.10,
    }
)
"""The signals whose columns TASTE is learned from, and how much each weighs."""


class Carried(NamedTuple):
    """What a column of a signal carries of a product of TASTE; below 0, it takes away."""

    signal: Signal
    column: int
    share: float


class TaughtCells(NamedTuple):
    """The cells of the rows of teachers, by feature.

    Attributes
    ----------
    features
        Each feature that a teacher has, as `FilmFeatures` numbers them, of shape (n_taught,).
    begins
        Where the cells of each begin, and at last where they end, of shape (n_taught + 1,).
    teachers
        The place of a teacher among the teachers, of shape (n_cells,).
    values
        The value of the feature there times the weight of its signal, of shape (n_cells,).
    """

    features: NDArray[np.int64]
    begins: NDArray[np.int64]
    teachers: NDArray[np.int32]
    values: NDArray[np.float32]


class TasteFeatures:
    """The features behind the products of TASTE.

    The raw row of a film is Σ over its features x_f · w_f, where w_f is the sum over the teachers
    of x_f · (duals of the teacher).  Its product with the row t of a query thus is the sum over its
    features of x_f · (w_f · t), divided by the length of the raw row.

    Threads share one instance; what it works out at the first reason is the same whoever does.

    Parameters
    ----------
    blocks
        The blocks of the signals in `FEATURES`.
    parts
        `teachers` and `duals`, as `model.signals.taste.Taste` has them.
    """

    def __init__(self, blocks: Mapping[Signal, Block | DenseBlock], parts: Parts) -> None:
        self._blocks = {s: block for s in FEATURES if isinstance(block := blocks[s], Block)}
        self.films = FilmFeatures(self._blocks)
        self._teachers, self._duals = parts["teachers"], parts["duals"]

    def of(self, query: Vector) -> CarriedFeatures:
        """What features carry of products with `query`, worked out as far as it is asked for."""
        agreement: NDArray[np.float32] = self._duals @ query.values.astype(np.float32)
        return CarriedFeatures(self, agreement.astype(np.float64))

    @cached_property
    def taught(self) -> TaughtCells:
        """The cells that are learned from."""
        features, teachers, values = [], [], []
        for begin, (signal, block) in zip(self.films.begins, self._blocks.items(), strict=True):
            offsets = block.parts["row_offsets"]
            begins, lengths = offsets[self._teachers], np.diff(offsets)[self._teachers]
            owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
            cells = ranges(begins, lengths)
            features.append(block.parts["columns"][cells] + begin)
            teachers.append(owners)
            values.append(block.parts["values"][cells] * np.float32(FEATURES[signal]))
        every = np.concatenate(features)
        order = np.argsort(every, kind="stable")
        found, begins = np.unique(every[order], return_index=True)
        return TaughtCells(
            found,
            np.append(begins, len(every)),
            np.concatenate(teachers)[order],
            np.concatenate(values)[order],
        )


class CarriedFeatures:
    """What the features of films carry of their products with one query.

    Neighbors of one film have most features in common, so those seen before are kept.  Made for one
    request, which one thread answers.

    Parameters
    ----------
    agreement
        The product of the query with the duals of each teacher.
    """

    def __init__(self, features: TasteFeatures, agreement: NDArray[np.float64]) -> None:
        self._features, self._agreement = features, agreement
        self._known: dict[int, float] = {}

    def by(self, movie: int, *, most_first: bool = True) -> Iterator[Carried]:
        """What each feature of a film carries, most first or least first.

        The shares add up to the product of the query and the film's row of TASTE, times the length
        of the film's raw row.
        """
        row = self._features.films.row(movie)
        shares = row.values * self._weights(row.numbers)
        for place in np.argsort(-shares if most_first else shares, kind="stable").tolist():
            signal = self._features.films.signals[row.signals[place]]
            yield Carried(signal, int(row.columns[place]), float(shares[place]))

    def _weights(self, features: NDArray[np.int64]) -> NDArray[np.float64]:
        """w_f · t of each feature, times the weight of its signal."""
        known, asked = self._known, features.tolist()
        missing = [feature for feature in asked if feature not in known]
        if missing:
            known.update(zip(missing, self._learned(np.array(missing)), strict=True))
        return np.array([known[feature] for feature in asked])

    def _learned(self, features: NDArray[np.int64]) -> list[float]:
        """The weights of features that were not asked for before; 0 where no teacher has one."""
        taught = self._features.taught
        weights = np.zeros(len(features))
        at = np.searchsorted(taught.features, features)
        at[at == len(taught.features)] = 0
        known = np.flatnonzero(taught.features[at] == features)
        begins = taught.begins[at[known]]
        lengths = taught.begins[at[known] + 1] - begins
        if len(known):
            cells = ranges(begins, lengths)
            products = taught.values[cells] * self._agreement[taught.teachers[cells]]
            weights[known] = np.add.reduceat(products, np.cumsum(lengths) - lengths)
        return weights.tolist()
