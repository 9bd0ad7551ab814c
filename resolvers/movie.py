"""Resolvers of Movie."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import ID, Info, Parent

from catalog.enums import Basis, PosterSize
from catalog.local_titles import title_in, titles_in
from catalog.rows import CastRow, CrewRow, LocalTitleRow, MovieRow, MovieTagRow
from model.answers import Neighbor
from resolvers import images
from resolvers.argument_bounds import EMPTY, code, in_range, offset_slice
from resolvers.context import Context
from resolvers.credits import crew_of
from resolvers.inputs import MovieFilter, SimilarityTuning
from resolvers.similarity import SimilarityRequest, find_similar

MAX_VOTES = 2**31 - 1


def poster_url(
    movie: Parent[MovieRow], info: Info[Context], size: PosterSize | None = PosterSize.W342
) -> str | None:
    """The address of the poster; null if there is none."""
    path = info.context.catalog.movies.poster_path[movie]
    return images.url(path, size or PosterSize.W342)


def tags(
    movie: Parent[MovieRow], info: Info[Context], first: int = 10, offset: int = 0
) -> Sequence[MovieTagRow]:
    """Tags, the most relevant first."""
    return info.context.catalog.movies.tags[movie][offset_slice(first, offset)]


def title(
    movie: Parent[MovieRow],
    info: Info[Context],
    lang: str | None = None,
    country: str | None = None,
) -> str:
    """The title in a language and country; without them, or where there is none, the default."""
    return title_in(info.context.catalog, movie, code("lang", lang), code("country", country))


def titles(
    movie: Parent[MovieRow],
    info: Info[Context],
    lang: str | None = None,
    country: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> Sequence[LocalTitleRow]:
    """The titles in a language and country, or everywhere; the ones to show come first."""
    catalog = info.context.catalog
    rows = titles_in(catalog, movie, code("lang", lang), code("country", country))
    return rows[offset_slice(first, offset)]


def cast(
    movie: Parent[MovieRow], info: Info[Context], first: int = 10, offset: int = 0
) -> Sequence[CastRow]:
    """Cast credits, in billing order."""
    return info.context.catalog.movies.cast[movie][offset_slice(first, offset)]


def crew(
    movie: Parent[MovieRow],
    info: Info[Context],
    department: str | None = None,
    job: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> Sequence[CrewRow]:
    """Crew credits: all, or those of one department or job."""
    catalog = info.context.catalog
    rows = crew_of(catalog.crew, catalog.movies.crew[movie], department, job)
    return rows[offset_slice(first, offset)]


def vote_average(movie: Parent[MovieRow], info: Info[Context], min_votes: int = 1) -> float | None:
    """The mean vote, 0 to 10; null with fewer votes than `min_votes`."""
    movies = info.context.catalog.movies
    enough = movies.vote_count[movie] >= in_range("minVotes", min_votes, 0, MAX_VOTES)
    return movies.vote_average[movie] if enough else None


def similar(
    movie: Parent[MovieRow],
    info: Info[Context],
    k: int = 5,
    exclude: list[ID] | None = EMPTY,
    where: MovieFilter | None = None,
    basis: Basis | None = Basis.TASTE,
    tuning: SimilarityTuning | None = None,
) -> Sequence[Neighbor]:
    """The most similar films, nearest first."""
    request = SimilarityRequest(k, exclude, where, tuning)
    return find_similar(info.context, [movie], [], basis or Basis.TASTE, request).neighbors
