"""The figures of one design: what held-out users say, what its lists are like, what experts say.

For each held-out user and each film that the user liked, a design recommends films; the other
films that the user liked are the relevant ones.  Means are over the films of a user, then over
users.  What lists are like is measured over all films that anybody liked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from model.evaluation.character import Character
from model.evaluation.designs import Design
from model.evaluation.expert_lists import ExpertLists
from model.evaluation.likes import Likes
from model.evaluation.split import Split
from model.scores import top_k
from model.signals.audience import MIN_LIKE

DEPTH = 20
"""Films that are looked through for the reciprocal rank; all other figures are of the first ten."""
CHUNK = 128
"""Queries that a design is asked at once."""

Lists = Callable[[NDArray[np.intp]], Iterable[Sequence[int]]]
"""Query rows to the rows of the films that are recommended for each, best first."""


class Metrics(NamedTuple):
    """One line of the table, each 0 to 1; `model.card.DESCRIPTIONS` says what they mean.

    `expert` is None where there are no lists of experts.
    """

    hit_rate: float
    recall: float
    ndcg: float
    mrr: float
    ipw: float
    coverage: float
    popularity: float
    collection: float
    genre: float
    documentary: float
    animation: float
    language: float
    hubness: float
    self_recommendation: float
    expert: float | None = None


HEADINGS = (
    *("HR@10", "R@10", "NDCG", "MRR", "IPW", "cov", "pop", "coll", "genre"),
    *("doc", "anim", "lang", "hub", "self", "E"),
)
"""What the columns of the table are called, in the order of `Metrics`."""


class Measurement(NamedTuple):
    """The figures of a design, and the IPW of each held-out user, by the user's number."""

    metrics: Metrics
    users: Mapping[int, float]


class GroundTruth:
    """What the held-out users like, which films belong together, and what experts say."""

    def __init__(self, catalog: Catalog, split: Split, experts: ExpertLists | None = None) -> None:
        ratings = catalog.ratings
        liked = np.unique(ratings.movie.values[ratings.rating.values >= MIN_LIKE])
        self._likes = Likes(catalog, split.held_out)
        self._character = Character(catalog, liked)
        self._experts = experts
        of_experts = np.array([] if experts is None else list(experts.lists), dtype=liked.dtype)
        self._queries = np.union1d(liked, of_experts)

    def measure(self, lists: Lists) -> Measurement:
        """The figures of the lists for every film that somebody liked or that has a list."""
        found = dict(zip(self._queries.tolist(), lists(self._queries), strict=True))
        of_users = self._likes.measure(found)
        hit_rate, recall, ndcg, mrr, ipw = (
            np.mean(list(of_users.values()), axis=0).tolist() if of_users else [0.0] * 5
        )
        metrics = Metrics(
            hit_rate=hit_rate,
            recall=recall,
            ndcg=ndcg,
            mrr=mrr,
            ipw=ipw,
            **self._character.measure(found),
            expert=None if self._experts is None else self._experts.share(found),
        )
        return Measurement(metrics, {user: values[-1] for user, values in of_users.items()})


def top_lists(design: Design) -> Lists:
    """The best films of a design for each query, without the query itself."""

    def lists(queries: NDArray[np.intp]) -> Iterator[Sequence[int]]:
        for begin in range(0, len(queries), CHUNK):
            chunk = queries[begin : begin + CHUNK]
            for query, scores in zip(chunk, np.array(design(chunk), dtype=np.float64), strict=True):
                scores[query] = 0
                yield top_k(scores, DEPTH).tolist()

    return lists
