"""TONE: the mood and the motifs of a film, by the keywords that films have together.

Two films need no keyword in common: a heist is near a caper, since the same films have both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.pipeline import Pipeline, make_pipeline

from catalog.enums import Signal
from model.features.cooccurrence import Cooccurrence
from model.features.unit_rows import unit_rows

DIMENSIONS = 24
TELLING = 3
"""Keywords that make the tone of a film clear enough for its words to be learned from."""
WORDS_COUNT = 3
"""How many keywords all the words of a plot count as much as."""
SHRINKAGE = 10
"""Films with a word at which its vector is half of their mean."""

Blocks = Mapping[Signal, Any]


def tone() -> Pipeline:
    """Blocks of KEYWORD and PLOT to unit rows of at most DIMENSIONS columns, some cells below 0."""
    return make_pipeline(Tone(DIMENSIONS))


class Tone(TransformerMixin, BaseEstimator):
    """The place of a film among its keywords and the words of its plot.

    A film is the mean vector of its keywords, rare ones heavier, less that of all films.  A word is
    the mean of the films that use it, if they have keywords enough, shrunk where they are few.  The
    row of a film with n keywords is n times its keywords and `WORDS_COUNT` times its words, so that
    films without keywords have a tone, too.

    Parameters
    ----------
    dimensions
        Length of a row, at the most.

    Attributes
    ----------
    keywords_ : array of shape (n_keywords, dimensions), float32
        The vector of each keyword, 0 for one that too few films have.
    """

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self.dimensions = dimensions

    def fit(self, X: Blocks, y: None = None) -> Self:
        """Learn the vectors of keywords from films that have several."""
        vectors = Cooccurrence(self.dimensions).fit(_ones(X[Signal.KEYWORD])).vectors_
        self.keywords_: NDArray[np.float32] = vectors.astype(np.float32)
        return self

    def transform(self, X: Blocks) -> NDArray[np.float32]:
        """The tone of each film, of shape (n_movies, dimensions)."""
        keywords, plot = X[Signal.KEYWORD], X[Signal.PLOT]
        placed = self.keywords_.any(axis=1)
        count: NDArray[np.float64] = _ones(keywords) @ placed.astype(np.float64)
        films = unit_rows(keywords @ self.keywords_.astype(np.float64))
        if count.any():
            films[count > 0] -= films[count > 0].mean(axis=0)
            films = unit_rows(films)
        telling = np.flatnonzero(count >= TELLING)
        using = _ones(plot)[telling]
        uses = np.bincount(using.indices, minlength=plot.shape[1])
        words = diags_array(1 / (uses + SHRINKAGE)) @ (using.T @ films[telling])
        from_words = unit_rows(plot @ words)
        mixed = count[:, None] * films + WORDS_COUNT * from_words
        return unit_rows(mixed / (count + WORDS_COUNT)[:, None]).astype(np.float32)


def _ones(rows: csr_matrix) -> Any:
    """1 where a cell is not 0."""
    ones = np.ones(len(rows.indices))
    return csr_matrix((ones, rows.indices, rows.indptr), shape=rows.shape)
