"""The five queries that every server answers, and the values of their variables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from catalog.catalog import Catalog
from catalog.rows import MovieRow

Variables = Mapping[str, Any]

MOST_VALUES = 4_000
FULL_CAST, LONG_LIST, LONG_CAREER = 10, 20, 20
"""Least credits of a film in Q1, films of a list in Q2, and films of a person in Q4."""
KNOWN = 10
"""Votes from which on somebody might look for a film by its title."""

DETAIL = """query Detail($id: ID!) { movie(id: $id) { tmdbId imdbId title year runtime overview
  tagline popularity voteCount voteAverage genres { name } companies { name }
  cast(first: 10) { character person { tmdbId name } } directors { name } } }"""
LIST = """query List($genre: String!, $year: Int!, $first: Int!) {
  movies(where: {genres: {any: [$genre]}, year: {min: $year, max: $year}}, first: $first) {
    nodes { tmdbId title year runtime voteCount popularity genres { name } } } }"""
SIMILAR = """query Similar($title: String!) { similarMovies(title: $title, k: 10) {
  results { score movie { title year genres { name } } } } }"""
NESTED = """query Nested($id: ID!, $first: Int!) { person(id: $id) { name movies(first: $first) {
  nodes { title year cast(first: 10) { character person { name } } genres { name } } } } }"""
NOTHING = "{ __typename }"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the values of its variables, in a shuffled order that is always the same."""

    name: str
    title: str
    text: str
    values: Sequence[Variables]


def workload(catalog: Catalog) -> list[Query]:
    """The five queries with up to `MOST_VALUES` values each, all from the catalog."""
    return [
        Query("Q1", "detail of a film", DETAIL, some(_films(catalog))),
        Query("Q2", "50 films of a genre and year", LIST, some(lists(catalog, LONG_LIST, 50))),
        Query("Q3", "10 similar films by title", SIMILAR, some(_titles(catalog))),
        Query("Q4", "20 films of a person, casts", NESTED, some(careers(catalog, 20))),
        Query("Q5", "__typename", NOTHING, [{}]),
    ]


def lists(catalog: Catalog, least: int, first: int) -> Iterator[Variables]:
    """Each genre and year that have `least` films or more."""
    movies = catalog.movies
    counts = Counter(
        (genre, movies.release_year[row])
        for row in np.flatnonzero(~movies.adult.values).tolist()
        for genre in movies.genres[row]
    )
    most = max(counts.values(), default=0)
    for (genre, year), count in sorted(counts.items()):
        if count >= min(least, most):
            yield {"genre": catalog.genres.name_en[genre], "year": year, "first": first}


def careers(catalog: Catalog, first: int) -> Iterator[Variables]:
    """Each person with `LONG_CAREER` films or more."""
    counts = catalog.people.movie_count.values
    least = min(LONG_CAREER, int(counts.max(initial=0)))
    for row in np.flatnonzero(counts >= least).tolist():
        yield {"id": str(catalog.people.tmdb_id[row]), "first": first}


def _films(catalog: Catalog) -> Iterator[Variables]:
    movies = catalog.movies
    counts = np.where(~movies.adult.values, movies.cast_count.values, 0)
    for row in np.flatnonzero(counts >= min(FULL_CAST, counts.max(initial=0))).tolist():
        yield {"id": str(movies.tmdb_id[row])}


def _titles(catalog: Catalog) -> Iterator[Variables]:
    """Titles of known films which mean the film of that title with most votes.

    Titles that mean a film of another title, since that is far more famous, are left out: peers
    know nothing of it.
    """
    movies = catalog.movies
    best: dict[str, MovieRow] = {}
    for row in np.flatnonzero(~movies.adult.values).tolist():
        other = best.setdefault(movies.title[row], MovieRow(row))
        if movies.vote_count[row] > movies.vote_count[other]:
            best[movies.title[row]] = MovieRow(row)
    titles = [title for title, row in best.items() if movies.vote_count[row] >= KNOWN]
    for title in _shuffled(titles)[: MOST_VALUES + MOST_VALUES // 4]:
        if catalog.titles.match(title).movie == best[title]:
            yield {"title": title}


def some(values: Iterator[Variables]) -> list[Variables]:
    """At most `MOST_VALUES` of the values, shuffled, always the same way."""
    return _shuffled(list(values))[:MOST_VALUES]


def _shuffled(values: list[Any]) -> list[Any]:
    random.Random(0).shuffle(values)  # noqa: S311  # the same values each time
    return values
