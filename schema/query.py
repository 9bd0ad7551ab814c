"""Query: what can be asked."""

from __future__ import annotations

import strawberry

from resolvers import query
from schema.catalog import Catalog
from schema.collection import Collection
from schema.company import Company
from schema.company_connection import CompanyConnection
from schema.country import Country
from schema.fields import resolved
from schema.genre import Genre
from schema.language import Language
from schema.movie import Movie
from schema.movie_connection import MovieConnection
from schema.node import Node
from schema.person import Person
from schema.person_connection import PersonConnection
from schema.search_hit import SearchHit
from schema.similar_movie import SimilarMovie
from schema.similar_movies import SimilarMovies


@strawberry.type(description="What can be asked.")
class Query:
    """What can be asked."""

    movie: Movie | None = resolved(
        by=query.movie,
        description="One film. `id` takes a global id, a TMDB number or an IMDb id "
        '(`603`, `"tt0133093"`); or give `title` (+ `year`): the best match wins, '
        "most-voted first. Null if none.",
    )
    movies: MovieConnection | None = resolved(
        by=query.movies,
        description="Browse the catalog. Filters, sorting, paging, counts and groups all compose.",
        size=("last", "first"),
    )
    similar_movies: SimilarMovies | None = resolved(
        by=query.similar_movies,
        description='Films most like the one called `title` (KNN). `"Batman (1989)"` or `year` '
        "picks the film; the pick and the runners-up come back in `match`. "
        "To start from an id: `movie(id:) { similar }`.",
        slow=("exclude", "where", "tuning"),
        size=("k",),
    )
    recommend: list[SimilarMovie] | None = resolved(
        by=query.recommend,
        description="Films near every one of `like` and far from `unlike`.",
        slow=True,
        size=("k",),
    )
    search: list[SearchHit] | None = resolved(
        by=query.search,
        description="Typo- and accent-tolerant search over everything that has a name; "
        "results come while one types.",
        slow=True,
        size=("first",),
    )
    genres: list[Genre] = resolved(by=query.genres, description="Every genre, by name.", size=20)
    genre: Genre | None = resolved(
        by=query.genre, description="One genre, by id or by English or Spanish name."
    )
    company: Company | None = resolved(
        by=query.company, description="One company; of namesakes the one with most films."
    )
    companies: CompanyConnection | None = resolved(
        by=query.companies,
        description="Production companies, those with most films first.",
        arguments={"sort": "The order; ties go by id."},
        size=("first",),
    )
    person: Person | None = resolved(
        by=query.person, description="One person; of namesakes the one with most films."
    )
    people: PersonConnection | None = resolved(
        by=query.people,
        description="People, those with most films first.",
        arguments={"sort": "The order; ties go by id."},
        size=("first",),
    )
    collection: Collection | None = resolved(
        by=query.collection, description="One collection, e.g. `Toy Story Collection`."
    )
    countries: list[Country] = resolved(
        by=query.countries, description="Every country, by name.", size=160
    )
    languages: list[Language] = resolved(
        by=query.languages, description="Every language, by name.", size=90
    )
    catalog: Catalog = resolved(
        by=query.catalog,
        description="Counts over the whole catalog, and what it was built from.",
    )
    nodes: list[Node | None] = resolved(
        by=query.nodes,
        description="Whatever has these global ids, in their order, at most 100; null for unknown.",
        size=("ids",),
    )
    node: Node | None = resolved(
        by=query.node,
        description="Whatever has this global id.",
        arguments={"id": "A global id."},
    )
