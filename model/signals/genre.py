"""GENRE: the genres of a film."""

from __future__ import annotations

from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency, multi_hot


def genre() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_genres)."""
    return make_pipeline(FunctionTransformer(_genres), InverseFrequency())


def _genres(catalog: Catalog) -> csr_matrix:
    return multi_hot(catalog.movies.genres, len(catalog.genres))
