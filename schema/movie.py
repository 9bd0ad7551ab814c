"""Movie: a film."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from catalog import tables
from catalog.enums import DatePrecision, MovieStatus
from resolvers import field_costs, movie
from schema.cast import Cast
from schema.collection import Collection
from schema.company import Company
from schema.country import Country
from schema.crew import Crew
from schema.fields import backed_by, column, resolved
from schema.genre import Genre
from schema.keyword import Keyword
from schema.language import Language
from schema.local_title import LocalTitle
from schema.movie_tag import MovieTag
from schema.node import Node
from schema.person import Person

if TYPE_CHECKING:
    from schema.similar_movie import SimilarMovie


@strawberry.type(description="A film.")
@backed_by(tables.Movies)
class Movie(Node):
    """A film."""

    id: strawberry.ID = column(description="Global id.")
    tmdb_id: int | None = column(
        description="TMDB's number of the film. Null where no source has it."
    )
    imdb_id: str | None = column(description="IMDb's id of the film, e.g. `tt0113277`.")
    title: str = resolved(
        by=movie.title,
        description="Title in English; or with `lang` or `country`, the title there, as far as it "
        "is known.",
        arguments={
            "lang": "A language, as an ISO 639-1 code: `es`.",
            "country": "A country, as an ISO 3166-1 code: `MX`. Its title comes before those of "
            "other countries; with `lang` only if it is in that language.",
        },
        default_column="title",
        work=field_costs.title,
    )
    original_title: str | None = column(description="Title in the original language.")
    titles: list[LocalTitle] = resolved(
        by=movie.titles,
        description="Titles by country and language, the ones to show first; a popular film may "
        "have a hundred. None where no source has any.",
        arguments={
            "lang": "Only in this language, as an ISO 639-1 code: `es`.",
            "country": "Only in this country, as an ISO 3166-1 code: `MX`.",
        },
        size=("first",),
    )
    year: int | None = column("release_year", description="Year of release.")
    release_date: date | None = column(description="Date of the first release.")
    date_precision: DatePrecision | None = column(
        description="How precise `releaseDate` is; with `YEAR` it is 1 January."
    )
    status: MovieStatus | None = column(description="Production status.")
    overview: str | None = column(
        description="What the film is about, in a few sentences.", size=320
    )
    tagline: str | None = column(description="Tagline, as on the poster.")
    homepage: str | None = column(description="URL of the film's own website.")
    runtime: int | None = column(description="Runtime in minutes. Null when unknown, never 0.")
    adult: bool = column(
        description="Whether it is an adult film; lists leave these out unless asked to include "
        "them."
    )
    poster_url: str | None = resolved(
        by=movie.poster_url, description="URL of the poster. Null when there is none.", size=60
    )
    genres: list[Genre] = column(description="Genres; a handful at most.", size=4)
    companies: list[Company] = column(
        description="Production companies; rarely more than five.", size=5
    )
    collection: Collection | None = column(
        description="The franchise or series that it belongs to."
    )
    keywords: list[Keyword] = column(
        description="Plot keywords; rarely more than fifteen.", size=15
    )
    tags: list[MovieTag] = resolved(
        by=movie.tags,
        description="Tags, the most relevant first, then those that most people gave. None unless "
        "the catalog was built with MovieLens.",
        size=("first",),
    )
    countries: list[Country] = column(
        description="Production countries; rarely more than three.", size=3
    )
    original_language: Language | None = column(description="The language that it was made in.")
    spoken_languages: list[Language] = column(description="Languages spoken in it.", size=3)
    cast: list[Cast] = resolved(
        by=movie.cast, description="Cast credits, in billing order.", size=("first",)
    )
    cast_count: int = column(description="Number of cast credits.")
    crew: list[Crew] = resolved(
        by=movie.crew,
        description="Crew credits: all, or those of one department or job.",
        size=("first",),
    )
    crew_count: int = column(description="Number of crew credits.")
    directors: list[Person] = column(description="People with exactly the job `Director`.", size=2)
    popularity: float | None = column(description="TMDB's popularity score; it has no upper limit.")
    vote_count: int = column(description="Number of votes.")
    vote_average: float | None = resolved(
        by=movie.vote_average, description="Mean vote, 0–10. Null with fewer than `minVotes` votes."
    )
    weighted_rating: float | None = column(
        description="Mean vote, 0–10, drawn towards the mean of the catalog when votes are few."
    )
    budget: float | None = column(
        description="Budget in US dollars. Null when unknown, never 0. "
        "A Float, as `revenue` is: that of Avatar does not fit into a 32-bit Int."
    )
    revenue: float | None = column(description="Revenue in US dollars. Null when unknown, never 0.")
    return_ratio: float | None = column(
        description="Revenue divided by budget. Null unless both are known and the budget is "
        "plausible."
    )
    similar: list[Annotated[SimilarMovie, strawberry.lazy("schema.similar_movie")]] | None = (
        resolved(
            by=movie.similar,
            description="The most similar films, nearest first.",
            size=("k",),
            work=field_costs.similar,
        )
    )
