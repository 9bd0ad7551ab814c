"""The films of the real data are found by their own titles, as people write them."""

from __future__ import annotations

import pytest

from benchmarks.titles.__main__ import tables
from benchmarks.titles.outcome import Outcome, outcome
from catalog.enums import MatchKind, SearchIn
from resolvers.context import Context

SAMPLE, MIN_VOTES = 400, 100
MOST_WRONG = 4
SHARE_WRONG = 0.02


@pytest.fixture(scope="module")
def outcomes(real: Context) -> dict[str, Outcome]:
    """What came of the questions that `python -m benchmarks.titles` asks."""
    asked = tables(real.catalog, SAMPLE, MIN_VOTES)
    return {name: outcome(real.catalog, questions) for name, questions in asked.items()}


def test_sequels_are_found_in_every_form(outcomes: dict[str, Outcome]) -> None:
    found = {name: one for name, one in outcomes.items() if name.startswith("sequels")}
    assert len(found) == 7
    for one in found.values():
        assert one.asked > 300
        assert len(one.wrong) <= MOST_WRONG, one.wrong


@pytest.mark.parametrize(
    "name", ["titles as written", "year at the end", "titles with a year", "article at the end"]
)
def test_hardly_any_other_question_gets_a_wrong_answer(
    outcomes: dict[str, Outcome], name: str
) -> None:
    one = outcomes[name]
    assert one.asked > 150
    assert len(one.wrong) <= SHARE_WRONG * one.asked, one.wrong


@pytest.mark.parametrize(
    ("title", "found", "year"),
    [
        ("The Godfather 2", "The Godfather: Part II", 1974),
        ("Back to the Future 2", "Back to the Future Part II", 1989),
        ("Rocky 5", "Rocky V", 1990),
        ("Ocean's 13", "Ocean's Thirteen", 2007),
        ("Star Wars Episode IV", "Star Wars", 1977),
        ("It", "It", 1927),
        ("Romeo & Juliet", "Romeo & Juliet", 2013),
        ("heat 1995", "Heat", 1995),
        ("RoboCop 2014", "RoboCop", 2014),
        ("2012", "2012", 2009),
        ("Net, The (1995)", "The Net", 1995),
        ("die hard", "Die Hard", 1988),
        ("das boot", "Das Boot", 1981),
    ],
)
def test_a_title_in_the_words_of_a_person(real: Context, title: str, found: str, year: int) -> None:
    catalog = real.catalog
    row = catalog.titles.match(title).movie
    assert row is not None
    assert (catalog.movies.title[row], catalog.movies.release_year[row]) == (found, year)


def test_the_film_as_written_is_the_first_alternative_of_one_that_is_not(real: Context) -> None:
    catalog = real.catalog
    match = catalog.titles.match("Up!")
    assert match.kind is MatchKind.NORMALIZED
    assert catalog.movies.title[match.alternatives[0]] == "Up!"


@pytest.mark.parametrize(
    ("query", "first"),
    [("die h", "Die Hard"), ("al pacino", "Al Pacino"), ("tt113277", "Heat"), ("boot", "Das Boot")],
)
def test_what_is_meant_comes_first_in_a_search(real: Context, query: str, first: str) -> None:
    assert real.catalog.search(query, SearchIn, 5)[0].matched == first
