"""Titles of films by country and language, joined to films by their IMDb ids."""

from __future__ import annotations

import re

import polars as pl
from babel.core import get_global
from babel.languages import get_territory_language_info

from catalog.enums import Severity, TitleKind
from etl import cells
from etl.sources.raw import OVERFLOW
from etl.validation import Rule, length_rule, torn_rule, unreadable_rule

RAW = "raw "
COLUMNS = ("imdb_id", "title", "country", "language", "kind", "rank", "ordering")
"""The columns of a title that are needed afterwards."""
SCHEMA = {
    "movie": pl.Int64,
    "title": pl.String,
    "country": pl.String,
    "language": pl.String,
    "kind": pl.String,
    "rank": pl.Int32,
    "ordering": pl.Int64,
}
"""Those of a title of a film in the catalog."""
KEY = ("movie", "title", "country", "language")
MAIN_SHARE, OTHER_SHARE = 50, 25
"""The percentage of people who speak the main language of a country, at least, and the one from
which another official language makes it uncertain which of them a title is in."""
_NOT_PLAIN = [TitleKind.ALTERNATIVE.value, TitleKind.FESTIVAL.value]
_CODE = re.compile("[a-z]{2}")
_TMDB_CODES = {"nb": "no", "nn": "no", "fil": "tl"}
"""What TMDB calls some languages of CLDR."""
_NATIONAL = ("official", "de_facto_official")


def _main_languages() -> dict[str, str]:
    """The language of countries that have one, by CLDR; Paraguay's Spanish has no figure there."""
    found: dict[str, str] = {}
    for country in get_global("territory_languages"):
        shares: dict[str, float] = {}
        for code, facts in get_territory_language_info(country).items():
            language = _TMDB_CODES.get(code, code).partition("_")[0]
            if _CODE.fullmatch(language) and facts["official_status"] in _NATIONAL:
                share = float(facts["population_percent"] or 0)
                shares[language] = max(shares.get(language, 0.0), share)
        spoken = [language for language, share in shares.items() if share >= OTHER_SHARE]
        if len(spoken) == 1 and shares[spoken[0]] >= MAIN_SHARE and country != "PY":
            found[country] = spoken[0]
    return found


def _main_countries() -> dict[str, str]:
    """The country that stands for a language, by CLDR: Spain for Spanish."""
    likely = get_global("likely_subtags")
    return {code: tag.rsplit("_", 1)[1] for code, tag in likely.items() if _CODE.fullmatch(code)}


LANGUAGE_OF = _main_languages()
"""The language of titles in a country where nothing else is said."""
COUNTRY_OF = _main_countries()
"""The country whose title is taken for a language if no country is asked for."""


def titles(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Type the cells of titles; the raw cells stay, their names prefixed by `RAW`.

    A title without a language is in that of its country, where that has one.

    Returns
    -------
    frame
        Also `rank`, by which the titles of a film are sorted: 0 for the one of a country that
        stands for its language, 1 for those of other countries, 2 for alternative titles and those
        of which something is said ("literal title"), 3 for titles used before the release.
    """
    stated = cells.matching("language", _CODE.pattern)
    kind, note = pl.col("kind"), cells.text("note")
    return (
        rows.with_columns(
            pl.col(name).alias(RAW + name) for name in ("imdb_id", "country", "language", "kind")
        )
        .with_columns(
            cells.matching("imdb_id", "tt[0-9]{7,9}"),
            cells.text("title"),
            cells.matching("country", "[A-Z]{2}"),
            cells.choice("kind", TitleKind),
            cells.integer("ordering").fill_null(0),
            stated.alias("language"),
        )
        .with_columns(
            pl.coalesce("language", pl.col("country").replace_strict(LANGUAGE_OF, default=None)),
        )
        .with_columns(
            pl.when(kind == TitleKind.WORKING.value)
            .then(3)
            .when(kind.is_in(_NOT_PLAIN) | note.is_not_null())
            .then(2)
            .when(pl.col("language").replace_strict(COUNTRY_OF, default=None) == pl.col("country"))
            .then(0)
            .otherwise(1)
            .alias("rank")
        )
    )


def of_movies(titles: pl.DataFrame, movies: pl.DataFrame) -> pl.DataFrame:
    """The titles with `movie`, the film of their IMDb id; of two films with the id, the first."""
    known = movies.select("imdb_id", "movie").drop_nulls().unique("imdb_id", keep="first")
    return titles.join(known, on="imdb_id", how="left", maintain_order="left")


RULES = (
    torn_rule(OVERFLOW),
    Rule(
        "imdb_id is not tt and digits",
        Severity.DROPPED,
        pl.col("imdb_id").is_null(),
        pl.col(RAW + "imdb_id"),
    ),
    Rule("no title", Severity.DROPPED, pl.col("title").is_null(), pl.col("imdb_id")),
    length_rule("title"),
    Rule(
        "more cells than the header has",
        Severity.DROPPED,
        pl.col(OVERFLOW).is_not_null(),
        pl.col("imdb_id"),
    ),
    unreadable_rule("country", RAW + "country", "a two-letter code"),
    unreadable_rule("language", RAW + "language", "a two-letter code"),
    unreadable_rule("kind", RAW + "kind", "a known kind"),
    Rule(
        "the language is that of the country",
        Severity.NOTED,
        pl.col(RAW + "language").is_null() & pl.col("language").is_not_null(),
        pl.col("title"),
    ),
)
