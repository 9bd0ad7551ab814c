"""ERA: the year of release, give or take a few."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.gaussian import GaussianBasis


def era() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_centers)."""
    return make_pipeline(FunctionTransformer(_years), GaussianBasis(1890, 2025, step=3, width=6))


def _years(catalog: Catalog) -> NDArray[np.float64]:
    return catalog.movies.release_year.values.astype(np.float64)
