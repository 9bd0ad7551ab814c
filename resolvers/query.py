"""The root fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from strawberry import ID, Info

from catalog.rows import (
    CollectionRow,
    CompanyRow,
    CountryRow,
    GenreRow,
    KeywordRow,
    LanguageRow,
    MovieRow,
    PersonRow,
)
from catalog.selection import Selection
from catalog.table import Table
from catalog.titles import TitleMatch
from model.recommender import Neighbor
from resolvers.arguments import k_of, one_of, page_of, text_of
from resolvers.context import Context
from resolvers.errors import BadUserInput

R = TypeVar("R", bound=int)


class SimilarFilms(NamedTuple):
    """What a title was taken to mean, and the nearest films."""

    match: TitleMatch
    results: Sequence[Neighbor]


def movie(
    info: Info[Context], id: ID | None = None, title: str | None = None, year: int | None = None
) -> MovieRow | None:
    """The film with this id, or the best match of the title."""
    one_of(id=id, title=title)
    if title is not None:
        return info.context.catalog.titles.match(text_of("title", title), year).movie
    if year is not None:
        raise BadUserInput("year", year, "only beside title")
    return info.context.catalog.movie(text_of("id", str(id)))


def movies(info: Info[Context], first: int = 20, after: str | None = None) -> Selection[MovieRow]:
    """A page of all films."""
    return page_of(info.context.catalog.by_popularity(), first, after)


def similar_movies(
    info: Info[Context], title: str, k: int = 5, year: int | None = None
) -> SimilarFilms:
    """The film that the title means and its neighbors."""
    k_of(k)
    match = info.context.catalog.titles.match(text_of("title", title), year)
    found = () if match.movie is None else info.context.recommender.similar(match.movie, k)
    return SimilarFilms(match, found)


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


def person(info: Info[Context], id: ID | None = None, name: str | None = None) -> PersonRow | None:
    """One person."""
    return _named(info, info.context.catalog.people, id, name)


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


def node(info: Info[Context], id: ID) -> int | None:
    """Whatever has this global id; a keyword has one, but is no node."""
    row = info.context.catalog.node(text_of("id", str(id)))
    return None if isinstance(row, KeywordRow) else row


def _named(info: Info[Context], table: Table[R], id: ID | None, name: str | None) -> R | None:
    one_of(id=id, name=name)
    if name is not None:
        return info.context.catalog.called(table, text_of("name", name))
    return info.context.catalog.numbered(table, text_of("id", str(id)))
