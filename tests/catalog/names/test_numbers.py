"""Numbers in titles, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.titles.sequels import roman, word
from catalog.names.normalization import loose, words
from catalog.names.numbers import numbered, with_digits


def split(title: str) -> list[str]:
    return words(title).split(" ")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rocky V", "rocky 5"),
        ("The Godfather: Part II", "the godfather 2"),
        ("Kill Bill: Vol. 2", "kill bill 2"),
        ("John Wick: Chapter Two", "john wick 2"),
        ("Star Wars: Episode IV", "star wars 4"),
        ("Jackass Number Two", "jackass 2"),
        ("Friday the 13th Part VIII", "friday the 13th 8"),
        ("Ocean's Thirteen", "oceans 13"),
        ("Twenty-One", "21"),
        ("Nineteen Eighty-Four", "19 84"),
        ("Spy Kids 3-D", "spy kids 3"),
        ("Jackass 3D", "jackass 3"),
        ("Blade Runner 2049", "blade runner 2049"),
        ("V for Vendetta", "v for vendetta"),
        ("I, Robot", "i robot"),
        ("xXx", "xxx"),
        ("Part of Me", "part of me"),
        ("The Best Part", "the best part"),
        ("Part Two", "part 2"),
        ("Civil War", "civil war"),
        ("3D", "3d"),
        ("Vitamin D", "vitamin d"),
    ],
)
def test_numbers_become_digits_and_lose_what_they_count(title: str, expected: str) -> None:
    assert " ".join(with_digits(split(title))) == expected


@given(st.integers(1, 99))
def test_every_number_to_99_is_the_same_in_each_form(number: int) -> None:
    written = (str(number), word(number), roman(number), roman(number).lower())
    assert {loose(f"Rocky {text}") for text in written} == {f"rocky{number}"}
    for mark in ("Part", "Vol.", "Volume", "Chapter", "Episode"):
        assert {loose(f"Rocky: {mark} {text}") for text in written} == {f"rocky{number}"}
    assert numbered(split(f"Rocky {roman(number)}")) == ("rocky", number)


@pytest.mark.parametrize(
    "title", ["Rocky", "1917", "Blade Runner 2049", "Rocky 0", "Part Two", "Seven", "xXx", ""]
)
def test_a_title_may_end_in_no_number(title: str) -> None:
    assert numbered(split(title)) is None


@given(st.lists(st.text(max_size=6), min_size=1, max_size=5))
def test_any_words_will_do(spelled: list[str]) -> None:
    assert all(isinstance(part, str) for part in with_digits(spelled))
