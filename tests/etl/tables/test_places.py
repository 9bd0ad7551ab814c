"""Countries and languages, and where their names come from."""

from __future__ import annotations

import polars as pl
import pytest

from etl.tables.places import COUNTRIES_BY_HAND, LANGUAGES_BY_HAND, countries, languages

Names = list[tuple[str, str, str, str | None]]


def mentions(thing: str, *pairs: tuple[str, str | None]) -> pl.LazyFrame:
    schema = {thing: pl.String, "name": pl.String}
    return pl.LazyFrame(list(pairs), schema=schema, orient="row")


def rows(frame: pl.LazyFrame) -> Names:
    return frame.select("code", "name_en", "name_es", "source_name").collect().rows()


def country(*pairs: tuple[str, str | None]) -> Names:
    return rows(countries(mentions("country", *pairs)))


def language(*pairs: tuple[str, str | None], original: tuple[str, ...] = ()) -> Names:
    first_made_in = pl.Series(original, dtype=pl.String)
    return rows(languages(mentions("language", *pairs), first_made_in))


def test_countries_have_names_in_english_and_spanish_and_the_source_s_own() -> None:
    assert country(("US", "United States of America"), ("DE", "Germany")) == [
        ("DE", "Germany", "Alemania", "Germany"),
        ("US", "United States", "Estados Unidos", "United States of America"),
    ]


def test_a_place_is_one_row_with_the_first_name_that_is_known() -> None:
    assert country(("DE", None), ("DE", "Germany"), ("DE", "Deutschland")) == [
        ("DE", "Germany", "Alemania", "Germany"),
    ]


@pytest.mark.parametrize("code", COUNTRIES_BY_HAND)
def test_countries_that_are_no_more_are_named_by_hand(code: str) -> None:
    assert country((code, "Old")) == [(code, *COUNTRIES_BY_HAND[code], "Old")]


@pytest.mark.parametrize("code", LANGUAGES_BY_HAND)
def test_codes_of_the_source_s_own_making_are_named_by_hand(code: str) -> None:
    assert language((code, None)) == [(code, *LANGUAGES_BY_HAND[code], None)]


def test_a_code_that_nobody_knows_keeps_the_source_s_name_or_itself() -> None:
    assert country(("QQ", "Narnia"), ("QZ", None)) == [
        ("QQ", "Narnia", "Narnia", "Narnia"),
        ("QZ", "QZ", "QZ", None),
    ]


def test_a_language_without_a_name_in_the_source_is_named_all_the_same() -> None:
    assert language(("zu", None), ("eu", None)) == [
        ("eu", "Basque", "euskera", None),
        ("zu", "Zulu", "zulú", None),
    ]


def test_languages_are_those_spoken_and_those_that_films_were_made_in() -> None:
    found = language(("en", "English"), original=("fr", "en", "fr"))
    assert [(row[0], row[3]) for row in found] == [("en", "English"), ("fr", None)]


def test_without_mentions_there_are_no_places() -> None:
    assert country() == language() == []
