"""Re-ranking, so that the answers are not all alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def diversify(scores: Scores, likeness: Scores, k: int, diversity: float) -> list[int]:
    """Choose by maximal marginal relevance (Carbonell and Goldstein, 1998).

    Each next film has the largest (1 - diversity) · score - diversity · likeness to the most
    similar one among those chosen before.

    Parameters
    ----------
    scores
        Of the candidates, of shape (n,).
    likeness
        Of every two candidates, of shape (n, n).
    diversity
        0 to 1.

    Returns
    -------
    chosen
        Places of `k` candidates in `scores`, or of all if there are fewer, in the new order.
    """
    relevance = (1 - diversity) * scores
    weighted = diversity * likeness
    chosen: list[int] = []
    penalty = np.zeros(len(scores))
    while len(chosen) < min(k, len(scores)):
        gain = relevance - penalty
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
        penalty = np.maximum(penalty, weighted[chosen[-1]])
    return chosen
