"""What is measured: a function from films to scores."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.enums import Signal
from model.knn import ReferenceNeighbors
from model.neighbors import Products
from model.scores import BESIDE, Votes, Weights, vote_factor, weights_in_use

Scores = NDArray[np.floating]
Design = Callable[[NDArray[np.intp]], Scores]
"""Query rows of shape (n,) to scores of shape (n, n_movies); above 0 is recommended."""


def model_design(
    model: ReferenceNeighbors,
    catalog: Catalog,
    weights: Weights,
    votes: Votes | None = None,
) -> Design:
    """A fitted model with these weights, as they are `weights_in_use` for each film.

    Parameters
    ----------
    votes
        For the `vote_factor`; without it, those of the catalog.
    """
    known, pull = Votes.of_catalog(catalog) if votes is None else votes
    likes, lacks = model.likes(), {signal: model.lacks(signal) for signal in BESIDE}
    apart = (*BESIDE, Signal.AUDIENCE)
    content = {s: weight for s, weight in weights.items() if s not in apart}
    parts = [content, *({s: 1.0} for s in apart if s in weights)]
    products = [Products(*model.scaled(part)) for part in parts]

    def shares(query: int) -> list[float]:
        """What the products of each of `parts` count."""
        lacking = {signal for signal in BESIDE if lacks[signal][query]}
        in_use = weights_in_use(weights, likes=int(likes[query]), lacking=lacking)
        whole = sum(content.values())
        of_content = sum(in_use.get(signal, 0.0) for signal in content) / whole if whole else 0.0
        return [of_content, *(in_use.get(s, 0.0) for part in parts[1:] for s in part)]

    def scores(queries: NDArray[np.intp]) -> Scores:
        counted = np.array([shares(query) for query in queries.tolist()])
        found = np.zeros((len(queries), len(pull)))
        for share, of_part in zip(counted.T, products, strict=True):
            found += share[:, None] * of_part.of(queries)
        return found * vote_factor(pull, known[queries][:, None])

    return scores
