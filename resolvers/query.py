"""The root fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple, TypeVar

import strawberry
from strawberry import ID, Info

from catalog.enums import Mode, MovieSort, NamedSort, SearchIn
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
from model.recommender import Neighbor
from resolvers import likeness
from resolvers.arguments import (
    CURSORS,
    NOTHING,
    few,
    first_of,
    one_of,
    text_of,
    window_of,
)
from resolvers.context import Context
from resolvers.errors import BadUserInput
from resolvers.inputs import MovieFilter, SimilarityTuning
from resolvers.pages import POPULAR, films

R = TypeVar("R", bound=int)


NODES = (MovieRow, GenreRow, CompanyRow, CollectionRow, PersonRow)


class SimilarFilms(NamedTuple):
    """What a title was taken to mean, and the nearest films."""

    match: TitleMatch
    candidate_count: int
    results: Sequence[Neighbor]


def movie(
    info: Info[Context], id: ID | None = None, title: str | None = None, year: int | None = None
) -> MovieRow | None:
    """The film with this id, or the best match of the title."""
    one_of(id=id, title=title)
    if title is not None:
        return info.context.catalog.titles.match(text_of("title", title), year).movie
    if year is not None:
        raise BadUserInput("year", year, "a year beside a title only")
    return info.context.catalog.movie(text_of("id", str(id)))


def movies(
    info: Info[Context],
    where: MovieFilter | None = None,
    sort: list[MovieSort] | None = POPULAR,
    first: int | None = 20,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    offset: int | None = None,
) -> MovieSelection:
    """A page of the films that pass the filter."""
    window = window_of(first, after, last, before, offset)
    return films(info.context.catalog, where, sort, window)


def similar_movies(
    info: Info[Context],
    title: str,
    k: int = 5,
    year: int | None = None,
    exclude: list[ID] | None = NOTHING,
    where: MovieFilter | None = None,
    tuning: SimilarityTuning | None = None,
) -> SimilarFilms:
    """The film that the title means and its neighbors."""
    match = info.context.catalog.titles.match(text_of("title", title), year)
    liked = [] if match.movie is None else [match.movie]
    asked = likeness.Asked(k, exclude, where, tuning)
    answer = likeness.like(info.context, liked, [], Mode.CONTENT, asked)
    return SimilarFilms(match, answer.candidate_count, answer.neighbors)


def recommend(
    info: Info[Context],
    like: list[ID],
    unlike: list[ID] | None = NOTHING,
    k: int = 10,
    exclude: list[ID] | None = NOTHING,
    where: MovieFilter | None = None,
    tuning: SimilarityTuning | None = None,
) -> Sequence[Neighbor]:
    """Films near every one of `like` and far from `unlike`."""
    liked = likeness.seeds(info.context, "like", like)
    unliked = likeness.seeds(info.context, "unlike", unlike or [])
    if not liked:
        raise BadUserInput("like", like, "1 to 50 films")
    asked = likeness.Asked(k, exclude, where, tuning)
    return likeness.like(info.context, liked, unliked, Mode.BLEND, asked).neighbors


def genres(info: Info[Context]) -> Sequence[GenreRow]:
    """Every genre."""
    return info.context.catalog.genres_by_name


def genre(info: Info[Context], id: ID | None = None, name: str | None = None) -> GenreRow | None:
    """One genre."""
    return _named(info, info.context.catalog.genres, id, name)


def company(
    info: Info[Context], id: ID | None = None, name: str | None = None
) -> CompanyRow | None:
    """One company."""
    return _named(info, info.context.catalog.companies, id, name)


def companies(
    info: Info[Context],
    query: str | None = None,
    sort: NamedSort | None = NamedSort.MOVIE_COUNT_DESC,
    first: int | None = 20,
    after: str | None = None,
) -> Selection[CompanyRow]:
    """A page of companies."""
    return _page(info, info.context.catalog.companies, query, sort, window_of(first, after))


def person(info: Info[Context], id: ID | None = None, name: str | None = None) -> PersonRow | None:
    """One person."""
    return _named(info, info.context.catalog.people, id, name)


def people(
    info: Info[Context],
    query: str | None = None,
    sort: NamedSort | None = NamedSort.MOVIE_COUNT_DESC,
    first: int | None = 20,
    after: str | None = None,
) -> Selection[PersonRow]:
    """A page of people."""
    return _page(info, info.context.catalog.people, query, sort, window_of(first, after))


def collection(
    info: Info[Context], id: ID | None = None, name: str | None = None
) -> CollectionRow | None:
    """One collection."""
    return _named(info, info.context.catalog.collections, id, name)


def countries(info: Info[Context]) -> Sequence[CountryRow]:
    """Every country."""
    return info.context.catalog.countries_by_name


def languages(info: Info[Context]) -> Sequence[LanguageRow]:
    """Every language."""
    return info.context.catalog.languages_by_name


def search(
    info: Info[Context],
    query: str,
    in_: Annotated[list[SearchIn] | None, strawberry.argument(name="in")] = None,
    first: int = 10,
) -> Sequence[SearchHit]:
    """Whatever has a name like the query, best first."""
    return info.context.catalog.search(text_of("query", query), in_ or SearchIn, first_of(first))


def catalog(info: Info[Context]) -> Context:
    """The catalog about itself."""
    return info.context


def node(info: Info[Context], id: ID) -> int | None:
    """Whatever has this global id; a keyword has one, but is no node."""
    row = info.context.catalog.node(text_of("id", str(id)))
    return row if isinstance(row, NODES) else None


def nodes(info: Info[Context], ids: list[ID]) -> Sequence[int | None]:
    """Whatever has these global ids, in their order; null for one that nothing has."""
    return [node(info, id) for id in few("ids", ids)]


def _page(
    info: Info[Context], table: Table[R], query: str | None, sort: NamedSort | None, window: Window
) -> Selection[R]:
    text = None if query is None else text_of("query", query)
    with CURSORS:
        return info.context.catalog.things(table, text, sort or NamedSort.MOVIE_COUNT_DESC, window)


def _named(info: Info[Context], table: Table[R], id: ID | None, name: str | None) -> R | None:
    one_of(id=id, name=name)
    if name is not None:
        return info.context.catalog.called(table, text_of("name", name))
    return info.context.catalog.numbered(table, text_of("id", str(id)))
