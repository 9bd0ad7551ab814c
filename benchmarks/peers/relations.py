"""The exported catalog as rows of the tables in peers/postgresql.sql."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

Rows = Iterable[tuple[Any, ...]]
COLUMNS = ("tmdbId", "imdbId", "title", "year", "runtime", "overview", "tagline")
FIGURES = ("popularity", "voteCount", "voteAverage")


def relations(catalog: Path) -> Iterator[tuple[str, Rows]]:
    """Read what `export` has written, as rows of tables.

    Yields
    ------
    The name of each table and its rows, in the order in which foreign keys allow to fill them.
    """
    names = ("genres", "companies", "people", "cast", "neighbors", "movies")
    read: Mapping[str, Any] = {
        name: orjson.loads((catalog / f"{name}.json").read_bytes()) for name in names
    }
    movies, ids = read["movies"], read["movies"]["tmdbId"]
    id_of = {name: read[name]["tmdbId"] for name in ("genres", "companies", "people")}
    for name, own in id_of.items():
        yield name, zip(own, read[name]["name"], strict=True)
    yield "movies", zip(*(movies[name] for name in (*COLUMNS, *FIGURES)), strict=True)
    yield "movie_genres", _places(ids, movies["genres"], id_of["genres"])
    yield "movie_companies", _places(ids, movies["companies"], id_of["companies"])
    yield "movie_directors", _places(ids, movies["directors"], id_of["people"])
    cast = zip(
        read["cast"]["movie"], read["cast"]["person"], read["cast"]["character"], strict=True
    )
    yield (
        "cast_credits",
        ((ids[m], row, id_of["people"][p], text) for row, (m, p, text) in enumerate(cast)),
    )
    yield "person_films", _places(id_of["people"], movies["ofPeople"], ids)
    yield (
        "genre_films",
        (
            (id_of["genres"][genre], movies["year"][row], place, ids[row])
            for place, row in enumerate(movies["byPopularity"])
            for genre in movies["genres"][row]
        ),
    )
    yield "titles", _titles(movies)
    near = read["neighbors"]
    yield (
        "neighbors",
        (
            (ids[movie], rank, ids[row], score)
            for movie, (rows, scores) in enumerate(zip(near["rows"], near["scores"], strict=True))
            for rank, (row, score) in enumerate(zip(rows, scores, strict=True))
        ),
    )


def _places(owners: list[int], lists: list[list[int]], ids: list[int]) -> Rows:
    for owner, rows in zip(owners, lists, strict=True):
        for place, row in enumerate(rows):
            yield owner, place, ids[row]


def _titles(movies: Mapping[str, Any]) -> Rows:
    """Each title with the namesake that has most votes; of equals the first."""
    best: dict[str, int] = {}
    for row in movies["visible"]:
        other = best.setdefault(movies["title"][row], row)
        if movies["voteCount"][row] > movies["voteCount"][other]:
            best[movies["title"][row]] = row
    return ((title, movies["tmdbId"][row]) for title, row in best.items())
