"""CAST: the first billed actors, the earlier the heavier."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.heaviest import heaviest
from model.features.one_hot import InverseFrequency

MAX_BILLING = 10
"""How many of the cast count, in billing order."""
BILLING_DECAY = 0.15
"""How fast the weight falls with the place; the tenth actor weighs 0.43 of the first."""


def cast() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_people)."""
    return make_pipeline(FunctionTransformer(_billing), InverseFrequency(min_df=2))


def _billing(catalog: Catalog) -> csr_matrix:
    """1 / (1 + BILLING_DECAY · place), from place 0 on; a person billed twice counts once."""
    credits, starts = catalog.cast, catalog.movies.cast.offsets
    place = np.arange(len(credits)) - np.repeat(starts[:-1], np.diff(starts))
    billed = place < MAX_BILLING
    return heaviest(
        credits.movie.values[billed],
        credits.person.values[billed],
        1 / (1 + BILLING_DECAY * place[billed]),
        (len(catalog.movies), len(catalog.people)),
    )
