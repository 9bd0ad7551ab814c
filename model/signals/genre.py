"""GENRE: the genres of a film; its form, where it is a documentary or animated, before all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency, multi_hot

FORMS: Mapping[str, float] = MappingProxyType({"Documentary": 3.0, "Animation": 2.0})
"""How many times more a genre weighs that says how a film is made and not what it is about."""


def genre() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_genres)."""
    return make_pipeline(FunctionTransformer(_genres), InverseFrequency())


def _genres(catalog: Catalog) -> csr_matrix:
    """The weight of each genre of each film, before that of its rarity."""
    names = catalog.genres.name_en
    weights = [FORMS.get(names[row], 1.0) for row in range(len(catalog.genres))]
    listed = multi_hot(catalog.movies.genres, len(weights))
    return csr_matrix(listed @ diags_array(np.array(weights, dtype=np.float32)))
