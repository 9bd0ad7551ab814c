"""Words of a text, rare ones heavier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


class WordFrequency(TfidfVectorizer):
    """TF-IDF of words; unlike its base it takes texts of which no word is left to weight."""

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
        """The words that the columns stand for."""
        return list(self.get_feature_names_out()) if hasattr(self, "vocabulary_") else []
