"""AUDIENCE: who liked a film."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, normalize

from catalog.catalog import Catalog

MIN_LIKE = 4
"""The lowest rating, of 5, that counts as a like."""
SHRINKAGE = 20
"""Likes at which the rows of a film have the length √½; with many they approach 1."""


def audience(users: Collection[int] | None = None) -> Pipeline:
    """Catalog to rows of shape (n_movies, n_users) and at most unit length.

    Parameters
    ----------
    users
        Whose ratings count; without it, everybody's.
    """
    return make_pipeline(FunctionTransformer(_likes, kw_args={"users": users}))


def _likes(catalog: Catalog, users: Collection[int] | None) -> csr_matrix:
    """One row for each film, one column for each user who likes any.

    A cell is 1 / ln(2 + m) for a user with m likes, so that those who like much count less, much as
    in the index of Adamic and Adar (2003).  A row of n likes has the length √(n / (n + SHRINKAGE)),
    so that the product of two films that few rated is small.
    """
    ratings = catalog.ratings
    liked = ratings.rating.values >= MIN_LIKE
    if users is not None:
        liked &= np.isin(ratings.user.values, list(users))
    movies = ratings.movie.values[liked]
    raters, of_user = np.unique(ratings.user.values[liked], return_inverse=True)
    weights = 1 / np.log(2 + np.bincount(of_user, minlength=len(raters)))
    shape = (len(catalog.movies), len(raters))
    if not len(raters):
        return csr_matrix(np.zeros(shape, dtype=np.float32))
    likes = normalize(
        csr_matrix((weights[of_user].astype(np.float32), (movies, of_user)), shape=shape)
    )
    count = np.bincount(movies, minlength=shape[0])
    return csr_matrix(diags_array(np.sqrt(count / (count + SHRINKAGE)).astype(np.float32)) @ likes)
