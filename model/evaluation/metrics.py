"""The figures of one design on the held-out users.

For each held-out user and each film that the user liked, a design recommends films; the other
films that the user liked are the relevant ones.  Means are over the films of a user, then over
users.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from model.evaluation.designs import Design
from model.evaluation.split import Split
from model.scores import top_k
from model.signals.audience import MIN_LIKE

K, DEPTH = 10, 20
"""Length of the lists that are judged; films that are looked through for the reciprocal rank."""
CHUNK = 128
"""Queries that a design is asked at once."""

Lists = Callable[[NDArray[np.intp]], Iterable[Sequence[int]]]
"""Query rows to the rows of the films that are recommended for each, best first."""


class Metrics(NamedTuple):
    """One line of the table, each 0 to 1; `model.card.DESCRIPTIONS` says what they mean."""

    hit_rate: float
    recall: float
    ndcg: float
    mrr: float
    ipw: float
    coverage: float
    popularity: float
    collection: float
    genre: float
    self_recommendation: float


HEADINGS = ("HR@10", "R@10", "NDCG", "MRR", "IPW", "cov", "pop", "coll", "genre", "self")
"""What the columns of the table are called, in the order of `Metrics`."""


class GroundTruth:
    """What the held-out users like, and which films belong together."""

    def __init__(self, catalog: Catalog, split: Split) -> None:
        ratings, movies = catalog.ratings, catalog.movies
        liked = (ratings.rating.values >= MIN_LIKE) & np.isin(
            ratings.user.values, list(split.held_out)
        )
        users, rated = ratings.user.values[liked], ratings.movie.values[liked]
        likes = [rated[users == user] for user in np.unique(users)]
        self._likes = [set(of_user.tolist()) for of_user in likes if len(of_user) > 1]
        count = np.bincount(rated, minlength=len(movies))
        self._gain = 1 / np.sqrt(np.maximum(count, 1) / max(count.max(initial=0), 1))
        self._queries = np.unique(np.concatenate([*likes, np.zeros(0, dtype=rated.dtype)]))
        self._n_movies = len(movies)
        votes = movies.vote_count.values
        self._percentile = np.searchsorted(np.sort(votes), votes, side="right") / max(len(votes), 1)
        self._genres = [set(genres) for genres in movies.genres.lists()]
        collection = movies.collection
        self._siblings = {
            query: set(catalog.collections.movies[row]) - {query}
            for query in self._queries.tolist()
            if (row := collection[query]) is not None
        }

    def measure(self, lists: Lists) -> Metrics:
        """The figures of the lists for every film that a held-out user liked."""
        found = dict(zip(self._queries.tolist(), lists(self._queries), strict=True))
        per_user = [
            np.mean([self._list_metrics(found[query], likes - {query}) for query in likes], axis=0)
            for likes in self._likes
        ]
        hit_rate, recall, ndcg, mrr, ipw = np.mean(per_user or [[0.0] * 5], axis=0).tolist()
        pairs = [(query, movie) for query, movies in found.items() for movie in movies[:K]]
        siblings = [
            len(relevant & set(found[query][:K])) / min(K, len(relevant))
            for query, relevant in self._siblings.items()
            if relevant
        ]
        return Metrics(
            hit_rate=hit_rate,
            recall=recall,
            ndcg=ndcg,
            mrr=mrr,
            ipw=ipw,
            coverage=len({movie for _, movie in pairs}) / self._n_movies,
            popularity=_mean([self._percentile[movie] for _, movie in pairs]),
            collection=_mean(siblings),
            genre=_mean([bool(self._genres[q] & self._genres[m]) for q, m in pairs]),
            self_recommendation=_mean([query == movie for query, movie in pairs]),
        )

    def _list_metrics(self, movies: Sequence[int], relevant: set[int]) -> tuple[float, ...]:
        """HR@10, recall@10, NDCG@10, the reciprocal rank and IPW@10 of one list.

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


def top_lists(design: Design) -> Lists:
    """The best films of a design for each query, without the query itself."""

    def lists(queries: NDArray[np.intp]) -> Iterator[Sequence[int]]:
        for begin in range(0, len(queries), CHUNK):
            chunk = queries[begin : begin + CHUNK]
            for query, scores in zip(chunk, np.array(design(chunk), dtype=np.float64), strict=True):
                scores[query] = 0
                yield top_k(scores, DEPTH).tolist()

    return lists


def _mean(values: Sequence[float]) -> float:
    """0 where there are none, which JSON can say."""
    return float(np.mean(values)) if values else 0.0
