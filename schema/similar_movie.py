"""SimilarMovie and Reason."""

from __future__ import annotations

import strawberry

from catalog.enums import Lang, Signal
from model import reasons as values
from model.answers import Neighbor
from resolvers import similar_movie
from schema.fields import backed_by, column, resolved
from schema.movie import Movie


@strawberry.type(description="One signal's share of a score.")
@backed_by(values.Reason)
class Reason:
    """One signal's share of a score."""

    signal: Signal = column(description="What the films have in common.")
    contribution: float = column(description="Its share of the score.")
    shared: list[str] = column(
        description='What both films have, e.g. `["Michael Mann"]`; at most 5.'
    )
    text: str = column(
        description='Ready to show: "Also directed by Michael Mann".',
        variants={Lang.EN: "text_en", Lang.ES: "text_es"},
    )


@strawberry.type(description="A neighbor: the film, how close, and why.")
@backed_by(Neighbor)
class SimilarMovie:
    """A neighbor."""

    movie: Movie = column(description="The film.")
    rank: int = column(description="Place among the neighbors, from 1.")
    score: float = column(description="0–1. The sum of every reason's `contribution`.")
    reasons: list[Reason] = resolved(
        by=similar_movie.reasons, description="Why, largest first.", size=("first",)
    )
