"""Titles by country for films in the format of The Movies Dataset, as IMDb's file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.data.rows import Row
from etl.sources.imdb import AKAS

FACTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "tt0068646": (("ES", "El padrino"), ("MX", "El padrino"), ("FR", "Le parrain")),
    "tt0071562": (("ES", "El padrino: Parte II"), ("FR", "Le parrain, 2e partie")),
    "tt0118799": (
        ("ES", "La vida es bella"),
        ("MX", "La vida es bella"),
        ("DE", "Das Leben ist schön"),
    ),
    "tt0095016": (("ES", "Jungla de cristal"), ("MX", "Duro de matar"), ("DE", "Stirb langsam")),
    "tt0111161": (("ES", "Cadena perpetua"), ("MX", "Sueño de fuga"), ("FR", "Les évadés")),
    "tt0073195": (("ES", "Tiburón"), ("DE", "Der weiße Hai"), ("FR", "Les dents de la mer")),
}
"""Titles of some films as they are, by IMDb id."""
COUNTRIES = ("AR", "BR", "DE", "ES", "FR", "GR", "HU", "IT", "JP", "PL", "RU", "SE", "TR")
"""Those in which every film gets a title."""
MAX_GENRES = 3
GENRES = {"Science Fiction": "Sci-Fi"}
"""What IMDb calls genres that have another name at TMDB."""
_BASICS = (
    *("primaryTitle", "originalTitle", "isAdult", "startYear", "endYear", "runtimeMinutes"),
    "genres",
)
_BREAKS = re.compile(r"[\t\r\n]")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def akas(films: Iterable[Row], countries: Sequence[str] = COUNTRIES) -> Iterator[str]:
    """The lines of `title.akas.tsv` for these films.

    A film that is not among the `FACTS` gets a made title in each country: its own in other
    letters, so that it has as many words of the same length.
    """
    yield _line(AKAS)
    done: set[str] = set()
    for film in films:
        id, title = film["imdb_id"], film["title"]
        if not id or not title or id in done:
            continue
        done.add(id)
        yield _line((id, "1", film["original_title"] or title, None, None, "original", None, "1"))
        known: dict[str, str] = dict(FACTS.get(id, ()))
        for at, country in enumerate(countries, 2):
            made = known.pop(country, None) or in_other_letters(title, at)
            yield _line((id, str(at), made, country, None, "imdbDisplay", None, "0"))
        for at, (country, other) in enumerate(known.items(), len(countries) + 2):
            yield _line((id, str(at), other, country, None, "imdbDisplay", None, "0"))


def in_other_letters(title: str, step: int) -> str:
    """The title with each letter moved by `step` among the vowels or among the consonants."""
    table = {
        letter: letters[(place + step) % len(letters)]
        for letters in (_VOWELS, _CONSONANTS)
        for place, letter in enumerate(letters)
    }
    moved: dict[str, str | int | None] = {
        **table,
        **{a.upper(): b.upper() for a, b in table.items()},
    }
    return title.translate(str.maketrans(moved))


def _line(cells: Sequence[str | None]) -> str:
    plain = (r"\N" if cell is None else _BREAKS.sub(" ", cell) for cell in cells)
    return "\t".join(plain) + "\n"


def basics(films: Iterable[tuple[Row, Sequence[str]]]) -> Iterator[str]:
    """The lines of `title.basics.tsv`: films with their genres, and episodes among them."""
    yield _line(("tconst", "titleType", *_BASICS))
    done: set[str] = set()
    for at, (film, names) in enumerate(films):
        id = film["imdb_id"]
        if not id or id in done:
            continue
        done.add(id)
        year = (film["release_date"] or "")[:4]
        adult = "1" if film["adult"] == "True" else "0"
        runtime = (film["runtime"] or "").removesuffix(".0")
        genres = ",".join(GENRES.get(name, name) for name in names[:MAX_GENRES])
        own = (film["title"], film["original_title"], adult, year, None)
        yield _line((id, "movie", *own, runtime or None, genres or None))
        if at % 10 == 0:
            yield _line(
                (f"tt99{at:06}", "tvEpisode", "Pilot", "Pilot", "0", year, None, None, None)
            )


def ratings(films: Iterable[Row]) -> Iterator[str]:
    """The lines of `title.ratings.tsv`; a film without votes has none."""
    yield _line(("tconst", "averageRating", "numVotes"))
    for film in films:
        if film["imdb_id"] and (film["vote_count"] or "0").split(".")[0] != "0":
            yield _line((film["imdb_id"], film["vote_average"], film["vote_count"]))
