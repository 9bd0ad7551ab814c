"""Descriptions of the enums, which `catalog/enums.py` declares."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from strawberry.types.enum import has_enum_definition

from catalog import enums


def _describe(choices: type[Enum], description: str, **values: str) -> None:
    """Describe an enum and each of its values; it joins the schema unless it has already."""
    made: Any = choices if has_enum_definition(choices) else strawberry.enum(choices)
    made.__strawberry_definition__.description = description
    for value in made.__strawberry_definition__.values:
        value.description = values[value.name]


_describe(enums.Lang, "A language of names and labels.", EN="English.", ES="Spanish.")
_describe(
    enums.DatePrecision,
    "How precise a release date is.",
    DAY="The day is known.",
    YEAR="Only the year is known; the date is given as 1 January.",
)
_describe(
    enums.Gender,
    "Gender, as TMDB records it.",
    FEMALE="Female.",
    MALE="Male.",
    NON_BINARY="Non-binary.",
)
_describe(
    enums.MovieStatus,
    "The production status of a film.",
    RELEASED="Released.",
    POST_PRODUCTION="Filmed, and being finished.",
    IN_PRODUCTION="Being filmed.",
    PLANNED="Announced.",
    RUMORED="Rumored.",
    CANCELED="Canceled.",
)
_describe(
    enums.TitleKind,
    "What a title of a film is used for.",
    ORIGINAL="The original title.",
    DISPLAY="The title that IMDb shows in the country.",
    ALTERNATIVE="Another title.",
    WORKING="Used before the release.",
    FESTIVAL="At festivals.",
    TV="On television.",
    DVD="On DVD.",
    VIDEO="On video.",
)
_describe(
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
_describe(
    enums.ProfileSize,
    "The size of a portrait in pixels.",
    W45="45 pixels wide.",
    W185="185 pixels wide.",
    H632="632 pixels high.",
    ORIGINAL="As uploaded.",
)
_describe(
    enums.MatchKind,
    "How a title was recognized.",
    EXACT="As written. If no title is, accents and punctuation do not count, then spaces.",
    NORMALIZED="Apart from an article, `&` for `and`, how a number is written, or a subtitle; or a "
    "film with a hundred times the votes of the one that is written so.",
    FUZZY="By a similar spelling, by its beginning, or by a film of another year.",
    NONE="Not at all; the alternatives are suggestions.",
)
_describe(
    enums.Severity,
    "What a cleaning rule did to the rows it caught.",
    NOTED="It counted them.",
    REPAIRED="It corrected a cell.",
    NULLED="It set a cell to null.",
    DROPPED="It left them out.",
)
_describe(enums.Month, "A month.", **{m.name: f"{m.name.capitalize()}." for m in enums.Month})
_describe(enums.Weekday, "A weekday.", **{d.name: f"{d.name.capitalize()}." for d in enums.Weekday})
_ORDERS = {
    "RELEVANCE": "Best match for the query first; without a query, most popular first.",
    "POPULARITY": "Least popular first.",
    "POPULARITY_DESC": "Most popular first.",
    "RATING": "Lowest `weightedRating` first.",
    "RATING_DESC": "Highest `weightedRating` first.",
    "VOTE_COUNT": "Fewest votes first.",
    "VOTE_COUNT_DESC": "Most votes first.",
    "RELEASE_DATE": "Oldest first.",
    "RELEASE_DATE_DESC": "Newest first.",
    "TITLE": "Title from A to Z, without a leading article.",
    "TITLE_DESC": "Title from Z to A, without a leading article.",
    "RUNTIME": "Shortest first.",
    "RUNTIME_DESC": "Longest first.",
    "BUDGET": "Lowest budget first.",
    "BUDGET_DESC": "Highest budget first.",
    "REVENUE": "Lowest revenue first.",
    "REVENUE_DESC": "Highest revenue first.",
    "RETURN_RATIO": "Lowest `returnRatio` first.",
    "RETURN_RATIO_DESC": "Highest `returnRatio` first.",
    "NAME": "Name from A to Z.",
    "NAME_DESC": "Name from Z to A.",
    "MOVIE_COUNT": "Fewest films first.",
    "MOVIE_COUNT_DESC": "Most films first.",
}
_describe(
    enums.MovieSort,
    "The order of films. Unknown values come last; ties are broken by id, so that pages are "
    "stable.",
    **{sort.name: _ORDERS[sort.name] for sort in enums.MovieSort},
)
_describe(
    enums.NamedSort,
    "The order of companies and people. Ties are broken by id, so that pages are stable.",
    **{sort.name: _ORDERS[sort.name] for sort in enums.NamedSort}
    | {"RELEVANCE": "Best match for the query first; without a query, most films first."},
)
_describe(
    enums.GroupBy,
    "What the films of a group have in common.",
    GENRE="A genre; a film can be in several groups.",
    DECADE="The decade of release.",
    YEAR="The year of release.",
    MONTH="The month of release, in any year.",
    WEEKDAY="The weekday of release.",
    LANGUAGE="The original language.",
    COUNTRY="A production country; a film can be in several groups.",
    COMPANY="A production company; a film can be in several groups.",
    COLLECTION="The franchise or series.",
    STATUS="The production status.",
)
_describe(
    enums.Role,
    "The role of a person in films.",
    ACTOR="In the cast.",
    DIRECTOR="With the job Director, exactly.",
    WRITER="With the job Writer, Screenplay, Story, Author or Novel.",
    PRODUCER="With the job Producer or Executive Producer.",
    CREW="In the crew, with any job.",
)
_describe(
    enums.SearchIn,
    "What can be searched.",
    MOVIE="Films, by their titles in every language.",
    PERSON="People.",
    COMPANY="Production companies.",
    COLLECTION="Franchises and series.",
    GENRE="Genres, by English and Spanish name.",
)
_describe(
    enums.Signal,
    "What makes two films similar.",
    GENRE="Genres; rare ones count more.",
    PLOT="Words of the overview and the tagline.",
    KEYWORD="Plot keywords; rare ones count more.",
    CAST="The first ten of the cast; the first of them count more.",
    CREW="Directors, writers, composers, directors of photography.",
    COMPANY="Production companies.",
    COLLECTION="The franchise or series.",
    ERA="The year of release, within a few years.",
    LANGUAGE="Original language and production countries.",
    ACCLAIM="How well it is rated.",
    TONE="Mood and motifs: plot keywords that the same films tend to have, and words of the plot.",
    TAG="What people call it, if the catalog has tags: tone, style and mood in their words.",
    AUDIENCE="Who liked it, if it has ratings.",
    TASTE="Whom a film like this pleases, as its features promise, if the catalog has ratings.",
)
_describe(
    enums.Basis,
    "What similarity rests on. Without ratings in the catalog all three are the same.",
    CONTENT="What the films are; nothing is learned from ratings.",
    TASTE="What the films are, and whom films like these please: also of films that nobody rated.",
    BLEND="The same, and who liked these very films.",
)
