"""Small catalogs made at random, and beside each what its films are in plain Python."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data.rows import Row
from catalog.catalog import Catalog
from catalog.enums import MovieStatus
from tests.support import builders

GENRES = {18: "Drama", 80: "Crime", 35: "Comedy"}
COMPANIES = {1: "Acme", 2: "ACME", 3: "42", 4: "Éclair"}
COLLECTIONS = {7: "The Set", 8: "Another Set"}
KEYWORDS = {5: "heist", 6: "dog"}
TAGS = {"slow": "Slow", "dark comedy": "dark comedies"}
"""Tags, and how some write them."""
COUNTRIES = {"ES": "Spain", "US": "United States", "FR": "France"}
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French"}
PEOPLE = {11: "Ann", 12: "Ann", 13: "Bob", 14: "Cleo"}
"""By number or code; Acme and Ann have two bearers each."""
JOBS = ("Director", "Screenplay", "Producer", "Director of Photography")


@dataclass(frozen=True)
class Facts:
    """A film as a test sees it; what it has many of is a set of ids."""

    id: int
    title: str
    day: date
    adult: bool
    votes: int
    average: float | None
    popularity: float | None
    runtime: int | None
    budget: float | None
    revenue: float | None
    status: MovieStatus | None
    poster: str | None
    language: str | None
    collection: int | None
    genres: frozenset[int]
    companies: frozenset[int]
    countries: frozenset[str]
    keywords: frozenset[int]
    tags: frozenset[str]
    cast: frozenset[int]
    crew: frozenset[tuple[int, str]]

    @property
    def return_ratio(self) -> float | None:
        """Revenue over a plausible budget."""
        if self.budget is None or self.revenue is None or self.budget < 1000:
            return None
        return self.revenue / self.budget


class Small(NamedTuple):
    """A catalog and its films by row number."""

    catalog: Catalog
    films: list[Facts]

    def __repr__(self) -> str:
        return f"<{len(self.films)} films>"


def small(folder: Path, seed: int, count: int) -> Small:
    """A catalog of `count` films; the same seed gives the same films."""
    chance = random.Random(seed)
    films = [_facts(chance, number) for number in range(1, count + 1)]
    made = builders.catalog(
        folder,
        *(_film(facts) for facts in chance.sample(films, count)),
        credits=[_credits(facts) for facts in films],
        keywords=[
            {"id": str(f.id), "keywords": repr(_things(KEYWORDS, f.keywords))} for f in films
        ],
        links=[{"movieId": str(f.id), "tmdbId": str(f.id)} for f in films],
        tags=[row for f in films for tag in sorted(f.tags) for row in _given(f.id, tag)],
    )
    return Small(made, films)


def _facts(chance: random.Random, number: int) -> Facts:
    def maybe(*values: Any) -> Any:
        return chance.choice([None, *values])

    def some(things: Any) -> frozenset[Any]:
        return frozenset(chance.sample(sorted(things), chance.choice([0, 1, 1, 2])))

    votes = chance.choice([0, 1, 50, 2000])
    jobs = [(person, job) for person in PEOPLE for job in JOBS]
    return Facts(
        id=number,
        title=chance.choice(["Heat", "The Heat", "Cold", "Zoo", "Älg", "A Dog"]),
        day=date(1999, 12, 30) + timedelta(days=chance.choice([0, 1, 400, 3000, 4000])),
        adult=chance.random() < 0.15,
        votes=votes,
        average=chance.choice([5.5, 7.0, 9.9]) if votes else None,
        popularity=maybe(0.5, 3.0, 8.25),
        runtime=maybe(80, 90, 120),
        budget=maybe(500.0, 2000.0, 5e6),
        revenue=maybe(1000.0, 4000.0, 3e9),
        status=maybe(*MovieStatus),
        poster=maybe("/p.jpg"),
        language=maybe(*LANGUAGES),
        collection=maybe(*COLLECTIONS),
        genres=some(GENRES),
        companies=some(COMPANIES),
        countries=some(COUNTRIES),
        keywords=some(KEYWORDS),
        tags=some(TAGS),
        cast=some(PEOPLE),
        crew=some(jobs),
    )


def _given(id: int, tag: str) -> list[Row]:
    """The rows of three people who gave a film a tag."""
    return [
        {"userId": str(user), "movieId": str(id), "tag": text, "timestamp": "1"}
        for user, text in enumerate((tag, tag, TAGS[tag]), 1)
    ]


def _things(names: dict[Any, str], ids: frozenset[Any]) -> list[dict[str, Any]]:
    return [{"id": id, "name": names[id]} for id in sorted(ids)]


def _film(facts: Facts) -> Row:
    def text(number: float | None) -> str | None:
        return None if number is None else str(number)

    collection = frozenset() if facts.collection is None else frozenset([facts.collection])
    return builders.film(
        facts.id,
        facts.title,
        release_date=facts.day.isoformat(),
        adult=str(facts.adult),
        vote_count=str(facts.votes),
        vote_average=text(facts.average),
        popularity=text(facts.popularity),
        runtime=text(facts.runtime),
        budget=None if facts.budget is None else str(int(facts.budget)),
        revenue=None if facts.revenue is None else str(int(facts.revenue)),
        status=facts.status and facts.status.value,
        poster_path=facts.poster,
        original_language=facts.language,
        belongs_to_collection=next(iter(_things(COLLECTIONS, collection)), None),
        genres=_things(GENRES, facts.genres),
        production_companies=_things(COMPANIES, facts.companies),
        production_countries=[
            {"iso_3166_1": code, "name": COUNTRIES[code]} for code in sorted(facts.countries)
        ],
        spoken_languages=[{"iso_639_1": code, "name": name} for code, name in LANGUAGES.items()],
    )


def _credits(facts: Facts) -> Row:
    return builders.credits_of(
        facts.id,
        [
            builders.cast_credit(
                person, PEOPLE[person], order=order, credit_id=f"{facts.id} {person}"
            )
            for order, person in enumerate(sorted(facts.cast))
        ],
        [
            builders.crew_credit(
                person, PEOPLE[person], job=job, credit_id=f"{facts.id} {person} {job}"
            )
            for person, job in sorted(facts.crew)
        ],
    )
