"""Similar films: a client's request in the terms of the recommender."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from catalog.enums import Basis, Signal
from catalog.lists.masks import Mask
from catalog.rows import MovieRow
from model.answers import Neighbor, Tuning
from model.errors import WeightsAllZero
from model.lazy import LazyNeighbors
from resolvers.argument_bounds import at_most, fraction, neighbor_count
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.filters import apply_filter
from resolvers.inputs import MovieFilter, SimilarityTuning

MAX_WEIGHT = 10.0
MAX_SEEDS = 50


class SimilarityRequest(NamedTuple):
    """What a client asks for besides the films to start from."""

    k: int
    exclude: Sequence[str] | None
    where: MovieFilter | None
    tuning: SimilarityTuning | None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is excluded, filtered or tuned."""
        return not self.exclude and self.where is None and self.tuning is None


class SimilarityAnswer(NamedTuple):
    """The neighbors, nearest first, and how many films passed the filters."""

    neighbors: Sequence[Neighbor]
    candidate_count: int


def find_similar(
    context: Context,
    liked: Sequence[MovieRow],
    unliked: Sequence[MovieRow],
    basis: Basis,
    request: SimilarityRequest,
) -> SimilarityAnswer:
    """The films nearest to all of `liked` and far from `unliked`; none if nothing is liked.

    Raises
    ------
    BadUserInput
        `k`, a weight or another number is out of bounds, or the filter is not valid.
    """
    catalog, recommender = context.catalog, context.recommender
    k = neighbor_count(request.k)
    if not liked:
        return SimilarityAnswer((), 0)
    stored = recommender.is_stored(basis)
    if request.is_plain and stored and len(liked) == 1 and not unliked:
        count = catalog.visible.count - bool(catalog.visible.mask[liked[0]])
        return SimilarityAnswer(LazyNeighbors(recommender.similar, liked[0], k, basis), count)
    tuning = request.tuning or SimilarityTuning()
    candidates = apply_filter(catalog, request.where).rows.mask.copy()
    for text in at_most("exclude", request.exclude or []):
        row = catalog.movie(text)
        if row is not None:
            candidates[row] = False
    candidates[[*liked, *unliked]] = False
    if tuning.skip_collection:
        candidates &= ~_in_collections_of(context, liked)
    try:
        query = recommender.query(liked, unliked, basis, _factors(tuning))
    except WeightsAllZero:
        raise BadUserInput("weights", "all 0", "at least one above 0") from None
    neighbors = recommender.nearest(
        query,
        k,
        Tuning(
            candidates,
            fraction("diversity", tuning.diversity or 0.0),
            fraction("minScore", tuning.min_score or 0.0),
        ),
    )
    return SimilarityAnswer(neighbors, int(np.count_nonzero(candidates)))


def seeds(context: Context, argument: str, ids: Sequence[str]) -> list[MovieRow]:
    """The films with these ids, each once.

    Raises
    ------
    BadUserInput
        An id is unknown, or there are too many.
    """
    rows = {text: context.catalog.movie(text) for text in at_most(argument, ids, MAX_SEEDS)}
    unknown = [text for text, row in rows.items() if row is None]
    if unknown:
        raise BadUserInput(argument, ", ".join(unknown), "ids of films in the catalog")
    return list(dict.fromkeys(row for row in rows.values() if row is not None))


def _factors(tuning: SimilarityTuning) -> dict[Signal, float]:
    """The factor of each signal that the client weights."""
    factors = {}
    for given in at_most("weights", tuning.weights or [], len(Signal)):
        if not 0 <= given.weight <= MAX_WEIGHT:
            raise BadUserInput("weight", given.weight, f"0 to {MAX_WEIGHT:g}")
        factors[given.signal] = given.weight
    return factors


def _in_collections_of(context: Context, movies: Sequence[MovieRow]) -> Mask:
    """Which films belong to a collection of one of `movies`."""
    column = context.catalog.movies.collection
    rows = {collection for movie in movies if (collection := column[movie]) is not None}
    return np.isin(column.values, list(rows))
