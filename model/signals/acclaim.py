"""ACCLAIM: the weighted rating, so that films rated much the same are alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.gaussian import GaussianBasis


def acclaim() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_centers); empty without votes."""
    return make_pipeline(
        FunctionTransformer(_ratings), GaussianBasis(3.5, 8.5, step=0.25, width=0.4)
    )


def _ratings(catalog: Catalog) -> NDArray[np.float64]:
    return np.asarray(catalog.movies.weighted_rating.values)
