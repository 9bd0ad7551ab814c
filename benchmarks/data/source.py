"""The films of a source, as what copies of them are made of."""

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


class Film(NamedTuple):
    """A film of the source, its nested cells parsed."""

    id: int
    cells: Cells
    cast: Records
    crew: Records
    keywords: list[tuple[int, str]]
    companies: Records
    collection: dict[str, Any] | None


class Source:
    """What copies are made of: the films of a source whose id, title and date can be read."""

    def __init__(self, where: Path) -> None:
        files = Files.open(where)
        self.rows = {
            name: list(_rows(files, found, columns))
            for name, columns in HEADERS.items()
            for found in (name, name.replace("ratings", "ratings_small"))
            if found in files
        }
        credits, words = (
            {row["id"]: row for row in reversed(self.rows.get(name, []))}
            for name in ("credits.csv", "keywords.csv")
        )
        sound = {
            row["id"]: row
            for row in self.rows["movies_metadata.csv"]
            if (row["id"] or "").isdecimal()
            and row["title"]
            and DAY.match(row["release_date"] or "")
        }
        self.films = [
            _film(row, credits.get(id, {}), words.get(id, {})) for id, row in sound.items() if id
        ]
        everybody = [one for film in self.films for one in (*film.cast, *film.crew)]
        companies = [one for film in self.films for one in film.companies]
        sets = [film.collection for film in self.films if film.collection]
        self.movie_ids = Ids(film.id for film in self.films)
        self.ids = {
            kind: Ids(one["id"] for one in things)
            for kind, things in (("people", everybody), ("companies", companies), ("sets", sets))
        }
        self.words = Ids(number for film in self.films for number, _ in film.keywords)
        self.names = {
            "people": Names(sorted({one["name"] for one in everybody})),
            "companies": Names(sorted({one["name"] for one in companies})),
            "sets": Names(sorted({one["name"] for one in sets})),
            "titles": Names(sorted({film.cells["title"] or "" for film in self.films})),
        }


def _rows(files: Files, name: str, columns: Sequence[str]) -> Iterator[Cells]:
    for piece in files.read(name, columns):
        yield from piece().select(columns).iter_rows(named=True)


def _film(cells: Cells, credits: Mapping[str, Any], words: Mapping[str, Any]) -> Film:
    collection = _records(cells["belongs_to_collection"])
    return Film(
        int(cells["id"] or 0),
        cells,
        _records(credits.get("cast")),
        _records(credits.get("crew")),
        [(one["id"], one["name"]) for one in _records(words.get("keywords"))],
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
