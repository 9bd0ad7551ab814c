"""TMDB's names of countries and languages, as they stand in its files."""

from __future__ import annotations

import re

import pytest

from etl.sources.tmdb_names import COUNTRIES, LANGUAGES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("United States of America", "US"), ("Bosnia and Herzegovina", "BA"), ("France", "FR")),
        *(("Soviet Union", "SU"), ("Czechoslovakia", "XC"), ("Czech Republic", "CZ")),
        *(("St. Kitts and Nevis", "KN"), ("Hong Kong", "HK"), ("South Korea", "KR")),
        *(("Kosovo", "XK"), ("Turkey", "TR"), ("East Germany", "XG"), ("Congo", None)),
    ],
)
def test_a_country_has_a_code(name: str, code: str | None) -> None:
    assert COUNTRIES.get(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("English", "en"), ("Mandarin", "zh"), ("Cantonese", "cn"), ("No Language", "xx")),
        *(("Haitian; Haitian Creole", "ht"), ("Norwegian Bokmål", "nb"), ("Pushto", "ps")),
        *(("Serbo-Croatian", "sh"), ("Yiddish", "yi"), ("Malayalam", "ml"), ("Ndebele", None)),
        *(("Tagalog", "tl"), ("Norwegian", "no"), ("Persian", "fa"), ("Punjabi", "pa")),
    ],
)
def test_a_language_has_a_code(name: str, code: str | None) -> None:
    assert LANGUAGES.get(name) == code


def test_codes_are_in_the_form_of_the_tables() -> None:
    assert [code for code in COUNTRIES.values() if not re.fullmatch("[A-Z]{2}", code)] == []
    assert [code for code in LANGUAGES.values() if not re.fullmatch("[a-z]{2}", code)] == []
