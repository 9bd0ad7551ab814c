"""The raw rows of one copy of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.data.source import Film, Source
from benchmarks.data.variation import Chance, keywords, later, mixed
from etl.sources.raw import METADATA

WHOLE = 0.1
"""Share of the films that have a whole cast."""
USERS, LENS = 1_000, 1_000_000
"""More than the source has of users, and of numbers of MovieLens."""
CREDITS = 1_000_000_000
"""More than a copy has."""
MIX = 0x9E3779B97F4A7C15F39CC061
"""An odd number: its multiples are all different in the last 96 bits, and look like ids."""


class Copy:
    """The rows of one copy of a source."""

    def __init__(self, source: Source, copy: int, films: int) -> None:
        self._of, self._copy, self._films = source, copy, films
        self._chance = Chance(copy, len(source.films), WHOLE)
        self._credits = copy * CREDITS
        self._people: dict[int, tuple[int, str]] = {}

    def rows(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """Each row with the name of its file."""
        for at, film in enumerate(self._of.films[: self._films]):
            id = self._of.movie_ids.of(film.id, self._copy)
            yield "movies_metadata.csv", self._metadata(at, film, id)
            cast = self._cast(at, film)
            crew = [self._crew(one) for one in film.crew]
            yield "credits.csv", (id, f"[{', '.join(cast)}]", f"[{', '.join(crew)}]")
            both = keywords(film.keywords, self._partner(at).keywords)
            words = [self._word(number, name) for number, name in both]
            yield "keywords.csv", (id, f"[{', '.join(words)}]")
        yield from self._ratings()

    def _metadata(self, at: int, film: Film, id: int) -> list[Any]:
        factor, partner, names = self._chance.factors[at], self._partner(at), self._of.names
        cells = dict(film.cells)
        title = names["titles"].of(cells["title"] or "", film.id, self._copy)
        cells.update(
            id=str(id),
            imdb_id=f"tt{10_000_000 + id:08}",
            title=title,
            original_title=title,
            overview=mixed(
                cells["overview"] or "", partner.cells["overview"] or "", self._chance.shares[at]
            ),
            release_date=later(cells["release_date"] or "", self._chance.years[at]),
            production_companies=repr([self._named("companies", one) for one in film.companies]),
        )
        if film.collection:
            cells["belongs_to_collection"] = repr(self._named("sets", film.collection))
        for name in ("popularity", "vote_count", "budget", "revenue"):
            if (cells[name] or "").replace(".", "", 1).isdecimal():
                value = float(cells[name] or 0) * factor
                cells[name] = f"{value:.6f}" if name == "popularity" else str(int(value))
        return [cells[name] for name in METADATA]

    def _partner(self, at: int) -> Film:
        return self._of.films[self._chance.partners[at]]

    def _named(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        number = thing["id"]
        name = self._of.names[kind].of(thing["name"], number, self._copy)
        return {**thing, "name": name, "id": self._of.ids[kind].of(number, self._copy)}

    def _word(self, number: int, name: str) -> str:
        if number % 2:
            number, name = self._of.words.of(number, self._copy), f"{name} {self._copy}"
        return f"{{'id': {number}, 'name': {name!r}}}"

    def _cast(self, at: int, film: Film) -> list[str]:
        cast, length = film.cast, self._chance.casts[at]
        if len(cast) < length:
            cast = list(cast)
            films, begin = self._of.films, film.id
            while len(cast) < length:
                begin += 1
                cast += films[begin * 31 % len(films)].cast or films[0].cast
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
        """The number of a person's copy, and its name as a literal."""
        number = one["id"]
        if number not in self._people:
            name = self._of.names["people"].of(one["name"], number, self._copy)
            self._people[number] = (self._of.ids["people"].of(number, self._copy), repr(name))
        return self._people[number]

    def _credit_id(self) -> str:
        self._credits += 1
        return f"{self._credits * MIX % 2**96:024x}"

    def _ratings(self) -> Iterator[tuple[str, Sequence[Any]]]:
        lens, films = self._copy * LENS, {film.id for film in self._of.films[: self._films]}
        known = set()
        for row in self._of.rows.get("links.csv", []):
            if (row["tmdbId"] or "").isdecimal() and int(row["tmdbId"] or 0) in films:
                known.add(row["movieId"])
                id = self._of.movie_ids.of(int(row["tmdbId"] or 0), self._copy)
                yield "links.csv", (int(row["movieId"] or 0) + lens, id)
        for row in self._of.rows.get("ratings.csv", []):
            if row["movieId"] in known:
                user, movie = int(row["userId"] or 0), int(row["movieId"] or 0)
                stars = (row["rating"], row["timestamp"])
                yield "ratings.csv", (user + self._copy * USERS, movie + lens, *stars)
