"""Films like others: what the client asks for, in the recommender's terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from catalog.enums import Mode, Signal
from catalog.lists.masks import Mask
from catalog.rows import MovieRow
from model.recommender import Nearest, Neighbor, Tuning, WeightsAllZero
from resolvers.arguments import few, k_of, share
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.filters import matching
from resolvers.inputs import MovieFilter, SimilarityTuning

HEAVIEST = 10.0
MOST_SEEDS = 50


class Asked(NamedTuple):
    """The filters and the tuning that came with a question."""

    k: int
    exclude: Sequence[str] | None
    where: MovieFilter | None
    tuning: SimilarityTuning | None

    @property
    def usual(self) -> bool:
        """Whether nothing is filtered and nothing tuned."""
        return not self.exclude and self.where is None and self.tuning is None


class Answer(NamedTuple):
    """The neighbors, and how many films passed the filters."""

    neighbors: Sequence[Neighbor]
    candidate_count: int


def like(
    context: Context,
    liked: Sequence[MovieRow],
    unliked: Sequence[MovieRow],
    mode: Mode,
    asked: Asked,
) -> Answer:
    """The films nearest to every one of `liked` and far from `unliked`."""
    catalog, recommender = context.catalog, context.recommender
    k = k_of(asked.k)
    if not liked:
        return Answer((), 0)
    if asked.usual and len(liked) == 1 and not unliked:
        shown = catalog.shown.count - bool(catalog.shown.mask[liked[0]])
        return Answer(Nearest(recommender.similar, liked[0], k, mode), shown)
    tuning = asked.tuning or SimilarityTuning()
    candidates = matching(catalog, asked.where).films.mask.copy()
    for text in few("exclude", asked.exclude or []):
        row = catalog.movie(text)
        if row is not None:
            candidates[row] = False
    candidates[[*liked, *unliked]] = False
    if tuning.skip_collection:
        candidates &= ~_of_their_collections(context, liked)
    try:
        query = recommender.query(liked, unliked, mode, _factors(tuning))
    except WeightsAllZero:
        raise BadUserInput("weights", "all 0", "at least one above 0") from None
    neighbors = recommender.nearest(
        query,
        k,
        Tuning(
            candidates,
            share("diversity", tuning.diversity or 0.0),
            share("minScore", tuning.min_score or 0.0),
        ),
    )
    return Answer(neighbors, int(np.count_nonzero(candidates)))


def seeds(context: Context, argument: str, ids: Sequence[str]) -> list[MovieRow]:
    """The films with these ids, each once.

    Raises
    ------
    BadUserInput
        Some are unknown, or they are too many.
    """
    rows = {text: context.catalog.movie(text) for text in few(argument, ids, MOST_SEEDS)}
    unknown = [text for text, row in rows.items() if row is None]
    if unknown:
        raise BadUserInput(argument, ", ".join(unknown), "ids of films in the catalog")
    return list(dict.fromkeys(row for row in rows.values() if row is not None))


def _factors(tuning: SimilarityTuning) -> dict[Signal, float]:
    factors = {}
    for given in few("weights", tuning.weights or [], len(Signal)):
        if not 0 <= given.weight <= HEAVIEST:
            raise BadUserInput("weight", given.weight, f"0 to {HEAVIEST:g}")
        factors[given.signal] = given.weight
    return factors


def _of_their_collections(context: Context, films: Sequence[MovieRow]) -> Mask:
    of_film = context.catalog.movies.collection
    theirs = {collection for film in films if (collection := of_film[film]) is not None}
    return np.isin(of_film.values, list(theirs))
