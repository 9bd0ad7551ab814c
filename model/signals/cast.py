"""CAST: the first billed actors, the earlier the heavier."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import Rarity

BILLED = 10
FADE = 0.15


def cast() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_people)."""
    return make_pipeline(FunctionTransformer(_billing), Rarity(min_df=2))


def _billing(catalog: Catalog) -> csr_matrix:
    """1 / (1 + FADE · position) for the first `BILLED`; a person billed twice counts once."""
    credits, starts = catalog.cast, catalog.movies.cast.offsets
    position = np.arange(len(credits)) - np.repeat(starts[:-1], np.diff(starts))
    billed = position < BILLED
    return heaviest(
        credits.movie.values[billed],
        credits.person.values[billed],
        1 / (1 + FADE * position[billed]),
        (len(catalog.movies), len(catalog.people)),
    )


def heaviest(
    rows: np.ndarray, columns: np.ndarray, weights: np.ndarray, shape: tuple[int, int]
) -> csr_matrix:
    """A matrix of the weights; where a cell has several, the largest."""
    order = np.lexsort((-weights, columns, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    cells = weights[first].astype(np.float32)
    return csr_matrix((cells, (rows[first], columns[first])), shape=shape)
