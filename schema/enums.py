"""The enums as clients see them; the values are declared in catalog/enums.py."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from strawberry.types.enum import has_enum_definition

from catalog import enums


def _described(choices: type[Enum], description: str, **values: str) -> None:
    """Make an enum of the schema, if no argument has yet, and describe each of its values."""
    made: Any = choices if has_enum_definition(choices) else strawberry.enum(choices)
    made.__strawberry_definition__.description = description
    for value in made.__strawberry_definition__.values:
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
_described(
    enums.Severity,
    "What a cleaning rule did to the rows it caught.",
    NOTED="It only counted them.",
    REPAIRED="It gave a cell another value.",
    NULLED="It made a cell null.",
    DROPPED="It turned them away.",
)
_described(enums.Month, "A month.", **{m.name: f"{m.name.capitalize()}." for m in enums.Month})
_described(
    enums.Weekday, "A weekday.", **{d.name: f"{d.name.capitalize()}." for d in enums.Weekday}
)
_ORDERS = {
    "RELEVANCE": "Best fit to the query; most popular first where there is none.",
    "POPULARITY": "Popularity",
    "RATING": "`weightedRating`",
    "VOTE_COUNT": "Number of votes",
    "RELEASE_DATE": "Day of release",
    "TITLE": "Title, without a leading article",
    "RUNTIME": "Runtime",
    "BUDGET": "Budget",
    "REVENUE": "Revenue",
    "RETURN_RATIO": "`returnRatio`",
    "NAME": "Name",
    "MOVIE_COUNT": "Number of films",
}


def _order(name: str) -> str:
    if name == "RELEVANCE":
        return _ORDERS[name]
    subject = _ORDERS[name.removesuffix("_DESC")]
    return (
        f"{subject}, {'largest or last' if name.endswith('_DESC') else 'smallest or first'} first."
    )


_described(
    enums.MovieSort,
    "Unknown values always come last; ties are broken by id, so paging is stable.",
    **{sort.name: _order(sort.name) for sort in enums.MovieSort},
)
_described(
    enums.NamedSort,
    "Ties are broken by id, so paging is stable.",
    **{sort.name: _order(sort.name) for sort in enums.NamedSort},
)
_described(
    enums.GroupBy,
    "What films of a group share.",
    GENRE="A genre; a film is in several groups.",
    DECADE="The decade of release.",
    YEAR="The year of release.",
    MONTH="The month of release, whatever the year.",
    WEEKDAY="The weekday of release.",
    LANGUAGE="The original language.",
    COUNTRY="A production country; a film can be in several groups.",
    COMPANY="A production company; a film can be in several groups.",
    COLLECTION="The franchise or series.",
    STATUS="How far the film has come.",
)
_described(
    enums.Role,
    "A side of a person's work.",
    ACTOR="In the cast.",
    DIRECTOR="Job Director, exactly.",
    WRITER="Jobs Writer, Screenplay, Story, Author, Novel.",
    PRODUCER="Jobs Producer, Executive Producer.",
    CREW="Any job.",
)
_described(
    enums.SearchIn,
    "What can be searched.",
    MOVIE="Films, by title and original title.",
    PERSON="People.",
    COMPANY="Production companies.",
    COLLECTION="Franchises and series.",
    GENRE="Genres, by English and Spanish name.",
)
_described(
    enums.Signal,
    "What makes two films alike.",
    GENRE="Genres; rare ones count more.",
    PLOT="Words of the overview and the tagline.",
    KEYWORD="Plot keywords; rare ones count more.",
    CAST="The first ten of the cast; the first count more.",
    CREW="Directors, writers, composers, directors of photography.",
    COMPANY="Production companies.",
    COLLECTION="The franchise or series.",
    ERA="The year of release, give or take a few.",
    LANGUAGE="Original language and production countries.",
    ACCLAIM="How well it is liked.",
    AUDIENCE="Who liked it, where there are ratings.",
)
