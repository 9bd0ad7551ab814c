"""The features of a film on several signals side by side: two films are compared in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Signal
from model.space import Block, Vector


class FeatureRow(NamedTuple):
    """Some features, ascending, all arrays of shape (n,).

    Attributes
    ----------
    numbers
        A feature is a number: its column, counted on over the columns of the signals before.
    signals
        The place of each one's signal among the signals.
    columns
        Its column in the block of its signal.
    values
        What the film has there.
    """

    numbers: NDArray[np.int64]
    signals: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]

    def at(self, places: NDArray[np.intp]) -> FeatureRow:
        """Those at some places."""
        return FeatureRow(
            self.numbers[places], self.signals[places], self.columns[places], self.values[places]
        )


class FilmFeatures:
    """The rows of several sparse blocks side by side.

    Parameters
    ----------
    blocks
        By signal; they are never written to, so threads share one instance.
    """

    def __init__(self, blocks: Mapping[Signal, Block]) -> None:
        self.signals, self._blocks = tuple(blocks), tuple(blocks.values())
        widths = [block.n_features for block in self._blocks]
        self.begins = np.cumsum([0, *widths[:-1]], dtype=np.int64)
        self._places = np.arange(len(widths))

    def row(self, movie: int) -> FeatureRow:
        """The features of a film."""
        return self.of([block.row(movie) for block in self._blocks])

    def of(self, vectors: list[Vector]) -> FeatureRow:
        """The features of vectors, one for each of `signals`."""
        signals = np.repeat(self._places, [len(vector.columns) for vector in vectors])
        columns = np.concatenate([vector.columns for vector in vectors], dtype=np.int64)
        values = np.concatenate([vector.values for vector in vectors], dtype=np.float64)
        return FeatureRow(columns + self.begins[signals], signals, columns, values)


def in_both(here: FeatureRow, there: FeatureRow) -> FeatureRow:
    """The features of `there` that `here` has, too; values are the products."""
    if not len(here.numbers):
        return there.at(np.zeros(0, dtype=np.intp))
    places = np.searchsorted(here.numbers, there.numbers)
    places[places == len(here.numbers)] = 0
    both = np.flatnonzero(here.numbers[places] == there.numbers)
    shared = there.at(both)
    return shared._replace(values=shared.values * here.values[places[both]])
