"""Which keywords make the tone of two films alike, or unlike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.dense_block import DenseBlock
from model.space import Block, Parts, Vector

MAX_PAIRS = 3
"""Keywords or pairs of them that are named."""
EVOKED = 3
"""Keywords that stand for a film without any: those nearest to its tone."""


class ToneWords:
    """The keywords behind the products of TONE.

    Parameters
    ----------
    keywords
        The block of KEYWORD.
    tone
        The block of TONE.
    parts
        `rows` and `vectors` of the keywords that have a place in the space of tones.
    """

    def __init__(self, keywords: Block, tone: DenseBlock, parts: Parts) -> None:
        self._keywords, self._tone = keywords, tone
        self._rows: NDArray[np.int32] = parts["rows"]
        self._stored = parts["vectors"]

    @staticmethod
    def parts_of(vectors: NDArray[np.float32]) -> Parts:
        """What an instance is made of; vectors are kept in half precision, which orders them."""
        rows = np.flatnonzero(vectors.any(axis=1))
        return {"rows": rows.astype(np.int32), "vectors": vectors[rows].astype(np.float16)}

    def keywords_of(self, movies: Sequence[int]) -> NDArray[np.int32]:
        """Rows of the keywords of any of some films, ascending; see `_of`."""
        return np.unique(np.concatenate([self._of(movie) for movie in movies]))

    def pairs(self, here: NDArray[np.int32], movie: int, *, alike: bool) -> list[tuple[int, int]]:
        """Pairs of a keyword of `here` and one of `movie`: those nearest, or farthest, each once.

        A keyword that both have is a pair with itself, and comes first.

        Parameters
        ----------
        here
            What `keywords_of` says of the films of the query.

        Returns
        -------
        pairs
            Rows of keywords.
        """
        there = self._of(movie)
        products = self._vectors_of(here) @ self._vectors_of(there).T
        if alike:
            products[here[:, None] == there] = 2
        found: list[tuple[int, int]] = []
        order = np.argsort(-products if alike else products, axis=None, kind="stable")
        for place in order.tolist():
            pair = int(here[place // len(there)]), int(there[place % len(there)])
            used = {row for each in found for row in each}
            if not used & set(pair):
                found.append(pair)
            if len(found) == MAX_PAIRS:
                break
        return found

    def _of(self, movie: int) -> NDArray[np.int32]:
        """Rows of the keywords of a film; without any, of those nearest to its tone."""
        keywords = self._keywords.row(movie).columns
        places = np.searchsorted(self._rows, keywords)
        within = places < len(self._rows)
        keywords, places = keywords[within], places[within]
        own = keywords[self._rows[places] == keywords]
        return own if len(own) else self._nearest(self._tone.row(movie))

    def _nearest(self, tone: Vector) -> NDArray[np.int32]:
        if not len(tone.columns):
            return self._rows[:0]
        products = self._vectors @ tone.values
        return np.sort(
            self._rows[np.argpartition(-products, min(EVOKED, len(products) - 1))[:EVOKED]]
        )

    def _vectors_of(self, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._vectors[np.searchsorted(self._rows, rows)]
        return vectors

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        """The vectors as products need them; threads that make them at once make the same."""
        return self._stored.astype(np.float32)
