"""The fields of a neighbor that are worked out."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from resolvers import similar_movie
from resolvers.errors import BadUserInput


@pytest.mark.parametrize(("first", "expected"), [(0, 0), (2, 2), (100, len(Signal))])
def test_reasons_are_the_first_of_the_recommenders(first: int, expected: int, info: Any) -> None:
    (neighbor,) = info.context.recommender.similar(MovieRow(0), 1, Basis.CONTENT)
    found = similar_movie.reasons(neighbor, info, first)
    assert [reason.signal for reason in found] == list(Signal)[:expected]


def test_there_are_three_reasons_unless_more_are_asked_for(info: Any) -> None:
    (neighbor,) = info.context.recommender.similar(MovieRow(0), 1, Basis.CONTENT)
    assert len(similar_movie.reasons(neighbor, info)) == 3


@pytest.mark.parametrize("first", [-1, 101])
def test_a_number_out_of_bounds_is_refused(first: int, info: Any) -> None:
    (neighbor,) = info.context.recommender.similar(MovieRow(0), 1, Basis.CONTENT)
    with pytest.raises(BadUserInput, match=f"first is {first}; expected 0 to 100"):
        similar_movie.reasons(neighbor, info, first)
