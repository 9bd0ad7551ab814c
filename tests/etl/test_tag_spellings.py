"""Spellings of a tag are put together, and other tags are left apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.tag_spellings import spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sci-Fi", "sci fi"),
        ("SCIFI", "sci-fi"),
        ("film noir", "Film  Noir"),
        ("Amélie", "amelie"),
        ("aliens", "alien"),
        ("dark comedies", "dark comedy"),
        ("witches", "witch"),
        ("zombie movies", "zombie movie"),
        ("wild horses", "wild horse"),
        ("dark humour", "dark humor"),
        ("colourised", "colorized"),
        ("grey heroes", "gray heroes"),
        ("theatre", "theaters"),
    ],
)
def test_two_spellings_are_one_tag_called_as_most_people_write_it(one: str, other: str) -> None:
    assert len(set(spellings({one: 1, other: 5}).values())) == 1
    assert spellings({one: 1, other: 5})[one] == spellings({other: 1})[other]
    assert spellings({one: 5, other: 1})[other] == spellings({one: 1})[one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("news", "new"),
        ("boss", "bos"),
        ("mars", "war"),
        ("witty", "gritty"),
        ("sad", "sads1"),
        ("2001", "2010"),
        ("atmosphere", "atmospheric"),
        ("$", "€"),
    ],
)
def test_what_is_another_word_stays_apart(one: str, other: str) -> None:
    assert len(set(spellings({one: 20, other: 20}).values())) == 2


@pytest.mark.parametrize("wrong", ["atmosphric", "atmosphericc", "atmosphelic", "atmopsheric"])
def test_a_misspelling_of_few_people_means_the_only_tag_of_many_that_is_near(wrong: str) -> None:
    assert spellings({wrong: 2, "atmospheric": 40})[wrong] == "atmospheric"


def test_a_misspelling_by_more_than_a_letter_is_kept() -> None:
    assert spellings({"atmosferic": 1, "atmospheric": 40})["atmosferic"] == "atmosferic"


def test_a_misspelling_is_kept_if_several_people_write_it_or_two_tags_are_near() -> None:
    assert spellings({"atmosphric": 3, "atmospheric": 40})["atmosphric"] == "atmosphric"
    assert spellings({"atmosphric": 1, "atmospheric": 9})["atmosphric"] == "atmosphric"
    both = spellings({"hauntinx": 1, "hauntings": 30, "haunting": 30, "hauntinz": 30})
    assert both["hauntinx"] == "hauntinx"


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.integers(1, 50), max_size=12))
def test_every_spelling_has_a_tag_that_stands_for_itself(people: dict[str, int]) -> None:
    names = spellings(people)
    assert names.keys() == people.keys()
    again = spellings(dict.fromkeys(names.values(), 1))
    assert len(set(again.values())) == len(set(names.values()))
