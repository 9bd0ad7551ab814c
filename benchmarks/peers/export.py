"""The catalog as files that the peers read: the same films, the same orders, the same scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from catalog.catalog import Catalog
from catalog.enums import Basis
from catalog.lists.orders import order
from catalog.storage.columns import Column
from catalog.storage.snapshot import Snapshot

NEAREST = 10
"""Neighbors of each film that peers know."""


def export(snapshot: Snapshot, folder: Path) -> None:
    """Write the catalog into a folder, one JSON file a table.

    Each file holds an object with a list for each column; what refers to a row of another table is
    the number of that row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in tables(snapshot):
        (folder / f"{name}.json").write_bytes(orjson.dumps(columns))


def tables(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each table: its name, and its columns by name."""
    catalog = Catalog(snapshot)
    movies = catalog.movies
    yield (
        "genres",
        {"tmdbId": _cells(catalog.genres.tmdb_id), "name": _cells(catalog.genres.name_en)},
    )
    yield (
        "companies",
        {"tmdbId": _cells(catalog.companies.tmdb_id), "name": _cells(catalog.companies.name)},
    )
    yield "people", {"tmdbId": _cells(catalog.people.tmdb_id), "name": _cells(catalog.people.name)}
    yield (
        "cast",
        {
            "movie": _cells(catalog.cast.movie),
            "person": _cells(catalog.cast.person),
            "character": _cells(catalog.cast.character),
        },
    )
    yield "neighbors", _neighbors(snapshot)
    popular = order(movies.popularity, -1)
    yield (
        "movies",
        {
            "tmdbId": _cells(movies.tmdb_id),
            "imdbId": _cells(movies.imdb_id),
            "title": _cells(movies.title),
            "year": _cells(movies.release_year),
            "released": movies.release_date.values.astype("datetime64[D]").astype(int).tolist(),
            "runtime": _cells(movies.runtime),
            "overview": _cells(movies.overview),
            "tagline": _cells(movies.tagline),
            "popularity": _cells(movies.popularity),
            "voteCount": _cells(movies.vote_count),
            "voteAverage": _cells(movies.vote_average),
            "adult": movies.adult.values.tolist(),
            "genres": movies.genres.lists(),
            "companies": movies.companies.lists(),
            "directors": movies.directors.lists(),
            "visible": np.flatnonzero(~movies.adult.values).tolist(),
            "byPopularity": popular[~movies.adult.values[popular]].tolist(),
            "ofPeople": _newest_first(catalog),
        },
    )


def _newest_first(catalog: Catalog) -> list[list[int]]:
    """The visible films of each person, the latest first and ties by row."""
    released = catalog.movies.release_date.values.astype(np.int64)
    visible = ~catalog.movies.adult.values
    lists = []
    for movies in catalog.people.movies.lists():
        rows = np.array(movies, dtype=np.int64)
        rows = np.sort(rows[visible[rows]])
        lists.append(rows[np.argsort(-released[rows], kind="stable")].tolist())
    return lists


def _neighbors(snapshot: Snapshot) -> dict[str, Any]:
    """The nearest films of each film and their scores; fewer where no more are alike."""
    arrays = snapshot.arrays(f"neighbors-{Basis.CONTENT.value}")
    rows = arrays["rows"][:, :NEAREST].tolist()
    scores = arrays["scores"][:, :NEAREST].astype(np.float64).tolist()
    counts = (arrays["rows"][:, :NEAREST] >= 0).sum(axis=1).tolist()
    return {
        "rows": [near[:count] for near, count in zip(rows, counts, strict=True)],
        "scores": [score[:count] for score, count in zip(scores, counts, strict=True)],
    }


def _cells(column: Column[Any]) -> list[Any]:
    return [column[row] for row in range(len(column))]
