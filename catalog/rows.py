"""Row numbers: the values of object types.

Each is a plain int that indexes the columns of its table.  Row 0 is falsy: compare with None.
"""


class MovieRow(int):
    """Row of `Movies`."""


class CollectionRow(int):
    """Row of `Collections`."""


class GenreRow(int):
    """Row of `Genres`."""


class CompanyRow(int):
    """Row of `Companies`."""


class KeywordRow(int):
    """Row of `Keywords`."""


class CountryRow(int):
    """Row of `Countries`."""


class LanguageRow(int):
    """Row of `Languages`."""


class PersonRow(int):
    """Row of `People`."""


class CastRow(int):
    """Row of `CastCredits`."""


class CrewRow(int):
    """Row of `CrewCredits`."""


class RatingRow(int):
    """Row of `Ratings`."""
