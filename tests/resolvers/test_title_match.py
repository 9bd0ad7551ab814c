"""Other films that a title could mean."""

import pytest

from catalog.enums import MatchKind
from catalog.names.titles import TitleMatch
from catalog.rows import MovieRow
from resolvers.errors import BadUserInput
from resolvers.title_match import alternatives

MATCH = TitleMatch(MovieRow(9), MatchKind.EXACT, 1.0, tuple(MovieRow(row) for row in range(8)))


def test_there_are_five_alternatives_unless_told_otherwise() -> None:
    assert alternatives(MATCH) == (0, 1, 2, 3, 4)
    assert alternatives(MATCH, 0) == ()
    assert len(alternatives(MATCH, 100)) == 8


def test_their_number_is_bounded() -> None:
    with pytest.raises(BadUserInput, match="first is 101"):
        alternatives(MATCH, 101)
