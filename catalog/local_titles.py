"""The titles of a film in a language or a country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.enums import TitleKind
from catalog.open_tables import OpenTables
from catalog.rows import LocalTitleRow, MovieRow

ENGLISH = "en"
"""The language of `Movies.title`."""


def titles_in(
    opened: OpenTables, movie: MovieRow, language: str | None, country: str | None
) -> Sequence[LocalTitleRow]:
    """The titles of a film in a language and in a country, the ones to show first.

    Parameters
    ----------
    language, country
        Codes of ISO 639-1 and ISO 3166-1, in upper or lower case; None for all.
    """
    rows = opened.movies.titles[movie]
    if language is None and country is None:
        return rows
    return list(_fitting(opened, rows, language, country))


def title_in(opened: OpenTables, movie: MovieRow, language: str | None, country: str | None) -> str:
    """The title of a film in a language, as it is in a country.

    If the country has none in the language, it is one of the language: the original title or the
    English one of the film, or that of another country.  Without any it is the title that the film
    has by default.

    Parameters
    ----------
    language, country
        Codes of ISO 639-1 and ISO 3166-1, in upper or lower case; either may be None.
    """
    movies, titles = opened.movies, opened.local_titles
    is_english = language is None or language.casefold() == ENGLISH
    if is_english and country is None:
        return movies.title[movie]
    rows = [
        row
        for row in titles_in(opened, movie, language, None)
        if titles.kind[row] is not TitleKind.WORKING
    ]
    there = next(_fitting(opened, rows, None, country), None) if country else None
    if there is not None:
        return titles.title[there]
    if language is None or is_english:
        return movies.title[movie]
    original = movies.original_language[movie]
    if original is not None and opened.languages.code[original] == language.casefold():
        return movies.original_title[movie] or movies.title[movie]
    return titles.title[rows[0]] if rows else movies.title[movie]


def _fitting(
    opened: OpenTables, rows: Sequence[LocalTitleRow], language: str | None, country: str | None
) -> Iterator[LocalTitleRow]:
    """Those of the titles that are in the language and in the country."""
    titles = opened.local_titles
    language_of, country_of = titles.language.cells, titles.country.cells
    its_language = None if language is None else opened.by_code(opened.languages, language)
    its_country = None if country is None else opened.by_code(opened.countries, country)
    for row in rows:
        if (language is None or language_of(row) == its_language) and (
            country is None or country_of(row) == its_country
        ):
            yield row
