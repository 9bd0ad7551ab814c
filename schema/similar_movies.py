"""SimilarMovies and TitleMatch: the film that a title means, and films like it."""

from __future__ import annotations

import strawberry

from catalog.enums import MatchKind
from catalog.names import titles
from resolvers import query, title_match
from schema.fields import PAGE, backed_by, column, resolved
from schema.movie import Movie
from schema.similar_movie import SimilarMovie


@strawberry.type(description="The film that a title means, and how it was recognized.")
@backed_by(titles.TitleMatch)
class TitleMatch:
    """The film that a title means, and how it was recognized."""

    movie: Movie | None = column(description="The film. Null if no title is similar enough.")
    kind: MatchKind = column(description="How the title was recognized.")
    confidence: float = column(
        description="0–1; 1 if a film is called exactly so, 0 without a film."
    )
    alternatives: list[Movie] = resolved(
        by=title_match.alternatives,
        description="Other films that the title could mean; suggestions if `movie` is null.",
        size=("first",),
    )


@strawberry.type(description="The film that a title means, and the films most similar to it.")
@backed_by(query.SimilarMovies)
class SimilarMovies:
    """The film that a title means, and the films most similar to it."""

    match: TitleMatch = column(description="The film that the title means.")
    candidate_count: int = column(
        description="Number of films that passed the filters; if it is below `k`, so is the "
        "number of results."
    )
    results: list[SimilarMovie] = column(
        description="The most similar films, nearest first; at most `k`.", size=PAGE
    )
