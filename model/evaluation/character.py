"""What the lists of a design are like: how many films they reach, and of which kind these are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from model.evaluation.likes import K

HUBS = 100
"""The films recommended most often, whose share of all recommendations is the hubness."""
ENGLISH = "English"


class Character:
    """What films have in common with those that are recommended for them.

    Parameters
    ----------
    queries
        Rows of the films that are asked with.
    """

    def __init__(self, catalog: Catalog, queries: NDArray[np.integer]) -> None:
        movies = catalog.movies
        votes = movies.vote_count.values
        self._queries: list[int] = queries.tolist()
        self._n_movies = len(movies)
        self._percentile = np.searchsorted(np.sort(votes), votes, side="right") / max(len(votes), 1)
        self._genres = [set(genres) for genres in movies.genres.lists()]
        self._forms = {
            row: catalog.genres.name_en[row].lower()
            for row in range(len(catalog.genres))
            if catalog.genres.name_en[row] in ("Documentary", "Animation")
        }
        self._language = movies.original_language.values
        self._foreign = np.array(
            [row >= 0 and catalog.languages.name_en[row] != ENGLISH for row in self._language],
            dtype=bool,
        )
        self._siblings = {
            query: set(catalog.collections.movies[row]) - {query}
            for query in self._queries
            if (row := movies.collection[query]) is not None
        }

    def measure(self, found: Mapping[int, Sequence[int]]) -> dict[str, float]:
        """The figures by name; `found` are the films that are recommended for each film."""
        tens = {query: found[query][:K] for query in self._queries}
        pairs = [(query, movie) for query, movies in tens.items() for movie in movies]
        times = np.sort(np.bincount([movie for _, movie in pairs], minlength=self._n_movies))
        siblings = [
            len(relevant & set(tens[query])) / min(K, len(relevant))
            for query, relevant in self._siblings.items()
            if relevant
        ]
        forms = {"documentary": 0.0, "animation": 0.0}
        for genre, form in self._forms.items():
            forms[form] = _mean(
                [genre in self._genres[m] for q, m in pairs if genre in self._genres[q]]
            )
        return {
            "coverage": int(np.count_nonzero(times)) / self._n_movies,
            "popularity": _mean([self._percentile[movie] for _, movie in pairs]),
            "collection": _mean(siblings),
            "genre": _mean([bool(self._genres[q] & self._genres[m]) for q, m in pairs]),
            **forms,
            "language": _mean(
                [self._language[q] == self._language[m] for q, m in pairs if self._foreign[q]]
            ),
            "hubness": float(times[-HUBS:].sum() / max(len(pairs), 1)),
            "self_recommendation": _mean([query == movie for query, movie in pairs]),
        }


def _mean(values: Sequence[float]) -> float:
    """0 where there are none, which JSON can say."""
    return float(np.mean(values)) if values else 0.0
