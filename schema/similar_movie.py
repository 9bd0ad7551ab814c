"""SimilarMovie and Reason: a similar film, and why it is similar."""

from __future__ import annotations

import strawberry

from catalog.enums import Lang, Signal
from model import reason_texts as values
from model.answers import Neighbor
from resolvers import field_costs, similar_movie
from schema.fields import backed_by, column, resolved
from schema.movie import Movie


@strawberry.type(description="What one signal adds to the score.")
@backed_by(values.Reason)
class Reason:
    """What one signal adds to the score."""

    signal: Signal = column(description="The signal.")
    contribution: float = column(
        description="What it adds to the score; below 0 if the films differ in TONE or TASTE."
    )
    shared: list[str] = column(
        description='What the films have in common, e.g. `["Michael Mann"]`; at most 5. For TONE '
        'also pairs of keywords, `["heist ~ caper"]`, and for TASTE what it is in the similar film.'
    )
    text: str = column(
        description='A sentence, ready to show: "Also directed by Michael Mann".',
        variants={Lang.EN: "text_en", Lang.ES: "text_es"},
    )


@strawberry.type(description="A similar film, how similar it is, and why.")
@backed_by(Neighbor)
class SimilarMovie:
    """A similar film."""

    movie: Movie = column(description="The film.")
    rank: int = column(description="Place in the list, from 1.")
    score: float = column(
        description="How similar the film is, 0–1: the sum of `contribution` over all reasons."
    )
    confidence: float = resolved(
        by=similar_movie.confidence,
        description="How much is known to compare the films by, 0–1: the weight of the signals in "
        "which both have data. Below 0.5 the score says little.",
        work=field_costs.CONFIDENCE,
    )
    reasons: list[Reason] = resolved(
        by=similar_movie.reasons,
        description="Why it is similar, the largest contribution first.",
        size=("first",),
        work=field_costs.REASONS,
    )
