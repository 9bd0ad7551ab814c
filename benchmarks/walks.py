"""Two designs that others found good, to be compared with ours by `benchmarks.ablation`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array
from scipy.special import ndtr

from model.evaluation.designs import Design, Scores


def walks(likes: csr_matrix, beta: float, *, unit: bool = False) -> Design:
    """The chance to come from a film to its fans and from them to another film.

    It is divided by the likes of that film, raised to β: RP3β (Christoffel and others, 2015), which
    starts at films here.

    Parameters
    ----------
    likes
        Of shape (n_movies, n_users); where there is a cell, the user likes the film.
    unit
        Whether the scores of each query are divided by the largest one.
    """
    cells = np.ones(len(likes.indices)), likes.indices, likes.indptr
    ones = csr_matrix(cells, shape=likes.shape)
    of_film, of_user = (np.maximum(np.asarray(ones.sum(axis=axis)).ravel(), 1) for axis in (1, 0))
    to_fans = csr_matrix(diags_array(1 / of_film) @ ones)
    to_films = csr_matrix(diags_array(1 / of_user) @ ones.T @ diags_array(of_film**-beta))

    def scores(rows: NDArray[np.intp]) -> Scores:
        found: NDArray[Any] = (to_fans[rows] @ to_films).toarray()
        found[np.arange(len(rows)), rows] = 0
        return found / np.maximum(found.max(axis=1, keepdims=True), 1e-12) if unit else found

    return scores


def mutual_proximity(design: Design, sample: NDArray[np.intp]) -> Design:
    """How probable it is that a film is no farther than others, seen from both sides.

    With scores taken for normal (Schnitzer and others, 2012), which brings hubs down.

    Parameters
    ----------
    sample
        Films whose scores tell how those of each film are distributed.
    """
    of_sample = np.vstack([design(sample[n : n + 50]) for n in range(0, len(sample), 50)])
    mean, spread = of_sample.mean(axis=0), of_sample.std(axis=0) + 1e-9

    def scores(rows: NDArray[np.intp]) -> Scores:
        found = design(rows)
        own_mean, own_spread = found.mean(axis=1), found.std(axis=1) + 1e-9
        there = ndtr((found - mean) / spread)
        near: Scores = there * ndtr((found - own_mean[:, None]) / own_spread[:, None])
        near[found <= 0] = 0
        return near

    return scores
