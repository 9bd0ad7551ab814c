"""TAG: what people call a film: its tone, style and mood in their words."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency

PEOPLE_OF_HALF = 2
"""People who gave a film a tag at whom it fits half; with many it fits wholly."""


def tag() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_tags); no column in a catalog without tags."""
    return make_pipeline(FunctionTransformer(_tags), InverseFrequency(min_df=2))


def _tags(catalog: Catalog) -> csr_matrix:
    """How well each tag fits each film: its relevance, or n / (n + 2) if n people gave it."""
    tagged, people = catalog.movie_tags, catalog.movie_tags.people.values
    shrunk = people / (people + PEOPLE_OF_HALF)
    fits = np.where(np.isnan(tagged.relevance.values), shrunk, tagged.relevance.values)
    cells = (tagged.movie.values, tagged.tag.values)
    shape = (len(catalog.movies), len(catalog.tags))
    return csr_matrix((fits.astype(np.float32), cells), shape=shape)
