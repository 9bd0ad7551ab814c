"""What held-out users like: how many of the other films that a user likes are recommended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from catalog.catalog import Catalog
from model.signals.audience import MIN_LIKE

K = 10
"""Length of the lists that are judged."""

UserFigures = tuple[float, ...]
"""HR@10, recall@10, NDCG@10, the reciprocal rank and IPW@10."""


class Likes:
    """The likes of users whose ratings the model has not seen.

    Users with fewer than two likes are not asked about.
    """

    def __init__(self, catalog: Catalog, users: frozenset[int]) -> None:
        ratings = catalog.ratings
        liked = (ratings.rating.values >= MIN_LIKE) & np.isin(ratings.user.values, list(users))
        raters, movies = ratings.user.values[liked], ratings.movie.values[liked]
        likes = {int(user): set(movies[raters == user].tolist()) for user in np.unique(raters)}
        self._likes = {user: films for user, films in likes.items() if len(films) > 1}
        count = np.bincount(movies, minlength=len(catalog.movies))
        self._gain = 1 / np.sqrt(np.maximum(count, 1) / max(count.max(initial=0), 1))

    def measure(self, found: Mapping[int, Sequence[int]]) -> dict[int, UserFigures]:
        """The figures of each user, the mean over the films that the user likes.

        Parameters
        ----------
        found
            The films that are recommended for each film, best first.
        """
        return {
            user: tuple(
                np.mean(
                    [self._of_list(found[query], likes - {query}) for query in likes], axis=0
                ).tolist()
            )
            for user, likes in self._likes.items()
        }

    def _of_list(self, movies: Sequence[int], relevant: set[int]) -> UserFigures:
        """The figures of one list.

        NDCG after Järvelin and Kekäläinen (2002).  IPW is NDCG whose gain is 1 / √(n / n_max) for a
        film that n users like: inverse propensity weighting (Yang et al., 2018), exponent ½.
        """
        discount = 1 / np.log2(np.arange(2, K + 2))
        missing = K - len(movies[:K])
        hits = np.array([movie in relevant for movie in movies[:K]] + [False] * missing)
        gains = np.array([self._gain[movie] for movie in movies[:K]] + [0.0] * missing)
        best = sorted((self._gain[movie] for movie in relevant), reverse=True)[:K]
        first = next((1 / rank for rank, movie in enumerate(movies, 1) if movie in relevant), 0.0)
        return (
            float(hits.any()),
            float(hits.sum() / min(K, len(relevant))),
            float((hits * discount).sum() / discount[: len(best)].sum()),
            first,
            float((hits * gains * discount).sum() / (np.array(best) * discount[: len(best)]).sum()),
        )
