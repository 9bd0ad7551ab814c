"""What one could do instead: each a function from query rows to scores of every film."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.metrics.pairwise import euclidean_distances

from catalog.catalog import Catalog
from model.card import REPLACED
from model.features.one_hot import multi_hot
from model.signals.audience import audience
from model.signals.plot import Words

Scores = NDArray[np.floating]
Design = Callable[[NDArray[np.intp]], Scores]
"""Query rows of shape (n,) to scores of shape (n, n_movies); above 0 is recommended."""


def baselines(catalog: Catalog, users: frozenset[int]) -> Mapping[str, Design]:
    """Each baseline by name, made from the catalog and the ratings of `users`."""
    return {
        REPLACED: _flags(catalog, repaired=False),
        "the same, query repaired": _flags(catalog, repaired=True),
        "TF-IDF of the overview": _products(_overviews(catalog)),
        '"soup" of words, counts, cosine': _products(_soup(catalog)),
        "popular films of the same first genre": _popular_of_genre(catalog),
        "most liked": _most_liked(catalog, users),
        "audience alone": _products(csr_matrix(audience(users).fit_transform(catalog))),
    }


def _flags(catalog: Catalog, *, repaired: bool) -> Design:
    """The model of the earlier service: it asked without the genres of the film."""
    popularity = np.nan_to_num(catalog.movies.popularity.values)[:, None]
    genres = multi_hot(catalog.movies.genres, len(catalog.genres)).toarray()
    films = np.hstack([popularity, genres])
    queries = films if repaired else np.hstack([popularity, np.zeros_like(genres)])
    return lambda rows: 1 / (1 + euclidean_distances(queries[rows], films))


def _products(rows_of: csr_matrix) -> Design:
    columns = csr_matrix(rows_of.T)
    return lambda rows: (rows_of[rows] @ columns).toarray()


def _overviews(catalog: Catalog) -> csr_matrix:
    overviews = catalog.movies.overview
    texts = [overviews[row] or "" for row in range(len(overviews))]
    return csr_matrix(Words(stop_words="english").fit_transform(texts))


def _soup(catalog: Catalog) -> csr_matrix:
    """Keywords, three actors, directors and genres, each name run together to one word."""
    movies = catalog.movies

    def words(row: int) -> str:
        names = [catalog.keywords.name[keyword] for keyword in movies.keywords[row]]
        names += [catalog.people.name[catalog.cast.person[c]] for c in movies.cast[row][:3]]
        names += [catalog.people.name[person] for person in movies.directors[row]]
        names += [catalog.genres.name_en[genre] for genre in movies.genres[row]]
        return " ".join(name.replace(" ", "") for name in names)

    texts = [words(row) for row in range(len(movies))]
    return csr_matrix(Words(use_idf=False, stop_words="english").fit_transform(texts))


def _popular_of_genre(catalog: Catalog) -> Design:
    votes = catalog.movies.vote_count.values
    first = np.array([next(iter(g), -1) for g in catalog.movies.genres.lists()])
    return lambda rows: np.where(first[rows][:, None] == first, votes, 0)


def _most_liked(catalog: Catalog, users: frozenset[int]) -> Design:
    likes = csr_matrix(audience(users).fit_transform(catalog))
    count = np.diff(likes.indptr)
    return lambda rows: np.broadcast_to(count, (len(rows), len(count)))
