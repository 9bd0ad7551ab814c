"""Which features of a film carry its product of TASTE, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Signal
from model.dense_block import DenseBlock
from model.space import Block, Parts, Vector

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

COMMON = (Signal.GENRE, Signal.ERA, Signal.LANGUAGE, Signal.ACCLAIM)
"""Signals whose columns many films have: looked at by the rows of teachers, not by columns."""


class Carried(NamedTuple):
    """What a column of a signal carries of a product of TASTE; below 0, it takes away."""

    signal: Signal
    column: int
    share: float


class TasteFeatures:
    """The features behind the products of TASTE.

    The raw row of a film is Σ over its features x_f · w_f, where w_f is the sum over the teachers
    of x_f · (duals of the teacher).  Its product with the row t of a query thus is the sum over its
    features of x_f · (w_f · t), divided by the length of the raw row.

    Parameters
    ----------
    blocks
        The blocks of the signals in `FEATURES`.
    parts
        `teachers` and `duals`, as `model.signals.taste.Taste` has them.
    """

    def __init__(self, blocks: Mapping[Signal, Block | DenseBlock], parts: Parts) -> None:
        self._blocks = {s: block for s in FEATURES if isinstance(block := blocks[s], Block)}
        self._teachers, self._duals = parts["teachers"], parts["duals"]
        self._taught = {signal: self._rows_of(self._blocks[signal]) for signal in COMMON}

    def _rows_of(self, block: Block) -> tuple[NDArray[np.intp], Vector]:
        """The teacher of each cell of the teachers' rows in a block, and these cells."""
        offsets = block.parts["row_offsets"]
        begins, lengths = offsets[self._teachers], np.diff(offsets)[self._teachers]
        owners = np.repeat(np.arange(len(lengths)), lengths)
        cells = np.arange(len(owners)) + np.repeat(begins - np.cumsum(lengths) + lengths, lengths)
        return owners, Vector(block.parts["columns"][cells], block.parts["values"][cells])

    def of(self, query: Vector) -> CarriedFeatures:
        """What features carry of products with `query`, worked out as far as it is asked for."""
        of_teachers = self._duals @ query.values.astype(np.float64)
        agreement = np.zeros(next(iter(self._blocks.values())).n_movies)
        agreement[self._teachers] = of_teachers
        known: dict[Signal, NDArray[Any]] = {
            signal: FEATURES[signal]
            * np.bincount(
                cells.columns, cells.values * of_teachers[owners], self._blocks[signal].n_features
            )
            for signal, (owners, cells) in self._taught.items()
        }
        return CarriedFeatures(self._blocks, agreement, known)


class CarriedFeatures:
    """What the features of films carry of their products with one query.

    Neighbors of one film have most features in common, so those seen before are kept.  Made for one
    request, which one thread answers.

    Parameters
    ----------
    agreement
        The product of the query with the duals of each film, 0 for one that did not teach.
    common
        w_f · t of every feature of the signals in `COMMON`, times the root of its weight.
    """

    def __init__(
        self,
        blocks: Mapping[Signal, Block],
        agreement: NDArray[np.float64],
        common: Mapping[Signal, NDArray[np.float64]],
    ) -> None:
        self._blocks, self._agreement, self._common = blocks, agreement, common
        self._known: dict[tuple[Signal, int], float] = {}

    def by(self, movie: int) -> list[Carried]:
        """What each feature of a film carries, most first.

        The shares add up to the product of the query and the film's row of TASTE, times the length
        of the film's raw row.
        """
        found = []
        for signal, block in self._blocks.items():
            row = block.row(movie)
            for column, value in zip(row.columns.tolist(), row.values.tolist(), strict=True):
                found.append(Carried(signal, column, value * self._weight(signal, column)))
        return sorted(found, key=lambda each: -each.share)

    def _weight(self, signal: Signal, column: int) -> float:
        """w_f · t of a feature, times the root of its weight."""
        if signal in self._common:
            return float(self._common[signal][column])
        weight = self._known.get((signal, column))
        if weight is None:
            parts = self._blocks[signal].parts
            begin, end = parts["column_offsets"][column : column + 2]
            product = self._agreement[parts["movies"][begin:end]] @ parts["weights"][begin:end]
            weight = self._known[signal, column] = FEATURES[signal] * float(product)
        return weight
