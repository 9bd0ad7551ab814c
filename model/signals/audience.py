"""AUDIENCE: who liked a film."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, normalize

from catalog.catalog import Catalog

LIKED = 4
"""Stars."""
DOUBT = 20
"""Likes at which a film's audience counts for √½ of what a very large one does."""


def audience(users: Collection[int] | None = None) -> Pipeline:
    """Catalog to rows of shape (n_movies, n_users) and at most unit length.

    Parameters
    ----------
    users
        Whose ratings count; without it, everybody's.
    """
    return make_pipeline(FunctionTransformer(_likes, kw_args={"users": users}))


def _likes(catalog: Catalog, users: Collection[int] | None) -> csr_matrix:
    """Likes, those of people who like much weighing 1 / ln(2 + their number).

    Rows have unit length times √(n / (n + DOUBT)) for n likes, so that the product of two films of
    which little is known is small.
    """
    ratings = catalog.ratings
    liked = ratings.rating.values >= LIKED
    if users is not None:
        liked &= np.isin(ratings.user.values, list(users))
    films = ratings.movie.values[liked]
    names, of_user = np.unique(ratings.user.values[liked], return_inverse=True)
    weights = 1 / np.log(2 + np.bincount(of_user, minlength=len(names)))
    shape = (len(catalog.movies), len(names))
    if not len(names):
        return csr_matrix(np.zeros(shape, dtype=np.float32))
    likes = normalize(
        csr_matrix((weights[of_user].astype(np.float32), (films, of_user)), shape=shape)
    )
    count = np.bincount(films, minlength=shape[0])
    return csr_matrix(diags_array(np.sqrt(count / (count + DOUBT)).astype(np.float32)) @ likes)
