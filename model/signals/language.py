"""LANGUAGE: the original language and the production countries, together."""

from __future__ import annotations

from scipy.sparse import csr_matrix
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, normalize

from catalog.catalog import Catalog
from model.features.one_hot import InverseFrequency, multi_hot, one_hot


def language() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_languages + n_countries)."""
    either = FeatureUnion(
        [
            ("language", make_pipeline(FunctionTransformer(_languages), InverseFrequency())),
            ("countries", make_pipeline(FunctionTransformer(_countries), InverseFrequency())),
        ]
    )
    return make_pipeline(either, FunctionTransformer(_together))


def _languages(catalog: Catalog) -> csr_matrix:
    return one_hot(catalog.movies.original_language, len(catalog.languages))


def _countries(catalog: Catalog) -> csr_matrix:
    return multi_hot(catalog.movies.countries, len(catalog.countries))


def _together(places: csr_matrix) -> csr_matrix:
    """Rows of unit length; `normalize` takes no matrix without columns."""
    return csr_matrix(normalize(places)) if places.shape[1] else csr_matrix(places)
