"""The baselines on a few films, checked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.card import FORMER_MODEL
from model.evaluation.baselines import baselines
from tests.model.films import Film, catalog_of, liked_by

DUEL, THIEF, HEAT, UP, BLANK = range(5)
FILMS = (
    Film(
        "Thriller Action",
        "truck",
        "A truck follows a salesman",
        popularity=10,
        votes=500,
        stars=liked_by(1, 2),
    ),
    Film(
        "Crime Drama",
        "safe",
        "A safecracker robs",
        popularity=7,
        votes=300,
        stars={**liked_by(1, 2, 3), 4: 3},
        cast="Caan Belushi Weld Nelson",
        crew=[("Mann", "Director")],
    ),
    Film(
        "Crime Drama",
        "robber",
        "A detective follows a robber",
        popularity=20,
        votes=900,
        stars=liked_by(2, 9),
        cast="Pacino Kilmer Voight Nelson",
        crew=[("Mann", "Director")],
    ),
    Film("Animation", "balloon", "A house flies", popularity=11, votes=2000),
    Film(),
)


def scores(name: str) -> NDArray[np.floating]:
    """What a baseline says of all pairs, from the ratings of users 1 to 4."""
    designs = baselines(catalog_of(*FILMS), frozenset({1, 2, 3, 4}))
    return np.asarray(designs[name](np.arange(len(FILMS))))


def test_the_model_that_was_replaced_asks_without_the_genres_of_the_film() -> None:
    """From Heat, without genres, to Duel: ten points of popularity and two genres away."""
    found = scores(FORMER_MODEL)
    assert found[HEAT, DUEL] == pytest.approx(1 / (1 + np.sqrt(10**2 + 2)))
    assert found[DUEL, UP] == pytest.approx(1 / (1 + np.sqrt(1**2 + 1)))
    assert found[DUEL, THIEF] == pytest.approx(1 / (1 + np.sqrt(3**2 + 2)))
    assert found[BLANK, BLANK] == 1


def test_repaired_it_asks_with_them() -> None:
    found = scores("the same, query repaired")
    assert found[HEAT, THIEF] == pytest.approx(1 / (1 + 13))
    assert found[DUEL, UP] == pytest.approx(1 / (1 + np.sqrt(1**2 + 3)))
    assert found.diagonal() == pytest.approx(1)


def test_overviews_are_compared_by_their_words() -> None:
    """Duel and Heat have one word in common, of three each, and nothing else has any."""
    found = scores("TF-IDF of the overview")
    shared, own = np.log(6 / 3) + 1, np.log(6 / 2) + 1
    assert found[DUEL, HEAT] == pytest.approx(shared**2 / (shared**2 + 2 * own**2))
    assert np.count_nonzero(found[UP]) == 1
    assert not found[BLANK].any()


def test_the_soup_is_of_keywords_three_actors_directors_and_genres() -> None:
    """Thief and Heat share Mann and two genres of seven words each; Nelson is billed fourth."""
    found = scores('"soup" of words, counts, cosine')
    assert found[THIEF, HEAT] == pytest.approx(3 / 7)
    assert found[THIEF, [DUEL, UP, BLANK]].tolist() == [0, 0, 0]


def test_popular_films_of_the_same_first_genre_come_by_votes() -> None:
    found = scores("popular films of the same first genre")
    assert found[THIEF].tolist() == [0, 300, 900, 0, 0]
    assert found[DUEL].tolist() == [500, 0, 0, 0, 0]


def test_the_most_liked_are_the_same_for_all_and_only_the_users_that_are_named_count() -> None:
    assert scores("most liked").tolist() == [[2, 3, 1, 0, 0]] * 5


def test_the_audience_alone_is_the_signal() -> None:
    found = scores("audience alone")
    one, two, three = 1 / np.log(4), 1 / np.log(5), 1 / np.log(3)
    duel, thief = np.hypot(one, two), np.sqrt(one**2 + two**2 + three**2)
    cosine = (one**2 + two**2) / (duel * thief)
    assert found[DUEL, THIEF] == pytest.approx(cosine * np.sqrt(2 / 22 * 3 / 23), abs=1e-6)
    assert found[DUEL, UP] == 0


def test_films_without_a_word_have_nothing_to_compare() -> None:
    designs = baselines(catalog_of(Film("a"), Film("a")), frozenset({1}))
    assert not designs["TF-IDF of the overview"](np.arange(2)).any()
