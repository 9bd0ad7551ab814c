"""The fields of a person that are worked out."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.catalog import Catalog
from catalog.enums import ProfileSize
from catalog.rows import PersonRow
from resolvers import person
from resolvers.errors import BadUserInput


def called(catalog: Catalog, name: str) -> PersonRow:
    row = catalog.by_name(catalog.people, name)
    assert row is not None
    return row


def test_the_credits_of_a_person_are_its_own(catalog: Catalog, info: Any) -> None:
    player, maker = called(catalog, "Player 12"), called(catalog, "Maker 1")
    (part,) = person.cast(player, info)
    assert catalog.cast.person[part] == player
    assert [catalog.crew.job[row] for row in person.crew(maker, info)] == ["Director", "Screenplay"]
    assert (list(person.crew(player, info)), list(person.cast(maker, info))) == ([], [])


def test_the_crew_credits_are_chosen_before_they_are_paged(catalog: Catalog, info: Any) -> None:
    maker = called(catalog, "Maker 1")
    (found,) = person.crew(maker, info, job="Screenplay", first=1)
    assert catalog.crew.department[found] == "Writing"
    assert list(person.crew(maker, info, department="Writing", offset=1)) == []


def test_a_portrait_has_a_size_and_null_means_the_usual_one(catalog: Catalog, info: Any) -> None:
    player = called(catalog, "Player 11")
    assert person.profile_url(player, info) == "https://image.tmdb.org/t/p/w185/player.jpg"
    assert person.profile_url(player, info, None) == person.profile_url(player, info)
    tall = person.profile_url(player, info, ProfileSize.H632)
    assert tall == "https://image.tmdb.org/t/p/h632/player.jpg"
    assert person.profile_url(called(catalog, "Player 12"), info) is None


@pytest.mark.parametrize("ask", [person.cast, person.crew])
def test_windows_are_bounded(ask: Any, info: Any) -> None:
    with pytest.raises(BadUserInput, match="first is 101"):
        ask(PersonRow(0), info, first=101)
    with pytest.raises(BadUserInput, match="offset is -1"):
        ask(PersonRow(0), info, offset=-1)
