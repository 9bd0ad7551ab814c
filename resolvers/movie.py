"""The fields of Movie that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import ID, Info, Parent

from catalog.enums import Mode, PosterSize
from catalog.rows import CastRow, CrewRow, MovieRow
from model.recommender import Neighbor
from resolvers import images
from resolvers.arguments import NOTHING, bounded, window
from resolvers.context import Context
from resolvers.credits import crew_of
from resolvers.inputs import MovieFilter, SimilarityTuning
from resolvers.likeness import Asked, like

MOST_VOTES = 2**31 - 1


def poster_url(
    movie: Parent[MovieRow], info: Info[Context], size: PosterSize | None = PosterSize.W342
) -> str | None:
    """The address of the poster."""
    path = info.context.catalog.movies.poster_path[movie]
    return images.url(path, size or PosterSize.W342)


def cast(
    movie: Parent[MovieRow], info: Info[Context], first: int = 10, offset: int = 0
) -> Sequence[CastRow]:
    """The cast in billing order."""
    return info.context.catalog.movies.cast[movie][window(first, offset)]


def crew(
    movie: Parent[MovieRow],
    info: Info[Context],
    department: str | None = None,
    job: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> Sequence[CrewRow]:
    """The crew, or those of one department or job."""
    catalog = info.context.catalog
    rows = crew_of(catalog.crew, catalog.movies.crew[movie], department, job)
    return rows[window(first, offset)]


def vote_average(movie: Parent[MovieRow], info: Info[Context], min_votes: int = 1) -> float | None:
    """The mean vote, unless there are fewer than `min_votes`."""
    movies = info.context.catalog.movies
    enough = movies.vote_count[movie] >= bounded("minVotes", min_votes, 0, MOST_VOTES)
    return movies.vote_average[movie] if enough else None


def similar(
    movie: Parent[MovieRow],
    info: Info[Context],
    k: int = 5,
    exclude: list[ID] | None = NOTHING,
    where: MovieFilter | None = None,
    tuning: SimilarityTuning | None = None,
) -> Sequence[Neighbor]:
    """The nearest films."""
    asked = Asked(k, exclude, where, tuning)
    return like(info.context, [movie], [], Mode.CONTENT, asked).neighbors
