"""The raw rows of one copy of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.data.source import Source, SourceMovie
from benchmarks.data.variation import Variation, keywords, later, mixed
from etl.sources.raw import METADATA

USERS, LENS = 1_000, 1_000_000
"""More than there are users in the source, and more than the largest number of MovieLens."""
CREDITS = 1_000_000_000
"""More credits than a copy has."""
MIX = 0x9E3779B97F4A7C15F39CC061
"""An odd number: its multiples are all different in the last 96 bits, and look like ids."""


class RowCopy:
    """The rows of one copy of a source.

    Parameters
    ----------
    copy
        Its number, from 1 on.
    movies
        So many of the films at the most.
    """

    def __init__(self, source: Source, copy: int, movies: int) -> None:
        self._source, self._copy = source, copy
        self._movies = source.movies[:movies]
        self._variation = Variation(copy, len(source.movies))
        self._credits = copy * CREDITS
        self._people: dict[int, tuple[int, str]] = {}

    def rows(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """Each row, after the name of its file."""
        for at, movie in enumerate(self._movies):
            id = self._source.movie_ids.of(movie.id, self._copy)
            yield "movies_metadata.csv", self._metadata(at, movie, id)
            cast = self._cast(at, movie)
            crew = [self._crew(one) for one in movie.crew]
            yield "credits.csv", (id, f"[{', '.join(cast)}]", f"[{', '.join(crew)}]")
            both = keywords(movie.keywords, self._partner(at).keywords)
            words = [self._word(number, name) for number, name in both]
            yield "keywords.csv", (id, f"[{', '.join(words)}]")
        yield from self._ratings()

    def _metadata(self, at: int, movie: SourceMovie, id: int) -> list[Any]:
        factor, partner, names = self._variation.factors[at], self._partner(at), self._source.names
        cells = dict(movie.cells)
        title = names["titles"].of(cells["title"] or "", movie.id, self._copy)
        cells.update(
            id=str(id),
            imdb_id=_imdb_id(id),
            title=title,
            original_title=title,
            overview=mixed(
                cells["overview"] or "", partner.cells["overview"] or "", self._variation.shares[at]
            ),
            release_date=later(cells["release_date"] or "", self._variation.years[at]),
            production_companies=repr([self._named("companies", one) for one in movie.companies]),
        )
        if movie.collection:
            cells["belongs_to_collection"] = repr(self._named("collections", movie.collection))
        for name in ("popularity", "vote_count", "budget", "revenue"):
            if (cells[name] or "").replace(".", "", 1).isdecimal():
                value = float(cells[name] or 0) * factor
                cells[name] = f"{value:.6f}" if name == "popularity" else str(int(value))
        return [cells[name] for name in METADATA]

    def _partner(self, at: int) -> SourceMovie:
        return self._source.movies[self._variation.partners[at]]

    def _named(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        number = thing["id"]
        name = self._source.names[kind].of(thing["name"], number, self._copy)
        return {**thing, "name": name, "id": self._source.ids[kind].of(number, self._copy)}

    def _word(self, number: int, name: str) -> str:
        if number % 2:
            number, name = self._source.keyword_ids.of(number, self._copy), f"{name} {self._copy}"
        return f"{{'id': {number}, 'name': {name!r}}}"

    def _cast(self, at: int, movie: SourceMovie) -> list[str]:
        cast, length = movie.cast, self._variation.casts[at]
        if len(cast) < length:
            cast = list(cast)
            movies, begin = self._source.movies, movie.id
            while len(cast) < length:
                begin += 1
                cast += movies[begin * 31 % len(movies)].cast or movies[0].cast
            del cast[length:]
        return [self._part(order, one) for order, one in enumerate(cast)]

    def _part(self, order: int, one: dict[str, Any]) -> str:
        id, name = self._person(one)
        return (
            f"{{'cast_id': {order + 1}, 'character': {one['character']!r}, 'credit_id': "
            f"'{self._credit_id()}', 'gender': {one['gender']}, 'id': {id}, 'name': {name}, "
            f"'order': {order}, 'profile_path': {one['profile_path']!r}}}"
        )

    def _crew(self, one: dict[str, Any]) -> str:
        id, name = self._person(one)
        return (
            f"{{'credit_id': '{self._credit_id()}', 'department': {one['department']!r}, "
            f"'gender': {one['gender']}, 'id': {id}, 'job': {one['job']!r}, 'name': {name}, "
            f"'profile_path': {one['profile_path']!r}}}"
        )

    def _person(self, one: dict[str, Any]) -> tuple[int, str]:
        """The number of the copy of a person, and its name as a Python literal."""
        number = one["id"]
        if number not in self._people:
            name = self._source.names["people"].of(one["name"], number, self._copy)
            self._people[number] = (self._source.ids["people"].of(number, self._copy), repr(name))
        return self._people[number]

    def _credit_id(self) -> str:
        self._credits += 1
        return f"{self._credits * MIX % 2**96:024x}"

    def _ratings(self) -> Iterator[tuple[str, Sequence[Any]]]:
        lens, ids = self._copy * LENS, {movie.id for movie in self._movies}
        known = set()
        for row in self._source.rows.get("links.csv", []):
            if (row["tmdbId"] or "").isdecimal() and int(row["tmdbId"] or 0) in ids:
                known.add(row["movieId"])
                id = self._source.movie_ids.of(int(row["tmdbId"] or 0), self._copy)
                lens_id = int(row["movieId"] or 0) + lens
                yield "links.csv", (lens_id, _imdb_id(id).removeprefix("tt"), id)
        for row in self._source.rows.get("ratings.csv", []):
            if row["movieId"] in known:
                user, movie = int(row["userId"] or 0), int(row["movieId"] or 0)
                stars = (row["rating"], row["timestamp"])
                yield "ratings.csv", (user + self._copy * USERS, movie + lens, *stars)


def _imdb_id(id: int) -> str:
    """An IMDb id that no film has, for the film of this number."""
    return f"tt{10_000_000 + id:08}"
