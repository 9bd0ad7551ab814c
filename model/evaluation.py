"""How good the recommendations are: what people liked, hidden from the model.

For each user of the held-out part and each film that the user liked, a design recommends films;
the other films that the user liked are the relevant ones.  Means are over the films of a user,
then over users.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from model.baselines import Design, baselines
from model.knn import SimilarFilms, default_weights, without_audience
from model.signals.audience import LIKED
from model.space import PULL, largest, log_votes, vote_factor

AT, DEEP = 10, 20
CHUNK = 128


class Split(NamedTuple):
    """Users whose ratings the model may see, and users to ask about."""

    train: frozenset[int]
    held_out: frozenset[int]


class Metrics(NamedTuple):
    """One line of the table; all but `self_recommendation` the higher the better or neutral."""

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


def evaluate(
    catalog: Catalog, split: Split, done: Callable[[str], object] = str
) -> dict[str, Metrics]:
    """The table: every baseline, and ours by content and by the blend."""
    designs = dict(baselines(catalog, split.train))
    model = SimilarFilms(users=split.train).fit(catalog)
    for mode in Mode:
        designs[mode.value] = ours(model, catalog, default_weights(mode))
    return compare(catalog, split, designs, done)


def compare(
    catalog: Catalog,
    split: Split,
    designs: Mapping[str, Design],
    done: Callable[[str], object] = str,
) -> dict[str, Metrics]:
    """Measure each of `designs`, telling `done` its name before."""
    truth = _Truth(catalog, split)
    table = {}
    for name, design in designs.items():
        done(name)
        table[name] = truth.measure(_listed(design))
    return table


def ours(
    model: SimilarFilms, catalog: Catalog, weights: Mapping[Signal, float], pull: float = PULL
) -> Design:
    """A fitted model with these weights; where nobody rated the query, without AUDIENCE."""
    films = {True: model.scaled(weights), False: model.scaled(without_audience(weights))}
    columns = {heard: csr_matrix(rows.T) for heard, rows in films.items()}
    rated = np.diff(model.blocks_[Signal.AUDIENCE].indptr) > 0
    votes = log_votes(catalog.movies.vote_count.values)

    def scores(rows: NDArray[np.intp]) -> NDArray[np.floating]:
        found = np.empty((len(rows), len(votes)))
        for heard in (True, False):
            asked = rated[rows] == heard
            found[asked] = (films[heard][rows[asked]] @ columns[heard]).toarray()
        return found * vote_factor(votes, votes[rows][:, None], pull)

    return scores


Lists = Callable[[NDArray[np.intp]], list[Sequence[int]]]


def _listed(design: Design) -> Lists:
    """The best of a design for each query, without the query itself."""

    def lists(rows: NDArray[np.intp]) -> list[Sequence[int]]:
        found: list[Sequence[int]] = []
        for begin in range(0, len(rows), CHUNK):
            chunk = rows[begin : begin + CHUNK]
            for row, scores in zip(chunk, np.array(design(chunk), dtype=np.float64), strict=True):
                scores[row] = 0
                found.append(largest(scores, DEEP).tolist())
        return found

    return lists


class _Truth:
    """What the held-out users like, and what films are."""

    def __init__(self, catalog: Catalog, split: Split) -> None:
        ratings, movies = catalog.ratings, catalog.movies
        liked = (ratings.rating.values >= LIKED) & np.isin(
            ratings.user.values, list(split.held_out)
        )
        users, films = ratings.user.values[liked], ratings.movie.values[liked]
        likes = [films[users == user] for user in np.unique(users)]
        self._likes = [set(mine.tolist()) for mine in likes if len(mine) > 1]
        count = np.bincount(films, minlength=len(movies))
        self._gain = 1 / np.sqrt(np.maximum(count, 1) / max(count.max(initial=0), 1))
        self._queries = np.unique(np.concatenate([*likes, np.zeros(0, dtype=films.dtype)]))
        self._films = len(movies)
        votes = movies.vote_count.values
        self._percentile = np.searchsorted(np.sort(votes), votes, side="right") / max(len(votes), 1)
        self._genres = [set(genres) for genres in movies.genres.lists()]
        collection = movies.collection
        self._siblings = {
            query: set(catalog.collections.movies[row]) - {query}
            for query in self._queries.tolist()
            if (row := collection[query]) is not None
        }

    def measure(self, design: Lists) -> Metrics:
        found = dict(zip(self._queries.tolist(), design(self._queries), strict=True))
        per_user = [
            np.mean([self._judged(found[query], likes - {query}) for query in likes], axis=0)
            for likes in self._likes
        ]
        hit_rate, recall, ndcg, mrr, ipw = np.mean(per_user or [[0.0] * 5], axis=0).tolist()
        shown = [(query, film) for query, films in found.items() for film in films[:AT]]
        siblings = [
            len(kin & set(found[query][:AT])) / min(AT, len(kin))
            for query, kin in self._siblings.items()
            if kin
        ]
        return Metrics(
            hit_rate=hit_rate,
            recall=recall,
            ndcg=ndcg,
            mrr=mrr,
            ipw=ipw,
            coverage=len({film for _, film in shown}) / self._films,
            popularity=_mean([self._percentile[film] for _, film in shown]),
            collection=_mean(siblings),
            genre=_mean([bool(self._genres[q] & self._genres[f]) for q, f in shown]),
            self_recommendation=_mean([query == film for query, film in shown]),
        )

    def _judged(self, films: Sequence[int], relevant: set[int]) -> tuple[float, ...]:
        """HR, recall, NDCG and IPW at ten and the reciprocal rank of one list."""
        discount = 1 / np.log2(np.arange(2, AT + 2))
        hits = np.array(
            [film in relevant for film in films[:AT]] + [False] * (AT - len(films[:AT]))
        )
        gains = np.array([self._gain[film] for film in films[:AT]] + [0.0] * (AT - len(films[:AT])))
        best = sorted((self._gain[film] for film in relevant), reverse=True)[:AT]
        first = next((1 / rank for rank, film in enumerate(films, 1) if film in relevant), 0.0)
        return (
            float(hits.any()),
            float(hits.sum() / min(AT, len(relevant))),
            float((hits * discount).sum() / discount[: len(best)].sum()),
            first,
            float((hits * gains * discount).sum() / (np.array(best) * discount[: len(best)]).sum()),
        )


def _mean(values: Sequence[float]) -> float:
    """0 where there are none, which JSON can say."""
    return float(np.mean(values)) if values else 0.0
