"""What TMDB calls countries, languages and genres in English, and their codes and numbers.

A name that stands for two codes ("Congo", "Ndebele") is left out: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale

from etl.tables.genres import TMDB_NUMBERS
from etl.tables.places import COUNTRIES_BY_HAND, LANGUAGES_BY_HAND

_COUNTRIES = {
    "British Virgin Islands": "VG",
    "Brunei Darussalam": "BN",
    "Cocos Islands": "CC",
    "Cote D'Ivoire": "CI",
    "Curacao": "CW",
    "Czech Republic": "CZ",
    "Faeroe Islands": "FO",
    "Falkland Islands": "FK",
    "Holy See": "VA",
    "Hong Kong": "HK",
    "Kyrgyz Republic": "KG",
    "Lao People's Democratic Republic": "LA",
    "Libyan Arab Jamahiriya": "LY",
    "Macao": "MO",
    "Macedonia": "MK",
    "Myanmar": "MM",
    "Palestinian Territory": "PS",
    "Pitcairn Island": "PN",
    "Reunion": "RE",
    "Sao Tome and Principe": "ST",
    "Svalbard & Jan Mayen Islands": "SJ",
    "Swaziland": "SZ",
    "Syrian Arab Republic": "SY",
    "Turkey": "TR",
    "US Virgin Islands": "VI",
    "United States Minor Outlying Islands": "UM",
    "United States of America": "US",
    "Wallis and Futuna Islands": "WF",
}
_LANGUAGES = {
    "Avaric": "av",
    "Chichewa; Nyanja": "ny",
    "Divehi": "dv",
    "Frisian": "fy",
    "Fulah": "ff",
    "Gaelic": "gd",
    "Haitian; Haitian Creole": "ht",
    "Inupiaq": "ik",
    "Kirghiz": "ky",
    "Letzeburgesch": "lb",
    "Mandarin": "zh",
    "Marshall": "mh",
    "Moldavian": "mo",
    "Ojibwa": "oj",
    "Oriya": "or",
    "Ossetian; Ossetic": "os",
    "Pushto": "ps",
    "Raeto-Romance": "rm",
    "Slavic": "cu",
    "Sotho": "st",
    "Tonga": "to",
    "Uighur": "ug",
    "Yi": "ii",
}


def _codes(
    cldr: Mapping[str, str], by_hand: Mapping[str, tuple[str, str]], own: Mapping[str, str]
) -> dict[str, str]:
    named = {name: code for code, name in cldr.items() if re.fullmatch("[A-Za-z]{2}", code)}
    spelled = {name.replace("&", "and"): code for name, code in named.items()}
    return {**named, **spelled, **{name: code for code, (name, _) in by_hand.items()}, **own}


COUNTRIES = _codes(Locale("en").territories, COUNTRIES_BY_HAND, _COUNTRIES)
LANGUAGES = _codes(Locale("en").languages, LANGUAGES_BY_HAND, {"No Language": "xx", **_LANGUAGES})
GENRES = TMDB_NUMBERS
