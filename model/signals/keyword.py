"""KEYWORD: the plot keywords of a film."""

from __future__ import annotations

from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency, multi_hot


def keyword() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_keywords)."""
    return make_pipeline(FunctionTransformer(_keywords), InverseFrequency(min_df=2))


def _keywords(catalog: Catalog) -> csr_matrix:
    return multi_hot(catalog.movies.keywords, len(catalog.keywords))
