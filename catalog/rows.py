"""Row numbers: the values of the object types of the schema.

A row number is an int that indexes the columns of its table; the class only says which table.  Row
0 is falsy, so compare with None.
"""


class MovieRow(int):
    """A row of `Movies`."""


class CollectionRow(int):
    """A row of `Collections`."""


class GenreRow(int):
    """A row of `Genres`."""


class CompanyRow(int):
    """A row of `Companies`."""


class KeywordRow(int):
    """A row of `Keywords`."""


class TagRow(int):
    """A row of `Tags`."""


class MovieTagRow(int):
    """A row of `MovieTags`."""


class CountryRow(int):
    """A row of `Countries`."""


class LanguageRow(int):
    """A row of `Languages`."""


class PersonRow(int):
    """A row of `People`."""


class CastRow(int):
    """A row of `CastCredits`."""


class CrewRow(int):
    """A row of `CrewCredits`."""


class LocalTitleRow(int):
    """A row of `LocalTitles`."""


class RatingRow(int):
    """A row of `Ratings`."""
