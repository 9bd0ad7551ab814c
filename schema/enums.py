"""The enums as clients see them; the values are declared in catalog/enums.py."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry

from catalog import enums


def _described(choices: type[Enum], description: str, **values: str) -> None:
    """Make an enum of the schema and describe each of its values."""
    definition: Any = strawberry.enum(choices, description=description)
    for value in definition.__strawberry_definition__.values:
        value.description = values[value.name]


_described(enums.Lang, "A language of the answer.", EN="English.", ES="Spanish.")
_described(
    enums.DatePrecision,
    "How much of a release date is meant.",
    DAY="The day.",
    YEAR="The year alone: 1 January stands for some day of it.",
)
_described(
    enums.Gender,
    "A gender, as TMDB records it.",
    FEMALE="Female.",
    MALE="Male.",
    NON_BINARY="Non-binary.",
)
_described(
    enums.MovieStatus,
    "How far a film has come.",
    RELEASED="It can be seen.",
    POST_PRODUCTION="It is shot and being finished.",
    IN_PRODUCTION="It is being shot.",
    PLANNED="It is announced.",
    RUMORED="It is talked about.",
    CANCELED="It was given up.",
)
_described(
    enums.PosterSize,
    "The width of a poster in pixels.",
    W92="92 pixels.",
    W154="154 pixels.",
    W185="185 pixels.",
    W342="342 pixels.",
    W500="500 pixels.",
    W780="780 pixels.",
    ORIGINAL="As uploaded.",
)
_described(
    enums.ProfileSize,
    "The size of a portrait in pixels.",
    W45="45 pixels wide.",
    W185="185 pixels wide.",
    H632="632 pixels high.",
    ORIGINAL="As uploaded.",
)
_described(
    enums.MatchKind,
    "How a title was recognized.",
    EXACT="As written, apart from case, accents and punctuation.",
    NORMALIZED="Apart from a leading article, `&` for and, numbers, or a subtitle.",
    FUZZY="By a similar spelling or beginning, or in spite of the year.",
    NONE="Not at all; the alternatives are suggestions.",
)
