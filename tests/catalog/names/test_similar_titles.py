"""Titles with a number mean the part with that number, or else the first film, and no other."""

from __future__ import annotations

import pytest

from catalog.enums import MatchKind
from tests.catalog.names.test_titles import Film, Shelf, shelf_of

ROCKY = (
    Film("Rocky", 1976, 1843),
    Film("Rocky II", 1979, 948),
    Film("Rocky V", 1990, 688),
    Film("The Rock", 1996, 2000),
    Film("The Godfather", 1972, 6024),
    Film("The Godfather: Part II", 1974, 3418),
    Film("Star Wars", 1977, 6778),
    Film("Star Wars: Episode I - The Phantom Menace", 1999, 4526),
    Film("Star Wars: Episode II - Attack of the Clones", 2002, 4074),
    Film("Star Wars: The Force Awakens", 2015, 7993),
    Film("District 9", 2009, 3451),
    Film("Ocean's Thirteen", 2007, 2040),
    Film("Oceans", 2009, 112),
    Film("Babysitting 2", 2015, 20),
    Film("Babysitting", 2014, 5000),
)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Some series."""
    return shelf_of(*ROCKY)


@pytest.mark.parametrize(
    ("title", "found", "kind"),
    [
        ("Rocky 5", "Rocky V", MatchKind.NORMALIZED),
        ("rocky part two", "Rocky II", MatchKind.NORMALIZED),
        ("The Godfather 2", "The Godfather: Part II", MatchKind.NORMALIZED),
        ("godfather vol. II", "The Godfather: Part II", MatchKind.NORMALIZED),
        ("Star Wars 2", "Star Wars: Episode II - Attack of the Clones", MatchKind.NORMALIZED),
        ("star wars episode i", "Star Wars: Episode I - The Phantom Menace", MatchKind.NORMALIZED),
        ("Ocean's 13", "Ocean's Thirteen", MatchKind.NORMALIZED),
        ("Babysitting Two", "Babysitting 2", MatchKind.NORMALIZED),
        ("Distrct 9", "District 9", MatchKind.FUZZY),
        ("godfater 2", "The Godfather: Part II", MatchKind.FUZZY),
        ("Rocky 7", "Rocky", MatchKind.FUZZY),
        ("Star Wars Episode IV", "Star Wars", MatchKind.FUZZY),
        ("District 12", None, MatchKind.NONE),
    ],
)
def test_a_number_means_the_part_that_has_it(
    shelf: Shelf, title: str, found: str | None, kind: MatchKind
) -> None:
    film = shelf.found(title)
    assert (film and film[0], shelf.match(title).kind) == (found, kind)


def test_the_other_parts_are_alternatives(shelf: Shelf) -> None:
    assert ("Rocky", 1976) in shelf.others("Rocky 5")
    assert shelf.others("District 12")[0] == ("District 9", 2009)


def test_the_year_decides_among_the_parts_with_the_number() -> None:
    halloween = Shelf(Film("Halloween II", 1981, 370), Film("Halloween II", 2009, 273))
    assert halloween.found("Halloween 2") == ("Halloween II", 1981)
    assert halloween.found("Halloween 2", 2009) == ("Halloween II", 2009)
