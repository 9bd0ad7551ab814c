"""Countries and languages, named by CLDR, since many names in the source are blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from babel import Locale

LANGUAGES_BY_HAND = {
    "cn": ("Cantonese", "cantonés"),
    "sh": ("Serbo-Croatian", "serbocroata"),
    "xx": ("No language", "sin idioma"),
}
COUNTRIES_BY_HAND = {
    "AN": ("Netherlands Antilles", "Antillas Neerlandesas"),
    "CS": ("Serbia and Montenegro", "Serbia y Montenegro"),
    "SU": ("Soviet Union", "Unión Soviética"),
    "XC": ("Czechoslovakia", "Checoslovaquia"),
    "XG": ("East Germany", "Alemania Oriental"),
    "YU": ("Yugoslavia", "Yugoslavia"),
}


def countries(mentions: pl.LazyFrame, *codes: pl.Series) -> pl.LazyFrame:
    """One row for each country, by ISO 3166-1 code.

    Parameters
    ----------
    mentions
        Countries of production, with their names in the source.
    codes
        More codes, such as those of titles.
    """
    english, spanish = (dict(Locale(language).territories) for language in ("en", "es"))
    return _places(mentions, codes, "country", english, spanish, COUNTRIES_BY_HAND)


def languages(spoken: pl.LazyFrame, *codes: pl.Series) -> pl.LazyFrame:
    """One row for each language, by ISO 639-1 code.

    Parameters
    ----------
    spoken
        Languages spoken in films, with their names in the source.
    codes
        More codes, such as those of original languages.
    """
    english, spanish = (dict(Locale(language).languages) for language in ("en", "es"))
    return _places(spoken, codes, "language", english, spanish, LANGUAGES_BY_HAND)


def _places(
    named: pl.LazyFrame,
    codes: Sequence[pl.Series],
    thing: str,
    english: Mapping[str, str],
    spanish: Mapping[str, str],
    by_hand: Mapping[str, tuple[str, str]],
) -> pl.LazyFrame:
    names_en = {**english, **{code: names[0] for code, names in by_hand.items()}}
    names_es = {**spanish, **{code: names[1] for code, names in by_hand.items()}}
    code, source_name = pl.col("code"), pl.col("source_name")
    nameless = [
        pl.LazyFrame(
            {thing: each.drop_nulls(), "name": None},
            schema=dict.fromkeys([thing, "name"], pl.String),
        )
        for each in codes
    ]
    mentions = pl.concat([named.select(thing, "name"), *nameless])
    return (
        mentions.group_by(pl.col(thing).alias("code"))
        .agg(pl.col("name").drop_nulls().first().alias("source_name"))
        .sort("code")
        .with_columns(
            code.replace_strict(names_en, default=pl.coalesce(source_name, code)).alias("name_en"),
            code.replace_strict(names_es, default=pl.coalesce(source_name, code)).alias("name_es"),
        )
    )
