"""Films in the format of The Movies Dataset, written in other formats with their quirks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.data.rows import Row, csv_of
from etl import nested
from etl.sources.tmdb_names import LANGUAGES

TMDB_V11 = (
    *("id", "title", "vote_average", "vote_count", "status", "release_date", "revenue", "runtime"),
    *("adult", "backdrop_path", "budget", "homepage", "imdb_id", "original_language"),
    *("original_title", "overview", "popularity", "poster_path", "tagline", "genres"),
    *("production_companies", "production_countries", "spoken_languages", "keywords"),
)
ENGLISH = {code: name for name, code in LANGUAGES.items()}
LISTS = ("genres", "production_companies", "production_countries")


def tmdb_v11(films: Iterable[Row], keywords: Iterable[Row] = ()) -> bytes:
    """`TMDB_movie_dataset_v11.csv` of these films: lists are names, languages those of English."""
    words = {row["id"]: row["keywords"] for row in keywords}
    return csv_of(TMDB_V11, (_row(film, words) for film in films))


def _row(film: Row, words: Mapping[str | None, str | None]) -> Row:
    spoken = [ENGLISH.get(one["iso_639_1"], "") for one in records_of(film["spoken_languages"])]
    return {
        **film,
        **{cell: _names(film[cell]) for cell in LISTS},
        "spoken_languages": ", ".join(filter(None, spoken)),
        "keywords": _names(words.get(film["id"])),
    }


def _names(cell: str | None) -> str:
    return ", ".join(one["name"] for one in records_of(cell) if one["name"])


def records_of(cell: str | None) -> list[dict[str, Any]]:
    """The records in a cell; none where it has no list."""
    found = nested.parse(cell or "[]")
    return found if isinstance(found, list) else []


TMDB_DAILY = (
    *("id", "title", "vote_average", "vote_count", "status", "release_date", "revenue", "runtime"),
    *("budget", "imdb_id", "original_language", "original_title", "overview", "popularity"),
    *("tagline", "genres", "production_companies", "production_countries", "spoken_languages"),
    *("cast", "director", "director_of_photography", "writers", "producers", "music_composer"),
    *("imdb_rating", "imdb_votes", "poster_path"),
)
JOBS = {
    "director": "Director",
    "director_of_photography": "Director of Photography",
    "writers": "Writer",
    "producers": "Producer",
    "music_composer": "Original Music Composer",
}


def tmdb_daily(films: Iterable[Row], credits: Iterable[Row] = ()) -> bytes:
    """`TMDB_all_movies.csv` of these films: people by name, without characters."""
    people = {row["id"]: row for row in credits}
    rows = ({**_row(film, {}), **_people(people.get(film["id"], {}))} for film in films)
    return csv_of(TMDB_DAILY, rows)


def _people(row: Row) -> Row:
    crew = records_of(row.get("crew"))
    of_job = {
        column: ", ".join(one["name"] for one in crew if one["job"] == job)
        for column, job in JOBS.items()
    }
    return {"cast": _names(row.get("cast")), **of_job}


LENS_GENRES = {"Science Fiction": "Sci-Fi", "Family": "Children", "Music": "Musical"}
"""What MovieLens calls genres that have another name at TMDB."""
NO_WORD = ("History", "TV Movie", "Foreign")
"""Genres that MovieLens has no word for."""
_ARTICLE = re.compile(r"^(The|A|An) (.+)$")


def movielens(films: Iterable[Row]) -> dict[str, bytes]:
    """The files of MovieLens for these films: titles with their year, articles last."""
    movies, links = list[Row](), list[Row]()
    for number, film in enumerate(films, 1):
        names = [one["name"] for one in records_of(film["genres"]) if one["name"] not in NO_WORD]
        genres = "|".join(LENS_GENRES.get(name, name) for name in names)
        title = _ARTICLE.sub(r"\2, \1", film["title"] or "")
        year = (film["release_date"] or "")[:4]
        listed = genres or "(no genres listed)"
        movies.append({"movieId": str(number), "title": f"{title} ({year})", "genres": listed})
        imdb = (film["imdb_id"] or "").removeprefix("tt")
        links.append({"movieId": str(number), "imdbId": imdb, "tmdbId": film["id"]})
    ratings = [{"userId": "1", "movieId": "1", "rating": "4.0", "timestamp": "964982703"}]
    return {
        "movies.csv": csv_of(("movieId", "title", "genres"), movies),
        "links.csv": csv_of(("movieId", "imdbId", "tmdbId"), links),
        "ratings.csv": csv_of(("userId", "movieId", "rating", "timestamp"), ratings),
    }
