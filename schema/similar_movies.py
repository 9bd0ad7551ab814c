"""SimilarMovies and TitleMatch."""

from __future__ import annotations

import strawberry

from catalog.enums import MatchKind
from catalog.names import titles
from resolvers import query, title_match
from schema.fields import PAGE, backed_by, column, resolved
from schema.movie import Movie
from schema.similar_movie import SimilarMovie


@strawberry.type(description="How a title was resolved.")
@backed_by(titles.TitleMatch)
class TitleMatch:
    """How a title was resolved."""

    movie: Movie | None = column(
        description="The film the title was taken to mean. Null when nothing was close."
    )
    kind: MatchKind = column(description="How the title was recognized.")
    confidence: float = column(description="0–1; 1 for the title as written, 0 for none.")
    alternatives: list[Movie] = resolved(
        by=title_match.alternatives,
        description="Other films it could have meant; suggestions when `movie` is null.",
        size=("first",),
    )


@strawberry.type(description="What a title was taken to mean, and the films most like it.")
@backed_by(query.SimilarMovies)
class SimilarMovies:
    """What a title was taken to mean, and the films most like it."""

    match: TitleMatch = column(description="What the title was taken to mean.")
    candidate_count: int = column(
        description="How many films passed the filters; when it is below k, so are the results."
    )
    results: list[SimilarMovie] = column(description="Nearest first; at most `k`.", size=PAGE)
