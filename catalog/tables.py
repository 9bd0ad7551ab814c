"""The tables of the catalog, each declared once.

The rows of a table are sorted by its key, so that ties by id are ties by row number.  Credits are
sorted by film, so that the credits of a film are consecutive rows.  Counts leave out adult films.
The rank of a name is its place in the alphabet; equal names have the same rank.

The number of a film, genre, company, keyword or person is that of TMDB where a source gives it.
Else that of a film is made from its IMDb id or MovieLens number, and is above 10^12; those of other
things are made from their names, and are above 2^62.
"""

from __future__ import annotations

from typing import Any

from catalog.enums import DatePrecision, Gender, MovieStatus, TitleKind
from catalog.rows import (
    CastRow,
    CollectionRow,
    CompanyRow,
    CountryRow,
    CrewRow,
    GenreRow,
    KeywordRow,
    LanguageRow,
    LocalTitleRow,
    MovieRow,
    MovieTagRow,
    PersonRow,
    RatingRow,
    TagRow,
)
from catalog.storage.cell_types import (
    Code,
    Count,
    Day,
    Dollars,
    EntityNumber,
    GlobalId,
    ImagePath,
    ImdbId,
    Job,
    Minutes,
    Moment,
    Month,
    Name,
    Points,
    Popularity,
    Position,
    Ratio,
    Relevance,
    Sentence,
    Stars,
    TmdbId,
    UserId,
    Weekday,
    Year,
)
from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges, Run
from catalog.storage.table import Table
from catalog.storage.text_columns import LabelColumn


