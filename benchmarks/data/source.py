"""The films of a source, parsed to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data.variation import Ids, Names
from etl import nested
from etl.sources.files import Files
from etl.sources.raw import CREDITS, KEYWORDS, LINKS, METADATA, RATINGS

HEADERS = {
    "movies_metadata.csv": METADATA,
    "credits.csv": CREDITS,
    "keywords.csv": KEYWORDS,
    "links.csv": LINKS,
    "ratings.csv": RATINGS,
}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
Cells = dict[str, str | None]
Records = list[dict[str, Any]]


class SourceMovie(NamedTuple):
    """A film of the source, its nested cells parsed."""

    id: int
    cells: Cells
    cast: Records
    crew: Records
    keywords: list[tuple[int, str]]
    companies: Records
    collection: dict[str, Any] | None


class Source:
    """What copies are made of: the films of a source whose id, title and date can be read.

    Attributes
    ----------
    rows
        By the name of each file its rows, as they are.
    movies
        The films, their nested cells parsed.
    movie_ids, keyword_ids, ids
        Numbers for copies of films, of keywords, and of people, companies and collections.
    names
        Names for copies of people, companies and collections, and titles for films.
    """

    def __init__(self, origin: Path) -> None:
        files = Files.open(origin)
        self.rows = {
            name: list(_rows(files, found, columns))
            for name, columns in HEADERS.items()
            for found in (name, name.replace("ratings", "ratings_small"))
            if found in files
        }
        credits, keywords = (
            {row["id"]: row for row in reversed(self.rows.get(name, []))}
            for name in ("credits.csv", "keywords.csv")
        )
        readable = {
            row["id"]: row
            for row in self.rows["movies_metadata.csv"]
            if (row["id"] or "").isdecimal()
            and row["title"]
            and DAY.match(row["release_date"] or "")
        }
        self.movies = [
            _movie(row, credits.get(id, {}), keywords.get(id, {}))
            for id, row in readable.items()
            if id
        ]
        everybody = [one for movie in self.movies for one in (*movie.cast, *movie.crew)]
        companies = [one for movie in self.movies for one in movie.companies]
        collections = [movie.collection for movie in self.movies if movie.collection]
        self.movie_ids = Ids(movie.id for movie in self.movies)
        named = {"people": everybody, "companies": companies, "collections": collections}
        self.ids = {kind: Ids(one["id"] for one in things) for kind, things in named.items()}
        self.keyword_ids = Ids(number for movie in self.movies for number, _ in movie.keywords)
        self.names = {
            kind: Names(sorted({one["name"] for one in things})) for kind, things in named.items()
        }
        titles = {movie.cells["title"] or "" for movie in self.movies}
        self.names["titles"] = Names(sorted(titles))


def _rows(files: Files, name: str, columns: Sequence[str]) -> Iterator[Cells]:
    for piece in files.read(name, columns):
        yield from piece().select(columns).iter_rows(named=True)


def _movie(cells: Cells, credits: Mapping[str, Any], keywords: Mapping[str, Any]) -> SourceMovie:
    collection = _records(cells["belongs_to_collection"])
    return SourceMovie(
        int(cells["id"] or 0),
        cells,
        _records(credits.get("cast")),
        _records(credits.get("crew")),
        [(one["id"], one["name"]) for one in _records(keywords.get("keywords"))],
        _records(cells["production_companies"]),
        collection[0] if collection else None,
    )


def _records(text: str | None) -> Records:
    """The records of a cell that have an id and a name."""
    found = nested.parse(text or "[]")
    found = [found] if isinstance(found, dict) else found if isinstance(found, list) else []
    return [
        one
        for one in found
        if isinstance(one, dict) and isinstance(one.get("id"), int) and one.get("name")
    ]
