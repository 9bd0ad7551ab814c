"""Titles as people write them, made of the titles of a catalog, and the films that they mean."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.catalog import Catalog
from catalog.names.normalization import letters

SEED = 1
_TYPED = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)
"""Quotation marks and dashes, and what a keyboard has for them."""
_ARTICLE = re.compile(r"(?P<article>[^\W\d_]+[ '’]) *(?P<rest>\S.*)")
ARTICLES = {
    "en": {"the", "a", "an"},
    "fr": {"le", "la", "les", "l'"},
    "de": {"der", "die", "das"},
    "es": {"el", "la", "los", "las"},
    "it": {"il", "lo", "la", "gli", "le", "l'"},
}
"""The articles that titles are looked for with; `en` counts for every title."""
_ENDS_IN_YEAR = re.compile(r"(.*\D)?(1[89]|2[01])\d\d")


class Question(NamedTuple):
    """A title as somebody writes it, and the rows of the films that it may mean."""

    text: str
    right: frozenset[int]


def as_written(title: str) -> str:
    """The title with the characters that a keyboard has, regardless of case."""
    return " ".join(title.translate(_TYPED).casefold().split())


def visible(catalog: Catalog, min_votes: int = 0) -> list[int]:
    """The films that a title can find, with at least so many votes."""
    votes = catalog.movies.vote_count
    return [row for row in catalog.visible.rows.tolist() if votes[row] >= min_votes]


def titles_of(catalog: Catalog, row: int) -> set[str]:
    """The title and the original title of a film."""
    movies = catalog.movies
    return {movies.title[row], movies.original_title[row] or movies.title[row]}


class AsWritten:
    """Which films are called what, exactly as written."""

    def __init__(self, catalog: Catalog) -> None:
        self.rows: defaultdict[str, set[int]] = defaultdict(set)
        self.alike: defaultdict[str, set[int]] = defaultdict(set)
        for row in visible(catalog):
            for title in titles_of(catalog, row):
                self.rows[as_written(title)].add(row)
                self.alike[letters(title)].add(row)


def unique_titles(catalog: Catalog, films: AsWritten) -> Iterator[Question]:
    """Each title that one film has as it is written, while the title of another reads alike."""
    for row in visible(catalog):
        title = catalog.movies.title[row]
        if len(films.rows[as_written(title)]) == 1 < len(films.alike[letters(title)]):
            yield Question(title, frozenset([row]))


def years(catalog: Catalog, films: AsWritten, count: int) -> Iterator[Question]:
    """Some titles with the year of the film at the end, without parentheses."""
    year = catalog.movies.release_year
    for row in _some(visible(catalog), count):
        title = catalog.movies.title[row]
        right = (each for each in films.rows[as_written(title)] if year[each] == year[row])
        yield Question(f"{title} {year[row]}", frozenset(right))


def titles_with_years(catalog: Catalog, films: AsWritten) -> Iterator[Question]:
    """Each title that is a year or ends in one, as it is and with the year of the film."""
    year = catalog.movies.release_year
    for row in visible(catalog):
        title = catalog.movies.title[row]
        if _ENDS_IN_YEAR.fullmatch(title):
            same = films.rows[as_written(title)]
            yield Question(title, frozenset(same))
            right = frozenset(each for each in same if year[each] == year[row])
            yield Question(f"{title} {year[row]}", right)


def articles(catalog: Catalog, films: AsWritten, count: int) -> Iterator[Question]:
    """Some titles with their article at the end, every other one with the year in parentheses."""
    movies = catalog.movies
    found = {row: parts for row in visible(catalog) if (parts := _article(catalog, row))}
    for at, row in enumerate(_some(list(found), count)):
        article, rest = found[row]
        right = films.rows[as_written(movies.title[row])]
        year = movies.release_year[row]
        text = f"{rest}, {article}"
        if at % 2:
            yield Question(
                f"{text} ({year})",
                frozenset(each for each in right if movies.release_year[each] == year),
            )
        else:
            yield Question(text, frozenset(right))


def _article(catalog: Catalog, row: int) -> tuple[str, str] | None:
    """The article that a title begins with, and the rest."""
    movies = catalog.movies
    title = movies.title[row]
    found = _ARTICLE.fullmatch(title)
    language = movies.original_language[row]
    code = "" if language is None else catalog.languages.code[language]
    own = ARTICLES.get(code, set()) if title == movies.original_title[row] else set()
    if found is None or as_written(found["article"]) not in ARTICLES["en"] | own:
        return None
    return found["article"].strip(), found["rest"]


def _some(rows: Sequence[int], count: int) -> list[int]:
    """At most `count` of the rows."""
    chosen = random.Random(SEED)  # noqa: S311  # the same ones each time
    return chosen.sample(rows, min(count, len(rows)))
