"""How many of the nearest films an approximate search finds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from threadpoolctl import threadpool_limits

from catalog.enums import Mode
from model.neighbors import BLOCK, Found, Search
from model.recommender import NONE

SAMPLE, AT, SEED = 2_000, 10, 8
TIE = 1e-6
"""Scores that differ by less are equal, since they are sums in different orders."""


def recall(found: Found, exact: Search) -> Mapping[Mode, float]:
    """The share of the ten nearest films that are among the ten found, over a sample of films.

    A film that is as near as the tenth counts as one of the ten.
    """
    count = len(found[Mode.CONTENT].rows)
    films = np.random.default_rng(SEED).permutation(count)[:SAMPLE]
    hits, wanted = dict.fromkeys(Mode, 0), dict.fromkeys(Mode, 0)
    with threadpool_limits(1):
        for begin in range(0, len(films), BLOCK):
            asked = films[begin : begin + BLOCK]
            for mode, nearest in exact.of_block(asked).items():
                known = nearest.rows[:, :AT] != NONE
                least = np.where(known, nearest.scores[:, :AT], np.inf).min(axis=1, keepdims=True)
                near = found[mode].scores[asked, :AT] >= least - TIE
                hits[mode] += int(np.minimum(near.sum(axis=1), known.sum(axis=1)).sum())
                wanted[mode] += int(known.sum())
    return {mode: hits[mode] / max(wanted[mode], 1) for mode in Mode}
