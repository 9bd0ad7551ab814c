"""Query: the fields that every query starts from."""

from __future__ import annotations

import strawberry

from resolvers import field_costs, query
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


@strawberry.type(description="The fields that every query starts from.")
class Query:
    """The fields that every query starts from."""

    movie: Movie | None = resolved(
        by=query.movie,
        description="One film. Give its `id` (a global id, a TMDB number, an IMDb id or an "
        'address at either: `603`, `"tt0133093"`), or a `title`, with a `year` if you like: that '
        "is the best match, and of equal ones the one with the most votes. Null if there is none.",
        work=field_costs.movie,
    )
    movies: MovieConnection | None = resolved(
        by=query.movies,
        description="Browse films. Filters, orders, pages, counts and groups can be combined "
        "freely.",
        size=("last", "first"),
        work=field_costs.movies,
    )
    similar_movies: SimilarMovies | None = resolved(
        by=query.similar_movies,
        description='The films most similar to the one called `title`. `"Batman (1989)"` or `year` '
        "chooses among films of the same title. `match` is the film that was chosen, with the "
        "alternatives. To start from an id, use `movie(id:) { similar }`.",
        size=("k",),
        work=field_costs.similar_movies,
    )
    recommend: list[SimilarMovie] | None = resolved(
        by=query.recommend,
        description="Films similar to all of `like`, and not to `unlike`.",
        size=("k",),
        work=field_costs.recommend,
    )
    search: list[SearchHit] | None = resolved(
        by=query.search,
        description="Search films, people, companies, collections and genres by name. Typos, "
        "missing accents and beginnings of names are fine, so it can answer while someone types. "
        "An IMDb id or an address at TMDB or IMDb finds what it names.",
        size=("first",),
        work=field_costs.search,
    )
    genres: list[Genre] = resolved(by=query.genres, description="Every genre, by name.", size=20)
    genre: Genre | None = resolved(
        by=query.genre, description="One genre, by id or by its English or Spanish name."
    )
    company: Company | None = resolved(
        by=query.company,
        description="One company, by id or name; of several with the name, the one with the most "
        "films.",
    )
    companies: CompanyConnection | None = resolved(
        by=query.companies,
        description="Production companies; by default those with the most films first.",
        arguments={"sort": "The order; ties are broken by id."},
        size=("first",),
        work=field_costs.companies,
    )
    person: Person | None = resolved(
        by=query.person,
        description="One person, by id or name; of several with the name, the one with the most "
        "films.",
    )
    people: PersonConnection | None = resolved(
        by=query.people,
        description="People; by default those with the most films first.",
        arguments={"sort": "The order; ties are broken by id."},
        size=("first",),
        work=field_costs.people,
    )
    collection: Collection | None = resolved(
        by=query.collection,
        description="One collection, by id or name, e.g. `Toy Story Collection`.",
    )
    countries: list[Country] = resolved(
        by=query.countries, description="Every country, by name.", size=160
    )
    languages: list[Language] = resolved(
        by=query.languages, description="Every language, by name.", size=90
    )
    catalog: Catalog = resolved(
        by=query.catalog,
        description="Totals, the data that the catalog was built from, and the model.",
    )
    nodes: list[Node | None] = resolved(
        by=query.nodes,
        description="The objects with these global ids, in their order, at most 100; null for an "
        "unknown id.",
        size=("ids",),
    )
    node: Node | None = resolved(
        by=query.node,
        description="The object with this global id.",
        arguments={"id": "A global id."},
    )
