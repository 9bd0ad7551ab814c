"""The closed sets of the domain; plain enums, which the schema describes for clients."""

from enum import Enum


class Lang(Enum):
    """Languages of the answer."""

    EN = "en"
    ES = "es"


class MovieStatus(Enum):
    """The values are the source's words."""

    RELEASED = "Released"
    POST_PRODUCTION = "Post Production"
    IN_PRODUCTION = "In Production"
    PLANNED = "Planned"
    RUMORED = "Rumored"
    CANCELED = "Canceled"


class DatePrecision(Enum):
    """How much of a release date is meant."""

    DAY = "day"
    YEAR = "year"


class Gender(Enum):
    """The values are TMDB's numbers, as text; its 0 is unknown."""

    FEMALE = "1"
    MALE = "2"
    NON_BINARY = "3"


class PosterSize(Enum):
    """The values are the path segments of TMDB's image host."""

    W92 = "w92"
    W154 = "w154"
    W185 = "w185"
    W342 = "w342"
    W500 = "w500"
    W780 = "w780"
    ORIGINAL = "original"


class ProfileSize(Enum):
    """The values are the path segments of TMDB's image host."""

    W45 = "w45"
    W185 = "w185"
    H632 = "h632"
    ORIGINAL = "original"


class MatchKind(Enum):
    """How a title was recognized, strictest first."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    FUZZY = "fuzzy"
    NONE = "none"


class Severity(Enum):
    """What a cleaning rule did to the rows it caught."""

    NOTED = "noted"
    REPAIRED = "repaired"
    NULLED = "nulled"
    DROPPED = "dropped"
