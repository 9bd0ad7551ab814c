"""Descriptions of the input types, which `resolvers/inputs.py` declares."""

from __future__ import annotations

from typing import Any

from strawberry import UNSET

from resolvers import inputs


def _describe(kind: Any, description: str, **fields: str) -> None:
    definition = kind.__strawberry_definition__
    definition.description = description
    for field in definition.fields:
        field.description = fields[field.python_name]
        if field.default_value is None:
            field.default_value = UNSET  # so that the schema does not show `= null`


_describe(
    inputs.SetFilter,
    "Names, global ids, or codes of countries and languages; at most 100 in a list. A name stands "
    "for all that have it. An empty list restricts nothing.",
    any="At least one of these.",
    all="Every one of these.",
    none="None of these.",
)
_describe(inputs.IntRange, "A range of numbers.", min="This or more.", max="This or less.")
_describe(inputs.FloatRange, "A range of numbers.", min="This or more.", max="This or less.")
_describe(
    inputs.DateRange, "A range of days.", from_="This day or later.", to="This day or earlier."
)
_describe(
    inputs.MovieFilter,
    "Conditions that a film must meet, all of them. Unknown values are in no range.",
    query="A title like this, or that begins like this; typos are fine. Sort by RELEVANCE to see "
    "the "
    "best matches first.",
    ids="Global ids, TMDB numbers or IMDb ids, at most 100; unknown ones are ignored.",
    genres="Genres, by English or Spanish name or id.",
    keywords="Plot keywords.",
    tags="Tags that people gave, e.g. `dark comedy`.",
    companies="Production companies.",
    collections="Franchises and series.",
    countries="Production countries, by name or code.",
    languages="Original languages, by name or code.",
    cast="People in the cast.",
    crew="People in the crew, in any job.",
    year="Year of release.",
    release_date="Date of release.",
    month="Month of release: one of these.",
    weekday="Weekday of release: one of these.",
    runtime="Runtime in minutes.",
    vote_average="Mean vote, 0–10.",
    vote_count="Number of votes.",
    popularity="TMDB's popularity score.",
    budget="Budget in US dollars.",
    revenue="Revenue in US dollars.",
    return_ratio="Revenue divided by budget.",
    status="Production status: one of these.",
    has_poster="Whether the film has a poster.",
    include_adult="Whether to include adult films.",
)
_describe(
    inputs.SignalWeight,
    "How much a signal counts. Scores are divided by the sum of all weights.",
    signal="The signal.",
    weight="0 to 10: 0 ignores the signal, 1 leaves it as it is, 2 doubles it.",
)
_describe(
    inputs.SimilarityTuning,
    "How to judge similarity.",
    weights="Signals that count more or less than usual.",
    diversity="0–1: 0 for the most similar films, 1 for films as unlike one another as possible.",
    min_score="0–1: leave out films with a lower score.",
    skip_collection="Leave out films of the same collection, e.g. sequels.",
)