class Movies(Table[MovieRow], name="movies", row=MovieRow, key="number"):
    """Films."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    tmdb_id: Column[TmdbId | None]
    imdb_id: Column[ImdbId | None]
    title: Column[Name]
    title_rank: Column[Position]
    original_title: Column[Name | None]
    titles: Run[LocalTitleRow]
    release_date: Column[Day]
    release_year: Column[Year]
    release_month: Column[Month]
    release_weekday: Column[Weekday]
    date_precision: Column[DatePrecision]
    status: Column[MovieStatus | None]
    overview: Column[Sentence | None]
    tagline: Column[Sentence | None]
    homepage: Column[Sentence | None]
    runtime: Column[Minutes | None]
    adult: Column[bool]
    poster_path: Column[ImagePath | None]
    popularity: Column[Popularity | None]
    vote_count: Column[Count]
    vote_average: Column[Points | None]
    weighted_rating: Column[Points | None]
    budget: Column[Dollars | None]
    revenue: Column[Dollars | None]
    return_ratio: Column[Ratio | None]
    original_language: Column[LanguageRow | None]
    collection: Column[CollectionRow | None]
    genres: Edges[GenreRow]
    companies: Edges[CompanyRow]
    countries: Edges[CountryRow]
    spoken_languages: Edges[LanguageRow]
    keywords: Edges[KeywordRow]
    tags: Run[MovieTagRow]
    cast: Run[CastRow]
    cast_count: Column[Count]
    crew: Run[CrewRow]
    crew_count: Column[Count]
    directors: Edges[PersonRow]


class Collections(Table[CollectionRow], name="collections", row=CollectionRow):
    """Franchises and series."""

    id: Column[GlobalId]
    tmdb_id: Column[TmdbId]
    name: Column[Name]
    poster_path: Column[ImagePath | None]
    backdrop_path: Column[ImagePath | None]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Genres(Table[GenreRow], name="genres", row=GenreRow, key="number"):
    """Genres; the English name is that of the source."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    tmdb_id: Column[TmdbId | None]
    name_en: Column[Name]
    name_es: Column[Name]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Companies(Table[CompanyRow], name="companies", row=CompanyRow, key="number"):
    """Production companies."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    tmdb_id: Column[TmdbId | None]
    name: Column[Name]
    name_rank: Column[Position]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Keywords(Table[KeywordRow], name="keywords", row=KeywordRow, key="number"):
    """Plot keywords."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    tmdb_id: Column[TmdbId | None]
    name: Column[Name]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Tags(Table[TagRow], name="tags", row=TagRow, key="number"):
    """What people call films: tone, style, mood; the number is made from the name."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    name: Column[Name]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Countries(Table[CountryRow], name="countries", row=CountryRow, key="code"):
    """Countries of production and of titles, by ISO 3166-1 code.

    `source_name` is their name in the source, and `movies` are those made there.
    """

    code: Column[Code]
    name_en: Column[Name]
    name_es: Column[Name]
    source_name: Column[Name | None]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class Languages(Table[LanguageRow], name="languages", row=LanguageRow, key="code"):
    """Languages of films and of titles, by ISO 639-1 code; `movies` has it as original language."""

    code: Column[Code]
    name_en: Column[Name]
    name_es: Column[Name]
    source_name: Column[Name | None]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class People(Table[PersonRow], name="people", row=PersonRow, key="number"):
    """Everyone with a credit."""

    id: Column[GlobalId]
    number: Column[EntityNumber]
    tmdb_id: Column[TmdbId | None]
    imdb_id: Column[ImdbId | None]
    name: Column[Name]
    name_rank: Column[Position]
    gender: Column[Gender | None]
    profile_path: Column[ImagePath | None]
    birth_year: Column[Year | None]
    death_year: Column[Year | None]
    professions: Column[Sentence | None]
    known_for: Edges[MovieRow]
    cast: Edges[CastRow]
    crew: Edges[CrewRow]
    movies: Edges[MovieRow]
    movie_count: Column[Count]


class CastCredits(Table[CastRow], name="cast", row=CastRow, key="credit_id"):
    """Credits of actors, in billing order within a film.

    Gender and profile path are those of the credit; `credited_name` is null if it is the name of
    the person.
    """

    credit_id: Column[Code]
    movie: Column[MovieRow]
    person: Column[PersonRow]
    credited_name: Column[Name | None]
    gender: Column[Gender | None]
    profile_path: Column[ImagePath | None]
    cast_id: Column[TmdbId | None]
    character: Column[Name | None]
    order: Column[Position]


class CrewCredits(Table[CrewRow], name="crew", row=CrewRow, key="credit_id"):
    """Credits of the crew, in the order of the source within a film.

    Gender and profile path are those of the credit; `credited_name` is null if it is the name of
    the person.
    """

    credit_id: Column[Code]
    movie: Column[MovieRow]
    person: Column[PersonRow]
    credited_name: Column[Name | None]
    gender: Column[Gender | None]
    profile_path: Column[ImagePath | None]
    department: LabelColumn[Job]
    job: LabelColumn[Job]


class MovieTags(Table[MovieTagRow], name="movie_tags", row=MovieTagRow, key="movie"):
    """The tags of films; of a film the most relevant first, then those that most people gave.

    `relevance` is that of the tag genome, from 0.5 on, and null where the genome says less or
    nothing; `people` is how many gave the film the tag.
    """

    movie: Column[MovieRow]
    tag: Column[TagRow]
    relevance: Column[Relevance | None]
    people: Column[Count]


class LocalTitles(Table[LocalTitleRow], name="local_titles", row=LocalTitleRow, key="movie"):
    """Titles of films by country and language; of a film, the first that fits is the one to show.

    The language is that of the country, where the source says none and the country has one.
    """

    movie: Column[MovieRow]
    title: Column[Name]
    country: Column[CountryRow | None]
    language: Column[LanguageRow | None]
    kind: Column[TitleKind | None]


class Ratings(Table[RatingRow], name="ratings", row=RatingRow, key="user"):
    """Ratings that users gave to films, 0.5 to 5 stars."""

    user: Column[UserId]
    movie: Column[MovieRow]
    rating: Column[Stars]
    rated_at: Column[Moment]


TABLES: tuple[type[Table[Any]], ...] = (
    Movies,
    Collections,
    Genres,
    Companies,
    Keywords,
    Tags,
    Countries,
    Languages,
    People,
    CastCredits,
    CrewCredits,
    MovieTags,
    LocalTitles,
    Ratings,
)

NAME_COLUMNS: dict[type[Table[Any]], tuple[str, ...]] = {
    Movies: ("title", "original_title"),
    Collections: ("name",),
    Genres: ("name_en", "name_es"),
    Companies: ("name",),
    Keywords: ("name",),
    Tags: ("name",),
    Countries: ("name_en", "name_es", "source_name"),
    Languages: ("name_en", "name_es", "source_name"),
    People: ("name",),
}
"""The columns with names of each table whose rows can be found by name."""
