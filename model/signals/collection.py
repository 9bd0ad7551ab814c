"""COLLECTION: the franchise or series of a film."""

from __future__ import annotations

from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import one_hot


def collection() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_collections)."""
    return make_pipeline(FunctionTransformer(_collections))


def _collections(catalog: Catalog) -> csr_matrix:
    return one_hot(catalog.movies.collection, len(catalog.collections))
