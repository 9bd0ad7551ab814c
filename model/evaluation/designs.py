"""What is measured: a function from films to scores."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from catalog.catalog import Catalog
from model.knn import ReferenceNeighbors
from model.scores import VOTE_INFLUENCE, Weights, log_votes, vote_factor, weights_in_use

Scores = NDArray[np.floating]
Design = Callable[[NDArray[np.intp]], Scores]
"""Query rows of shape (n,) to scores of shape (n, n_movies); above 0 is recommended."""


def model_design(
    model: ReferenceNeighbors,
    catalog: Catalog,
    weights: Weights,
    influence: float = VOTE_INFLUENCE,
) -> Design:
    """A fitted model with these weights, as they are `weights_in_use`.

    Parameters
    ----------
    influence
        λ of the `vote_factor`.
    """
    rows_of = {rated: model.scaled(weights_in_use(weights, rated=rated)) for rated in (True, False)}
    columns = {rated: csr_matrix(rows.T) for rated, rows in rows_of.items()}
    is_rated = model.rated()
    votes = log_votes(catalog.movies.vote_count.values)

    def scores(queries: NDArray[np.intp]) -> Scores:
        products = np.empty((len(queries), len(votes)))
        for rated in (True, False):
            chosen = is_rated[queries] == rated
            products[chosen] = (rows_of[rated][queries[chosen]] @ columns[rated]).toarray()
        return products * vote_factor(votes, votes[queries][:, None], influence)

    return scores
