"""PLOT: the words of the overview and the tagline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog


class Words(TfidfVectorizer):
    """Words weighted by rarity; where no word is left to weight, a block without columns."""

    def fit_transform(self, raw_documents: Iterable[str], y: None = None) -> Any:
        """Learn the words and weight them.

        Returns
        -------
        sparse matrix of shape (n_movies, n_words), each row of unit length or empty
        """
        texts = list(raw_documents)
        try:
            return super().fit_transform(texts, y)
        except ValueError:  # how scikit-learn says that every word was too rare or too common
            return csr_matrix(np.zeros((len(texts), 0), dtype=np.float32))

    def words(self) -> list[str]:
        """What the columns stand for."""
        return list(self.get_feature_names_out()) if hasattr(self, "vocabulary_") else []


def plot() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_words)."""
    return make_pipeline(
        FunctionTransformer(_texts),
        Words(
            min_df=3,
            max_df=0.1,
            sublinear_tf=True,
            stop_words="english",
            strip_accents="unicode",
            dtype=np.float32,
        ),
    )


def _texts(catalog: Catalog) -> list[str]:
    overviews, taglines = catalog.movies.overview, catalog.movies.tagline
    return [f"{overviews[row] or ''} {taglines[row] or ''}" for row in range(len(catalog.movies))]
