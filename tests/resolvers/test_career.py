"""The films of a career, filtered and paged."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.enums import MovieSort, Role
from catalog.rows import PersonRow
from resolvers import career, person
from resolvers.errors import BadUserInput
from resolvers.inputs import FloatRange, MovieFilter
from tests.resolvers.conftest import info_of
from tests.support.random_catalogs import Small


@pytest.fixture
def ann(smalls: list[Small]) -> tuple[Small, Any, Any]:
    """The largest catalog, what resolvers get, and the row of person 11."""
    small = smalls[-1]
    return small, info_of(small.catalog), small.catalog.by_number(small.catalog.people, "11")


@pytest.mark.parametrize("role", Role)
def test_the_films_are_those_that_the_career_counts(ann: Any, role: Role) -> None:
    small, info, row = ann
    found = person.career(row, info, role, include_self_directed=True)
    listed = career.movies(found, info, first=100)
    assert sorted(listed.nodes) == found.rows.tolist()
    assert listed.total_count == found.movie_count
    days = [small.films[film].day for film in listed.nodes]
    assert days == sorted(days, reverse=True)


def test_what_an_actor_directed_is_left_out_unless_asked_for(ann: Any) -> None:
    small, info, row = ann
    without = person.career(row, info)
    all_of_it = person.career(row, info, include_self_directed=True)
    left_out = set(all_of_it.rows.tolist()) - set(without.rows.tolist())
    assert left_out == {
        film_row
        for film_row, film in enumerate(small.films)
        if 11 in film.cast and (11, "Director") in film.crew and not film.adult
    }


def test_the_films_of_a_career_are_filtered_and_sorted(smalls: list[Small]) -> None:
    small, info = smalls[-1], info_of(smalls[-1].catalog)
    where, most = MovieFilter(return_ratio=FloatRange(min=0)), 0
    for row in range(len(small.catalog.people)):
        found = person.career(PersonRow(row), info, Role.CREW)
        listed = career.movies(found, info, where, [MovieSort.RETURN_RATIO_DESC], 100)
        assert listed.total_count == found.financed_count
        returns = [small.films[film].return_ratio or 0 for film in listed.nodes]
        assert returns == sorted(returns, reverse=True)
        assert sum(returns) == pytest.approx(found.total_return)
        most = max(most, len(returns))
    assert most > 1


def test_its_pages_are_bounded(ann: Any) -> None:
    _, info, row = ann
    with pytest.raises(BadUserInput, match="first is 101"):
        career.movies(person.career(row, info), info, first=101)
