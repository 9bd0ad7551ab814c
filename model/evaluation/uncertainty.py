"""How sure a figure is: intervals by bootstrap over the held-out users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

RESAMPLES, SEED = 2_000, 8
CONFIDENCE = 0.95


class Interval(NamedTuple):
    """A mean over users, and the bounds between which it lies with 95 % confidence."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """The mean of a figure, and the percentile interval of its bootstrap (Efron, 1979).

    Parameters
    ----------
    values
        The figure of each user, or the gain of each.
    """
    given = np.asarray(values, dtype=np.float64)
    if not len(given):
        return Interval(0.0, 0.0, 0.0)
    chosen = np.random.default_rng(SEED).integers(len(given), size=(RESAMPLES, len(given)))
    outside = (1 - CONFIDENCE) / 2
    low, high = np.quantile(given[chosen].mean(axis=1), (outside, 1 - outside)).tolist()
    return Interval(float(given.mean()), low, high)


def paired_gain(ours: Mapping[int, float], theirs: Mapping[int, float]) -> Interval:
    """How much more ours is than theirs, user by user; both have the same users."""
    return interval([ours[user] - theirs[user] for user in sorted(ours)])
