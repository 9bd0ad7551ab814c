"""The input types as clients see them; the fields are declared in resolvers/inputs.py."""

from __future__ import annotations

from typing import Any

from strawberry import UNSET

from resolvers import inputs


def _described(kind: Any, description: str, **fields: str) -> None:
    definition = kind.__strawberry_definition__
    definition.description = description
    for field in definition.fields:
        field.description = fields[field.python_name]
        if field.default_value is None:
            field.default_value = UNSET  # so that the schema does not show `= null`


_described(
    inputs.SetFilter,
    "Names (every bearer of the name counts), global ids, or codes of countries and languages; "
    "at most 100. An empty list restricts nothing.",
    any="At least one of these.",
    all="Every one of these.",
    none="None of these.",
)
_described(inputs.IntRange, "Inclusive.", min="From this on.", max="Up to this.")
_described(inputs.FloatRange, "Inclusive.", min="From this on.", max="Up to this.")
_described(inputs.DateRange, "Inclusive.", from_="From this day on.", to="Up to this day.")
_described(
    inputs.MovieFilter,
    "What a film must have; every field that is given counts. Unknown values never match a range.",
    query="A title like this, typos and beginnings included; sort by RELEVANCE for the best first.",
    ids="Global ids, TMDB numbers or IMDb ids, at most 100; unknown ones are ignored.",
    genres="Genres, by English or Spanish name or id.",
    keywords="Plot keywords.",
    companies="Production companies.",
    collections="Franchises and series.",
    countries="Production countries, by name or code.",
    languages="Original languages, by name or code.",
    cast="People in the cast.",
    crew="People in the crew, whatever the job.",
    year="Year of release.",
    release_date="Day of release.",
    month="Months of release.",
    weekday="Weekdays of release.",
    runtime="Minutes.",
    vote_average="Mean vote, 0–10.",
    vote_count="Number of votes.",
    popularity="TMDB's popularity.",
    budget="US dollars.",
    revenue="US dollars.",
    return_ratio="revenue / budget.",
    status="How far the film has come.",
    has_poster="Whether it has a poster.",
    include_adult="Whether adult films may be among them.",
)
_described(
    inputs.SignalWeight,
    "`weight` 0–10, relative: scores are divided by the sum of all weights.",
    signal="The signal.",
    weight="0 ignores it, 1 leaves it, 2 doubles it.",
)
_described(
    inputs.SimilarityTuning,
    "How likeness is to be judged.",
    weights="Scale a signal: 0 ignores it, 2 doubles it.",
    diversity="0 = closest first, 1 = as unlike one another as possible.",
    min_score="Leave out films with a lower score.",
    skip_collection="Leave out films of the same collection (sequels).",
)
