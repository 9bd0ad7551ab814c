"""The enums of the domain; `schema/enums.py` describes them for clients."""

from enum import Enum


class Lang(Enum):
    """The languages of names and labels."""

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


class TitleKind(Enum):
    """What a title of a film is used for; the values are IMDb's words."""

    ORIGINAL = "original"
    DISPLAY = "imdbDisplay"
    ALTERNATIVE = "alternative"
    WORKING = "working"
    FESTIVAL = "festival"
    TV = "tv"
    DVD = "dvd"
    VIDEO = "video"


class DatePrecision(Enum):
    """How precise a release date is."""

    DAY = "day"
    YEAR = "year"


class Gender(Enum):
    """The values are TMDB's numbers, as text; its 0 means unknown."""

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


class Month(Enum):
    """The values are the numbers of the months."""

    JANUARY = 1
    FEBRUARY = 2
    MARCH = 3
    APRIL = 4
    MAY = 5
    JUNE = 6
    JULY = 7
    AUGUST = 8
    SEPTEMBER = 9
    OCTOBER = 10
    NOVEMBER = 11
    DECEMBER = 12


class Weekday(Enum):
    """The values are ISO 8601's numbers."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class MovieSort(Enum):
    """Orders of films; a value is a column and a direction, and RELEVANCE has none."""

    RELEVANCE = None
    POPULARITY = ("popularity", 1)
    POPULARITY_DESC = ("popularity", -1)
    RATING = ("weighted_rating", 1)
    RATING_DESC = ("weighted_rating", -1)
    VOTE_COUNT = ("vote_count", 1)
    VOTE_COUNT_DESC = ("vote_count", -1)
    RELEASE_DATE = ("release_date", 1)
    RELEASE_DATE_DESC = ("release_date", -1)
    TITLE = ("title_rank", 1)
    TITLE_DESC = ("title_rank", -1)
    RUNTIME = ("runtime", 1)
    RUNTIME_DESC = ("runtime", -1)
    BUDGET = ("budget", 1)
    BUDGET_DESC = ("budget", -1)
    REVENUE = ("revenue", 1)
    REVENUE_DESC = ("revenue", -1)
    RETURN_RATIO = ("return_ratio", 1)
    RETURN_RATIO_DESC = ("return_ratio", -1)


class NamedSort(Enum):
    """Orders of companies and people; a value is a column and a direction."""

    RELEVANCE = None
    NAME = ("name_rank", 1)
    NAME_DESC = ("name_rank", -1)
    MOVIE_COUNT = ("movie_count", 1)
    MOVIE_COUNT_DESC = ("movie_count", -1)


class GroupBy(Enum):
    """What the films of a group have in common."""

    GENRE = "genre"
    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    WEEKDAY = "weekday"
    LANGUAGE = "language"
    COUNTRY = "country"
    COMPANY = "company"
    COLLECTION = "collection"
    STATUS = "status"


class Role(Enum):
    """The values are the jobs that count; ACTOR is any part in the cast, CREW is any job."""

    ACTOR = ()
    DIRECTOR = ("Director",)
    WRITER = ("Writer", "Screenplay", "Story", "Author", "Novel")
    PRODUCER = ("Producer", "Executive Producer")
    CREW = None


class SearchIn(Enum):
    """What can be searched; a value is the name of a table."""

    MOVIE = "movies"
    PERSON = "people"
    COMPANY = "companies"
    COLLECTION = "collections"
    GENRE = "genres"


class Signal(Enum):
    """What makes two films similar; a value is the name of a block of the model."""

    __hash__ = object.__hash__  # by identity, as members compare; that of Enum runs in Python

    GENRE = "genre"
    PLOT = "plot"
    KEYWORD = "keyword"
    CAST = "cast"
    CREW = "crew"
    COMPANY = "company"
    COLLECTION = "collection"
    ERA = "era"
    LANGUAGE = "language"
    ACCLAIM = "acclaim"
    TONE = "tone"
    TAG = "tag"
    AUDIENCE = "audience"
    TASTE = "taste"


class Basis(Enum):
    """What similarity rests on: what films are, whom such films please, and who liked them."""

    CONTENT = "content"
    TASTE = "taste"
    BLEND = "blend"
