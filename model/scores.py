"""What a score is made of besides the space: weights, the factor of votes, the k best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.enums import Signal

VOTE_INFLUENCE = 0.2
"""λ: how much votes count."""
WELL_KNOWN = 2.5
"""log10(1 + votes) from which on a query film counts as well known: some 315 votes."""

Weights = Mapping[Signal, float]
"""The weight of each signal; only proportions count."""
F = TypeVar("F", bound=np.floating)


def weights_in_use(weights: Weights, *, rated: bool) -> Weights:
    """The weights that apply to a query: AUDIENCE counts only where somebody rated its films.

    Parameters
    ----------
    weights
        The weights of the mode.
    rated
        Whether the query has an audience, i.e. its row of AUDIENCE is not empty.

    Returns
    -------
    weights
        The same, or without AUDIENCE and scaled to the sum 1.
    """
    if rated:
        return weights
    content = {signal: w for signal, w in weights.items() if signal is not Signal.AUDIENCE}
    total = sum(content.values())
    return {signal: weight / total for signal, weight in content.items()}


def vote_factor(
    log_votes: NDArray[F], query: float | NDArray[F], influence: float = VOTE_INFLUENCE
) -> NDArray[F]:
    """What the weighted sum of cosines is multiplied by, for every film.

    (1 + λ_q L_j) / (1 + λ_q L_max) with L = log10(1 + votes) and λ_q = λ · min(1, L_q / 2.5): for a
    well-known query film, well-known films score higher; an obscure one is not flooded by them.
    The formula is our own; `docs/recommender.md` has the figures that it was chosen by.

    Parameters
    ----------
    log_votes
        L of every film, of shape (n_movies,).
    query
        L_q of the query film, or of several with shape (n_queries, 1).
    influence
        λ.

    Returns
    -------
    factor : array of shape (n_movies,) or (n_queries, n_movies)
        Above 0, at most 1.
    """
    own = influence * np.minimum(1, query / WELL_KNOWN)
    factor: NDArray[F] = (1 + own * log_votes) / (1 + own * log_votes.max(initial=0))
    return factor


def log_votes(votes: NDArray[Any]) -> NDArray[np.float64]:
    """L = log10(1 + votes)."""
    return np.log10(1 + votes.astype(np.float64))


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
