"""CREW: the people who made a film, by how much their job shapes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from catalog.catalog import Catalog
from model.features.heaviest import heaviest
from model.features.one_hot import InverseFrequency

JOBS: Mapping[str, float] = MappingProxyType(
    {
        "Director": 1.0,
        "Writer": 0.6,
        "Screenplay": 0.6,
        "Novel": 0.6,
        "Author": 0.6,
        "Story": 0.5,
        "Characters": 0.4,
        "Original Music Composer": 0.4,
        "Music": 0.3,
        "Director of Photography": 0.3,
    }
)
"""How much a job shapes a film; all other jobs weigh 0."""


def crew() -> Pipeline:
    """Catalog to unit rows of shape (n_movies, n_people)."""
    return make_pipeline(FunctionTransformer(_jobs), InverseFrequency())


def _jobs(catalog: Catalog) -> csr_matrix:
    """The weight of each person's heaviest job in each film."""
    credits = catalog.crew
    weights = np.array([JOBS.get(job, 0.0) for job in credits.job.labels])[credits.job.values]
    counted = weights > 0
    return heaviest(
        credits.movie.values[counted],
        credits.person.values[counted],
        weights[counted],
        (len(catalog.movies), len(catalog.people)),
    )
