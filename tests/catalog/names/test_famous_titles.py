"""Famous titles spelled like a text, against a look at every title."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.names.famous_titles import CANDIDATES, VOTES_RATIO, FamousTitles
from catalog.names.normalization import spelling
from catalog.names.similarity import similarities

TITLES = ["Heat", "The Heat", "Heart", "Amélie", "Matrix", "Matrix Reloaded", "$", "東京物語"]


def rivals(titles: Sequence[str], votes: Sequence[int]) -> FamousTitles:
    return FamousTitles(
        FamousTitles.index([(title, row) for row, title in enumerate(titles)], votes)
    )


@pytest.mark.parametrize(
    ("title", "votes", "expected"),
    [
        ("heat", 100, {0: 1.0, 1: 1.0, 2: 0.889}),
        ("heat", 300, {1: 1.0}),
        ("heat", 301, {}),
        ("matriks", 100, {4: 0.769, 5: 0.476}),
        ("amelie", 100, {3: 1.0}),
        ("東京物語", 1, {7: 1.0}),
        ("$", 100, {6: 1.0}),
        ("xyz", 100, {}),
        ("", 100, {}),
    ],
)
def test_famous_films_are_found_by_their_spelling(
    title: str, votes: int, expected: dict[int, float]
) -> None:
    found = rivals(TITLES, [100, 300, 200, 100, 100, 100, 100, 100]).spelled_like(title, votes, 0.4)
    assert {row: round(similarity, 3) for row, similarity in found} == expected


def test_films_that_are_not_famous_are_no_rivals() -> None:
    assert rivals(["Heat"], [VOTES_RATIO - 1]).spelled_like("heat", 1, 0) == []
    assert rivals([], []).spelled_like("heat", 100, 0) == []


def similarity(title: str, other: str) -> float:
    plain, names = (spelling(text).replace(" ", "") for text in (title, other))
    found: float = similarities(plain, [names]).tolist()[0]
    return found


words = st.text(st.sampled_from("abc "), min_size=1, max_size=9)


@given(
    films=st.lists(st.tuples(words, st.integers(0, 400)), max_size=CANDIDATES),
    title=words,
    votes=st.integers(VOTES_RATIO, 400),
)
def test_all_that_share_a_trigram_are_found(
    films: list[tuple[str, int]], title: str, votes: int
) -> None:
    index = rivals([text for text, _ in films], [count for _, count in films])
    wanted = f" {spelling(title)} "
    grams = {wanted[at : at + 3] for at in range(len(wanted) - 2)}
    expected = {
        row: alike
        for row, (text, count) in enumerate(films)
        if count >= votes
        and any(gram in f" {spelling(text)} " for gram in grams)
        and (alike := similarity(title, text)) >= 0.3
    }
    assert dict(index.spelled_like(title, votes, 0.3)) == expected
