"""A source with ratings: three kinds of films, each with its own audience, and an adult one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.data.rows import Row, csv_of
from etl.sources.raw import (
    CREDITS,
    GENOME_SCORES,
    GENOME_TAGS,
    KEYWORDS,
    LINKS,
    METADATA,
    RATINGS,
    TAGS,
)
from tests.support.builders import cast_credit, credits_of, crew_credit, film, folder_of

KINDS = ("Crime", "Music", "Western")
OF_A_KIND = 10
ADULT = 99
USERS = range(1, 25)
HELD_OUT = 16
"""Users after this one are asked about."""


def source(folder: Path, *, ratings: bool = True, tags: bool = False) -> Path:
    """Write the files; film 1 is "Crime 0", 11 "Music 0", 21 "Western 0"."""
    numbers = [(kind, number) for kind in range(len(KINDS)) for number in range(OF_A_KIND)]
    films = [_film(_id(kind, number), kind, number) for kind, number in numbers]
    films.append(_film(ADULT, 0, 5, title="Crime for Adults", adult="True"))
    files = {
        "movies_metadata.csv": csv_of(METADATA, films),
        "credits.csv": csv_of(CREDITS, [_credits(kind, number) for kind, number in numbers]),
        "keywords.csv": csv_of(KEYWORDS, [_keywords(kind, number) for kind, number in numbers]),
        "links.csv": csv_of(LINKS, [_link(int(str(each["id"]))) for each in films]),
    }
    if ratings:
        files["ratings.csv"] = csv_of(RATINGS, _ratings())
    if tags:
        files |= {
            "movies.csv": csv_of(("movieId", "title", "genres"), []),
            "tags.csv": csv_of(TAGS, _tags()),
            "genome-tags.csv": csv_of(GENOME_TAGS, [{"tagId": "1", "tag": "atmospheric"}]),
            "genome-scores.csv": csv_of(GENOME_SCORES, _scores()),
        }
    return folder_of(folder, files)


def users(file: Path) -> Path:
    """Write which users the model may see and which to ask about."""
    lines = [f"{user},{'train' if user <= HELD_OUT else 'val'}\n" for user in USERS]
    file.write_text("userId,split\n" + "".join(lines), "utf-8")
    return file


def _id(kind: int, number: int) -> int:
    return kind * OF_A_KIND + number + 1


def _film(id: int, kind: int, number: int, **cells: Any) -> Row:
    name = KINDS[kind]
    series = {"id": kind + 1, "name": f"{name} Collection", "poster_path": None}
    given = {
        "title": f"{name} {number}",
        "release_date": f"{1990 + number}-05-04",
        "vote_count": str(10 * (number + 1) ** 2),
        "vote_average": str(6 + number / 10),
        "genres": [{"id": kind + 1, "name": name}, {"id": 18, "name": "Drama"}],
        "overview": f"It is about thing{name}{number // 3}.",
        "production_companies": [{"id": kind + 1, "name": f"{name} Pictures"}],
        "production_countries": [{"iso_3166_1": "US", "name": "United States"}],
        "original_language": "en",
        "belongs_to_collection": series if number < 3 else None,
    }
    return film(id, **{**given, **cells})


def _credits(kind: int, number: int) -> Row:
    star, maker = 10 * kind + number % 2, 100 + 10 * kind + number % 3
    return credits_of(
        _id(kind, number),
        [cast_credit(star, f"Star {star}", credit_id=f"cast {kind} {number}")],
        [crew_credit(maker, f"Maker {maker}", credit_id=f"crew {kind} {number}")],
    )


def _keywords(kind: int, number: int) -> Row:
    words = [{"id": kind + 1, "name": f"{KINDS[kind]} plot"}]
    words.append({"id": 100 + number % 4, "name": f"motif {number % 4}"})
    return {"id": str(_id(kind, number)), "keywords": repr(words)}


def _link(id: int) -> Row:
    return {"movieId": str(1000 + id), "tmdbId": str(id)}


def _tags() -> list[Row]:
    """Three people find every third film of a kind slow, and the other films fast."""
    return [
        {"userId": str(user), "movieId": str(1000 + _id(kind, n)), "tag": tag, "timestamp": "1"}
        for kind in range(len(KINDS))
        for n in range(OF_A_KIND)
        for tag in ("fast" if n % 3 else "slow",)
        for user in (1, 2, 3)
    ]


def _scores() -> list[Row]:
    """By the tag genome the films with a low number are atmospheric."""
    return [
        {"movieId": str(1000 + _id(kind, n)), "tagId": "1", "relevance": str(1 - n / 10)}
        for kind in range(len(KINDS))
        for n in range(OF_A_KIND)
    ]


def _ratings() -> list[Row]:
    """Each user likes most films of one kind, the adult one among them, and none of the next."""
    rated: list[Row] = []
    for user in USERS:
        liked, disliked = user % 3, (user + 1) % 3
        stars = {_id(liked, n): "4.5" for n in range(OF_A_KIND) if (n + user) % 4}
        stars |= {_id(disliked, n): "1.0" for n in range(OF_A_KIND) if not (n + user) % 5}
        if liked == 0:
            stars[ADULT] = "5.0"
        for id, rating in stars.items():
            cells = {"userId": str(user), "rating": rating, "timestamp": "1000000000"}
            rated.append({**cells, "movieId": str(1000 + id)})
    return rated
