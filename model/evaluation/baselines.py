"""What one could do instead, each a design."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.metrics.pairwise import euclidean_distances

from catalog.catalog import Catalog
from model.card import FORMER_MODEL
from model.evaluation.designs import Design
from model.features.one_hot import multi_hot
from model.features.words import WordFrequency
from model.signals.audience import audience


def baselines(catalog: Catalog, users: frozenset[int]) -> Mapping[str, Design]:
    """Each baseline by name, made from the catalog and the ratings of `users`."""
    return {
        FORMER_MODEL: _flags(catalog, repaired=False),
        "the same, query repaired": _flags(catalog, repaired=True),
        "TF-IDF of the overview": _products(_overviews(catalog)),
        '"soup" of words, counts, cosine': _products(_soup(catalog)),
        "popular films of the same first genre": _popular_of_genre(catalog),
        "most liked": _most_liked(catalog, users),
        "audience alone": _products(csr_matrix(audience(users).fit_transform(catalog))),
    }


def _flags(catalog: Catalog, *, repaired: bool) -> Design:
    """The model of the earlier service; by a fault, its queries had no genres (not `repaired`)."""
    popularity = np.nan_to_num(catalog.movies.popularity.values)[:, None]
    genres = multi_hot(catalog.movies.genres, len(catalog.genres)).toarray()
    features = np.hstack([popularity, genres])
    queries = features if repaired else np.hstack([popularity, np.zeros_like(genres)])
    return lambda rows: 1 / (1 + euclidean_distances(queries[rows], features))


def _products(rows_of: csr_matrix) -> Design:
    columns = csr_matrix(rows_of.T)
    return lambda rows: (rows_of[rows] @ columns).toarray()


def _overviews(catalog: Catalog) -> csr_matrix:
    overviews = catalog.movies.overview
    texts = [overviews[row] or "" for row in range(len(overviews))]
    return csr_matrix(WordFrequency(stop_words="english").fit_transform(texts))


def _soup(catalog: Catalog) -> csr_matrix:
    """Keywords, three actors, directors and genres, the spaces of each name removed."""
    movies = catalog.movies

    def words(row: int) -> str:
        names = [catalog.keywords.name[keyword] for keyword in movies.keywords[row]]
        names += [catalog.people.name[catalog.cast.person[c]] for c in movies.cast[row][:3]]
        names += [catalog.people.name[person] for person in movies.directors[row]]
        names += [catalog.genres.name_en[genre] for genre in movies.genres[row]]
        return " ".join(name.replace(" ", "") for name in names)

    texts = [words(row) for row in range(len(movies))]
    return csr_matrix(WordFrequency(use_idf=False, stop_words="english").fit_transform(texts))


def _popular_of_genre(catalog: Catalog) -> Design:
    votes = catalog.movies.vote_count.values
    first = np.array([next(iter(g), -1) for g in catalog.movies.genres.lists()])
    return lambda rows: np.where(first[rows][:, None] == first, votes, 0)


def _most_liked(catalog: Catalog, users: frozenset[int]) -> Design:
    likes = csr_matrix(audience(users).fit_transform(catalog))
    count = np.diff(likes.indptr)
    return lambda rows: np.broadcast_to(count, (len(rows), len(count)))
