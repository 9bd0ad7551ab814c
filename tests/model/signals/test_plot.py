"""PLOT: words of overview and tagline."""

from __future__ import annotations

import math

import pytest

from model.signals.plot import plot
from tests.model.films import Film, catalog_of

FILLER = [Film(overview="filler") for _ in range(27)]


def cosine(one: Film, other: Film, *rest: Film) -> float:
    """The cosine of the plots of the first two films."""
    block = plot().fit_transform(catalog_of(one, other, *rest)).toarray()
    return float(block[0] @ block[1])


def test_words_of_the_overview_and_the_tagline_count_alike() -> None:
    one, other = Film(overview="robbery"), Film(tagline="robbery")
    assert cosine(one, other, Film(overview="robbery"), *FILLER) == pytest.approx(1)


def test_words_match_without_case_and_accents() -> None:
    one, other = Film(overview="Café"), Film(overview="cafe")
    assert cosine(one, other, Film(overview="CAFÉ"), *FILLER) == pytest.approx(1)


def test_a_word_of_fewer_than_three_films_does_not_count() -> None:
    robbery = Film(overview="robbery")
    assert cosine(robbery, robbery, *FILLER, Film()) == 0
    assert cosine(robbery, robbery, robbery, *FILLER) == pytest.approx(1)


def test_a_word_of_more_than_a_tenth_of_the_films_does_not_count() -> None:
    robbery = [Film(overview="robbery")] * 4
    assert cosine(*robbery, *FILLER[:26]) == 0  # 4 of 30
    assert cosine(*robbery, *FILLER, *FILLER) == pytest.approx(1)  # 4 of 58


def test_english_words_that_say_nothing_do_not_count() -> None:
    one = Film(overview="about the robbery")
    other, third = Film(overview="about the heist"), Film(overview="about the")
    assert cosine(one, other, third, *FILLER) == 0


def test_a_word_said_again_counts_more_but_not_double() -> None:
    one = Film(overview="robbery robbery murder")
    rest = [Film(overview="robbery murder")] * 2
    again = 1 + math.log(2)
    expected = (again + 1) / (math.sqrt(again**2 + 1) * math.sqrt(2))
    assert cosine(one, *rest, *FILLER) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    "films",
    [
        [Film(overview="too few films")] * 2,
        [Film()] * 40,
        [Film(overview="the of and")] * 40,
        [Film(overview="everywhere")] * 40,
    ],
    ids=["too few films", "no words", "stop words", "one word everywhere"],
)
def test_where_no_word_is_left_the_block_has_no_columns(films: list[Film]) -> None:
    made = plot()
    assert made.fit_transform(catalog_of(*films)).shape == (len(films), 0)
    assert made[-1].words() == []


def test_the_columns_stand_for_words() -> None:
    made = plot()
    block = made.fit_transform(catalog_of(*[Film(overview="robbery heist")] * 3, *FILLER, Film()))
    assert block.shape[1] == len(made[-1].words())
    assert made[-1].words() == ["heist", "robbery"]
