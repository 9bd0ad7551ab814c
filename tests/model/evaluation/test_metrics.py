"""How good recommendations are, checked by hand on short lists."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from model.evaluation.metrics import GroundTruth, Lists, Metrics, top_lists
from model.evaluation.split import Split
from tests.model.films import Film, catalog_of, liked_by

TRAIN, HELD_OUT = frozenset({1, 2}), frozenset({11, 12, 13})
SPLIT = Split(TRAIN, HELD_OUT)


def fixed(found: Mapping[int, Sequence[int]]) -> Lists:
    """A design that has these lists."""

    def lists(rows: NDArray[np.intp]) -> list[Sequence[int]]:
        return [found.get(row, []) for row in rows.tolist()]

    return lists


def measured(films: Sequence[Film], found: Mapping[int, Sequence[int]]) -> Metrics:
    return GroundTruth(catalog_of(*films), SPLIT).measure(fixed(found)).metrics


def films_liked_by(*users: Sequence[int], more: int = 30) -> list[Film]:
    """Films that these held-out users liked, and others."""
    return [Film(stars=liked_by(*who)) for who in users] + [Film()] * more


def discount(place: int) -> float:
    return 1 / math.log2(1 + place)


def test_a_hit_at_the_second_place() -> None:
    """User 11 likes films 0, 1 and 2; asked with 0 the design finds 1, asked otherwise nothing."""
    films = films_liked_by([11], [11], [11])
    found = measured(films, {0: [20, 1, 21]})
    assert found.hit_rate == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2 / 3)
    assert found.mrr == pytest.approx(1 / 2 / 3)
    assert found.ndcg == pytest.approx(discount(2) / (discount(1) + discount(2)) / 3)
    assert found.ipw == pytest.approx(found.ndcg)  # each of them has one fan


def test_the_perfect_list_has_the_best_of_every_figure() -> None:
    best = measured(films_liked_by([11], [11], [11]), {0: [1, 2], 1: [0, 2], 2: [0, 1]})
    assert best[:5] == pytest.approx([1] * 5)


def test_a_film_that_few_like_counts_more_in_the_main_figure() -> None:
    """Film 1, with three fans, gains 1/√(3/3) and film 2, with one, 1/√(1/3)."""
    films = films_liked_by([11], [11, 12, 13], [11])
    popular, rare = (measured(films, {0: [film]}) for film in (1, 2))
    assert popular.ndcg == pytest.approx(rare.ndcg)
    best = math.sqrt(3) * discount(1) + 1 * discount(2)
    assert popular.ipw == pytest.approx(1 / best / 3)
    assert rare.ipw == pytest.approx(math.sqrt(3) / best / 3)


def test_means_are_over_the_films_of_a_user_and_then_over_users() -> None:
    """User 11 has a hit for one of four films, user 12 for both: not 3 of 6 but 5 of 8."""
    films = films_liked_by([11], [11], [11], [11], [12], [12])
    assert measured(films, {0: [1], 4: [5], 5: [4]}).hit_rate == pytest.approx((1 / 4 + 1) / 2)


def test_users_who_like_fewer_than_two_films_are_not_asked() -> None:
    assert measured(films_liked_by([11], [11], [12]), {0: [1], 1: [0]}).hit_rate == 1


def test_only_four_stars_of_the_held_out_users_are_likes() -> None:
    films = [
        Film(stars={11: 4.0, 1: 5.0}),
        Film(stars={11: 4.5}),
        Film(stars={11: 3.5, 1: 5.0, 99: 5.0}),
    ]
    found = measured(films, {0: [2, 1], 1: [2, 0]})
    assert found.mrr == pytest.approx(1 / 2)
    assert found.recall == 1


def test_lists_are_cut_at_ten_and_for_the_first_hit_at_twenty() -> None:
    films = films_liked_by([11], [11])
    others = list(range(2, 30))
    late = measured(films, {0: [*others[:10], 1], 1: [*others[:10], 0]})
    assert late[:3] == (0, 0, 0)
    assert late.mrr == pytest.approx(1 / 11)


def test_of_many_relevant_films_ten_are_all_that_can_be_found() -> None:
    films = films_liked_by(*[[11]] * 15)
    found = measured(films, {film: [f for f in range(15) if f != film] for film in range(15)})
    assert found[:5] == pytest.approx([1] * 5)


def test_the_figures_of_a_list_say_what_is_in_it() -> None:
    films = [
        Film("a b", collection="Set", votes=5, stars=liked_by(11)),
        Film("c", collection="Set", votes=9, stars=liked_by(11)),
        Film("b", votes=5),
        Film("d"),
    ]
    found = measured(films, {0: [2, 3], 1: [3, 1]})
    assert found.coverage == pytest.approx(3 / 4)
    assert found.popularity == pytest.approx((3 / 4 + 1 / 4 + 1 / 4 + 1) / 4)
    assert found.collection == 0
    assert found.genre == pytest.approx(2 / 4)
    assert found.self_recommendation == pytest.approx(1 / 4)


def test_the_films_of_a_collection_are_looked_for_among_ten() -> None:
    films = [Film(collection="Set", stars=liked_by(11))] * 2 + [Film(collection="Set")]
    films += [Film()] * 20
    assert measured(films, {0: [2, 10], 1: [0, 2]}).collection == pytest.approx((1 / 2 + 1) / 2)
    assert measured(films, {0: [*range(5, 15), 1, 2]}).collection == 0


def test_lists_of_nothing_and_catalogs_without_collections_have_figures_of_0() -> None:
    found = measured(films_liked_by([11], [11]), {})
    assert found == (*(0,) * (len(Metrics._fields) - 1), None)


def test_the_kinds_of_films_are_kept_apart() -> None:
    films = [
        Film("Documentary", language="French", stars=liked_by(11)),
        Film("Animation Documentary", language="English", stars=liked_by(1)),
        Film("Documentary", language="French"),
        Film("Animation", language="English"),
    ]
    found = measured(films, {0: [2, 3], 1: [2, 0, 3]})
    assert found.documentary == pytest.approx(3 / 5)
    assert found.animation == pytest.approx(1 / 3)
    assert found.language == pytest.approx(1 / 2)


def test_hubs_are_the_hundred_films_that_are_recommended_most() -> None:
    films = [Film(stars=liked_by(11))] * 120 + [Film()] * 120
    everything = {film: [(film + 1) % 120] for film in range(120)}
    assert measured(films, everything).hubness == pytest.approx(100 / 120)
    assert measured(films, {film: [200] for film in range(120)}).hubness == 1


def test_lists_are_asked_for_of_films_that_anybody_likes() -> None:
    films = [Film("a", stars=liked_by(1)), Film("a", stars=liked_by(11)), Film("b")]
    assert measured(films, {0: [1], 1: [2]}).genre == pytest.approx(1 / 2)


def test_the_figure_of_each_user_is_kept() -> None:
    films = films_liked_by([11, 12], [11], [12])
    found = GroundTruth(catalog_of(*films), SPLIT).measure(fixed({0: [1], 1: [0]}))
    assert found.users == {11: pytest.approx(1), 12: pytest.approx(0)}


def test_a_list_is_the_best_without_the_film_itself() -> None:
    scores = np.array([[1.0, 0.5, 0, 0.7], [0.2, 1.0, 0.2, 0]])
    lists = top_lists(lambda rows: scores[rows])
    assert list(lists(np.array([0, 1]))) == [[3, 1], [0, 2]]
    assert scores[0, 0] == 1  # what a design keeps is left alone


def test_a_list_is_of_twenty() -> None:
    found = top_lists(lambda rows: np.ones((len(rows), 50)))(np.array([3]))
    assert list(found) == [[film for film in range(21) if film != 3]]


def test_of_a_large_collection_ten_films_are_all_that_can_be_found() -> None:
    films = [Film(collection="Set", stars=liked_by(11))] * 2 + [Film(collection="Set")] * 14
    found = measured(films, {0: list(range(1, 16)), 1: list(range(2, 7))})
    assert found.collection == pytest.approx((10 / 10 + 5 / 10) / 2)
