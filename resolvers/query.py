"""Resolvers of Query: the root fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple, TypeVar

import strawberry
from strawberry import ID, Info

from catalog.enums import Basis, MovieSort, NamedSort, SearchIn
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Selection, Window
from catalog.names.search import SearchHit
from catalog.names.titles import TitleMatch
from catalog.rows import (
    CollectionRow,
    CompanyRow,
    CountryRow,
    GenreRow,
    LanguageRow,
    MovieRow,
    PersonRow,
)
from catalog.storage.table import Table
from model.answers import Neighbor
from resolvers import similarity
from resolvers.argument_bounds import (
    CURSOR_ERRORS,
    EMPTY,
    at_most,
    exactly_one,
    page_size,
    valid_text,
    window,
)
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.inputs import MovieFilter, SimilarityTuning
from resolvers.pages import POPULAR_FIRST, movie_page

R = TypeVar("R", bound=int)


class SimilarMovies(NamedTuple):
    """The film that a title means, how many films passed the filters, and the nearest films."""

    match: TitleMatch
    candidate_count: int
    results: Sequence[Neighbor]


def movie(
    info: Info[Context], id: ID | None = None, title: str | None = None, year: int | None = None
) -> MovieRow | None:
    """The film with this id, or the best match for the title."""
    exactly_one(id=id, title=title)
    if title is not None:
        return info.context.catalog.titles.match(valid_text("title", title), year).movie
    if year is not None:
        raise BadUserInput("year", year, "null without a title")
    return info.context.catalog.movie(valid_text("id", str(id)))


def movies(
    info: Info[Context],
    where: MovieFilter | None = None,
    sort: list[MovieSort] | None = POPULAR_FIRST,
    first: int | None = 20,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    offset: int | None = None,
) -> MovieSelection:
    """A page of the films that pass the filter."""
    asked = window(first, after, last, before, offset)
    return movie_page(info.context.catalog, where, sort, asked)


def similar_movies(
    info: Info[Context],
    title: str,
    k: int = 5,
    year: int | None = None,
    exclude: list[ID] | None = EMPTY,
    where: MovieFilter | None = None,
    basis: Basis | None = Basis.TASTE,
    tuning: SimilarityTuning | None = None,
) -> SimilarMovies:
    """The film that the title means, and the films most like it."""
    match = info.context.catalog.titles.match(valid_text("title", title), year)
    liked = [] if match.movie is None else [match.movie]
    request = similarity.SimilarityRequest(k, exclude, where, tuning)
    answer = similarity.find_similar(info.context, liked, [], basis or Basis.TASTE, request)
    return SimilarMovies(match, answer.candidate_count, answer.neighbors)


def recommend(
    info: Info[Context],
    like: list[ID],
    unlike: list[ID] | None = EMPTY,
    k: int = 10,
    exclude: list[ID] | None = EMPTY,
    where: MovieFilter | None = None,
    basis: Basis | None = Basis.BLEND,
    tuning: SimilarityTuning | None = None,
) -> Sequence[Neighbor]:
    """Films near all of `like` and far from `unlike`."""
    liked = similarity.seeds(info.context, "like", like)
    unliked = similarity.seeds(info.context, "unlike", unlike or [])
    if not liked:
        raise BadUserInput("like", like, "1 to 50 films")
    request = similarity.SimilarityRequest(k, exclude, where, tuning)
    on = basis or Basis.BLEND
    return similarity.find_similar(info.context, liked, unliked, on, request).neighbors


def genres(info: Info[Context]) -> Sequence[GenreRow]:
    """Every genre, by name."""
    return info.context.catalog.genres_by_name


def genre(info: Info[Context], id: ID | None = None, name: str | None = None) -> GenreRow | None:
    """The genre with this id or name."""
    return _by_id_or_name(info, info.context.catalog.genres, id, name)


def company(
    info: Info[Context], id: ID | None = None, name: str | None = None
) -> CompanyRow | None:
    """The company with this id or name."""
    return _by_id_or_name(info, info.context.catalog.companies, id, name)


def companies(
    info: Info[Context],
    query: str | None = None,
    sort: NamedSort | None = NamedSort.MOVIE_COUNT_DESC,
    first: int | None = 20,
    after: str | None = None,
) -> Selection[CompanyRow]:
    """A page of companies."""
    return _page(info, info.context.catalog.companies, query, sort, window(first, after))


def person(info: Info[Context], id: ID | None = None, name: str | None = None) -> PersonRow | None:
    """The person with this id or name."""
    return _by_id_or_name(info, info.context.catalog.people, id, name)


def people(
    info: Info[Context],
    query: str | None = None,
    sort: NamedSort | None = NamedSort.MOVIE_COUNT_DESC,
    first: int | None = 20,
    after: str | None = None,
) -> Selection[PersonRow]:
    """A page of people."""
    return _page(info, info.context.catalog.people, query, sort, window(first, after))


def collection(
    info: Info[Context], id: ID | None = None, name: str | None = None
) -> CollectionRow | None:
    """The collection with this id or name."""
    return _by_id_or_name(info, info.context.catalog.collections, id, name)


def countries(info: Info[Context]) -> Sequence[CountryRow]:
    """Every country, by name."""
    return info.context.catalog.countries_by_name


def languages(info: Info[Context]) -> Sequence[LanguageRow]:
    """Every language, by name."""
    return info.context.catalog.languages_by_name


def search(
    info: Info[Context],
    query: str,
    in_: Annotated[list[SearchIn] | None, strawberry.argument(name="in")] = None,
    first: int = 10,
) -> Sequence[SearchHit]:
    """Films, people and more with a name like the query, best first."""
    return info.context.catalog.search(
        valid_text("query", query), in_ or SearchIn, page_size(first)
    )


def catalog(info: Info[Context]) -> Context:
    """Totals, the data set and the model; their resolvers read the context."""
    return info.context


def node(info: Info[Context], id: ID) -> int | None:
    """The object with this global id; None if there is none."""
    return info.context.catalog.node(valid_text("id", str(id)))


def nodes(info: Info[Context], ids: list[ID]) -> Sequence[int | None]:
    """The objects with these global ids, in their order; null for an unknown id."""
    return [node(info, id) for id in at_most("ids", ids)]


def _page(
    info: Info[Context], table: Table[R], query: str | None, sort: NamedSort | None, asked: Window
) -> Selection[R]:
    text = None if query is None else valid_text("query", query)
    with CURSOR_ERRORS:
        return info.context.catalog.page(table, text, sort or NamedSort.MOVIE_COUNT_DESC, asked)


def _by_id_or_name(
    info: Info[Context], table: Table[R], id: ID | None, name: str | None
) -> R | None:
    exactly_one(id=id, name=name)
    if name is not None:
        return info.context.catalog.by_name(table, valid_text("name", name))
    return info.context.catalog.by_number(table, valid_text("id", str(id)))
