"""PLOT: the words of the overview and the tagline."""

from __future__ import annotations

import numpy as np
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.words import WordFrequency


def plot() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_words)."""
    return make_pipeline(
        FunctionTransformer(_texts),
        WordFrequency(
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
