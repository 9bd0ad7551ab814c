"""What a score is made of besides the space: weights, the factor of votes, the k best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.enums import Signal

COUNT_PULL, RATING_PULL = 0.2, 0.15
"""How much the number of votes and the weighted rating count."""
FAIR_RATING, MAX_ABOVE_FAIR = 5.5, 2.5
"""The weighted rating from which on it counts, and how much above that counts at the most."""
WELL_KNOWN = 2.5
"""log10(1 + votes) from which on a query film counts as well known: some 315 votes."""
LIKES_OF_HALF = 2
"""Likes at which AUDIENCE has half of its share."""

BESIDE = (Signal.TAG, Signal.TASTE)
"""Signals that not every catalog has: they count only for a query whose row is not empty."""
Weights = Mapping[Signal, float]
"""The weight of each signal; only proportions count."""
F = TypeVar("F", bound=np.floating)


def weights_in_use(weights: Weights, *, likes: int, lacking: Collection[Signal] = ()) -> Weights:
    """The weights that apply to a query: AUDIENCE counts the more, the more people liked its films.

    Of the share s that AUDIENCE has of `weights`, s · n / (n + 2) is left with n likes: who the
    audience is shows after a few, and without any the others are all there is.

    Parameters
    ----------
    weights
        The weights of a basis.
    likes
        How many people like the films of the query.
    lacking
        Those of `BESIDE` of which the row of the query is empty.

    Returns
    -------
    weights
        Their sum is 1.
    """
    given = {s: w for s, w in weights.items() if s not in lacking}
    share = given.pop(Signal.AUDIENCE, 0.0)
    others = sum(given.values())
    share *= likes / (sum(weights.values()) * (likes + LIKES_OF_HALF)) if share else 0.0
    in_use = {s: (1 - share) * weight / others for s, weight in given.items()} if others else {}
    return {**in_use, Signal.AUDIENCE: share} if share else in_use


class Votes(NamedTuple):
    """The votes of every film, as they pull it up; both arrays have the shape (n_movies,).

    Attributes
    ----------
    log_votes
        L = log10(1 + votes).
    pull
        p = .2 · L + .15 · clip(weighted rating - 5.5, 0, 2.5), without the second part for a film
        without votes.
    """

    log_votes: NDArray[np.float64]
    pull: NDArray[np.float64]

    @classmethod
    def of(cls, counts: NDArray[Any], ratings: NDArray[Any]) -> Self:
        """Of the number of votes and the weighted rating of each film, NaN if there is none."""
        log_votes = np.log10(1 + counts.astype(np.float64))
        above = np.nan_to_num(ratings.astype(np.float64)) - FAIR_RATING
        return cls(log_votes, COUNT_PULL * log_votes + RATING_PULL * above.clip(0, MAX_ABOVE_FAIR))

    @classmethod
    def of_catalog(cls, catalog: Catalog) -> Self:
        """Of all films of a catalog."""
        return cls.of(catalog.movies.vote_count.values, catalog.movies.weighted_rating.values)

    def factor(self, query: int) -> NDArray[np.float64]:
        """The `vote_factor` of every film for the row of a query film."""
        return vote_factor(self.pull, self.log_votes[query])


def vote_factor(
    pull: NDArray[F], query: float | NDArray[F], most: float | None = None
) -> NDArray[F]:
    """What the weighted sum of cosines is multiplied by, for every film.

    (1 + κ p_j) / (1 + κ p_max) with p as in `Votes` and κ = min(1, L_q / 2.5): for a well-known
    query film, well-known and well-rated films score higher; an obscure one is not flooded by them.
    The formula is our own; `docs/recommender.md` has the figures that it was chosen by.

    Parameters
    ----------
    pull
        p of the films, of shape (n_movies,), see `Votes`.
    query
        L_q = log10(1 + votes) of the query film, or of several with shape (n_queries, 1).
    most
        The largest p of all films, where `pull` is of some.

    Returns
    -------
    factor : array of shape (n_movies,) or (n_queries, n_movies)
        Above 0, at most 1.
    """
    known = np.minimum(1, query / WELL_KNOWN)
    largest = pull.max(initial=0) if most is None else most
    factor: NDArray[F] = (1 + known * pull) / (1 + known * largest)
    return factor


def top_k(values: NDArray[Any], k: int) -> NDArray[np.intp]:
    """The places of the `k` largest values above 0, largest first; ties by place.

    The k-th largest maximum of some groups is no more than the k-th largest value, so only what
    reaches it needs sorting; to find it costs a tenth of a partition of all values.
    """
    groups = 4 * k
    whole = len(values) // groups * groups
    floor = 0.0
    if whole:
        maxima = values[:whole].reshape(-1, groups).max(axis=0)
        floor = np.partition(maxima, groups - k)[groups - k]
    candidates = np.flatnonzero(values >= floor if floor > 0 else values > 0)
    order = np.argsort(-values[candidates], kind="stable")
    return candidates[order[:k]]
