"""Movie: a table of contents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import DatePrecision, MovieStatus
from resolvers import movie
from schema.cast import Cast
from schema.collection import Collection
from schema.company import Company
from schema.country import Country
from schema.crew import Crew
from schema.fields import backed_by, column, resolved
from schema.genre import Genre
from schema.keyword import Keyword
from schema.language import Language
from schema.node import Node
from schema.person import Person

if TYPE_CHECKING:
    from schema.similar_movie import SimilarMovie


@strawberry.type(description="A film.")
@backed_by(tables.Movies)
class Movie(Node):
    """A film."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int = column(description="TMDB's number of the film.")
    imdb_id: str | None = column(description="IMDb's id of the film, e.g. `tt0113277`.")
    title: str = column(description="English title.")
    original_title: str | None = column(description="Title in the original language.")
    year: int | None = column("release_year", description="Year of release.")
    release_date: date | None = column(description="Day of first release.")
    date_precision: DatePrecision | None = column(
        description='`YEAR` marks a 1 January that stands for "some day that year".'
    )
    status: MovieStatus | None = column(description="How far the film has come.")
    overview: str | None = column(description="What happens, in a few sentences.")
    tagline: str | None = column(description="The line on the poster.")
    homepage: str | None = column(description="Address of the film's own site.")
    runtime: int | None = column(description="Minutes. Null when unknown, never 0.")
    adult: bool = column(description="Whether it is for adults only; such films are in no list.")
    poster_url: str | None = resolved(
        by=movie.poster_url, description="Address of the poster. Null when there is none."
    )
    genres: list[Genre] = column(description="Genres; at most a handful.")
    companies: list[Company] = column(description="Production companies; seldom over five.")
    collection: Collection | None = column(description="The franchise or series it belongs to.")
    keywords: list[Keyword] = column(description="Plot keywords; seldom over fifteen.")
    countries: list[Country] = column(description="Production countries; seldom over three.")
    original_language: Language | None = column(description="The language it was made in.")
    spoken_languages: list[Language] = column(description="Languages that are spoken in it.")
    cast: list[Cast] = resolved(by=movie.cast, description="Billing order.")
    cast_count: int = column(description="How many parts there are in the cast.")
    crew: list[Crew] = resolved(by=movie.crew, description="The crew, or a part of it.")
    crew_count: int = column(description="How many jobs there are in the crew.")
    directors: list[Person] = column(description="People whose job is exactly `Director`.")
    popularity: float | None = column(description="TMDB's popularity; open-ended.")
    vote_count: int = column(description="How many votes there are.")
    vote_average: float | None = resolved(
        by=movie.vote_average, description="Mean vote, 0–10. Null below `minVotes`."
    )
    weighted_rating: float | None = column(
        description="Vote mean pulled towards the catalog's mean until there are enough votes."
    )
    budget: float | None = column(
        description="US dollars; null when unknown, never 0. "
        "Float because Avatar's gross does not fit a 32-bit Int."
    )
    revenue: float | None = column(description="US dollars; null when unknown, never 0.")
    return_ratio: float | None = column(
        description="revenue / budget. Null unless both are known and the budget is plausible."
    )
    similar: list[Annotated[SimilarMovie, strawberry.lazy("schema.similar_movie")]] | None = (
        resolved(
            by=movie.similar,
            description="The films most like it, nearest first.",
            slow=("exclude", "where", "tuning"),
        )
    )
