"""Sequels are found by their titles and asked for in every form."""

from __future__ import annotations

import pytest

from benchmarks.titles.outcome import outcome
from benchmarks.titles.questions import AsWritten, Question
from benchmarks.titles.sequels import FORMS, questions, roman, sequels, word
from resolvers.context import Context


@pytest.mark.parametrize(
    ("number", "numeral", "spelled"),
    [(1, "I", "one"), (14, "XIV", "fourteen"), (49, "XLIX", "forty-nine"), (90, "XC", "ninety")],
)
def test_numbers_are_written_out(number: int, numeral: str, spelled: str) -> None:
    assert (roman(number), word(number)) == (numeral, spelled)


def test_base_and_number_of_the_films_of_the_sample(sample: Context) -> None:
    titles = sample.catalog.movies.title
    found = {titles[row]: (base, number) for row, base, number in sequels(sample.catalog, 100)}
    assert found["The Godfather: Part II"] == ("The Godfather", 2)
    assert found["Toy Story 2"] == ("Toy Story", 2)


def test_every_sequel_of_the_sample_is_found_in_every_form(sample: Context) -> None:
    asked = questions(sample.catalog, AsWritten(sample.catalog), 100)
    assert asked.keys() == FORMS.keys()
    for form in asked.values():
        assert not outcome(sample.catalog, form).wrong


def test_a_wrong_answer_is_listed(sample: Context) -> None:
    found = outcome(sample.catalog, [Question("Toy Story 2", frozenset())])
    assert (found.right, found.asked) == (0, 1)
    assert found.wrong[0].startswith("'Toy Story 2' gave Toy Story 2 (1999")
