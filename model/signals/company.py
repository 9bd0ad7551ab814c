"""COMPANY: the production companies of a film."""

from __future__ import annotations

from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency, multi_hot


def company() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_companies)."""
    return make_pipeline(FunctionTransformer(_companies), InverseFrequency(min_df=2))


def _companies(catalog: Catalog) -> csr_matrix:
    return multi_hot(catalog.movies.companies, len(catalog.companies))
