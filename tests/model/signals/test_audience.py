"""AUDIENCE: who liked a film."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import pytest
from numpy.typing import NDArray

from model.signals.audience import audience
from tests.model.films import Film, catalog_of, lengths, liked_by


def rows_of(*films: Film, users: Collection[int] | None = None) -> NDArray[np.float64]:
    rows: NDArray[np.float64] = audience(users).fit_transform(catalog_of(*films)).toarray()
    return rows


@pytest.mark.parametrize(("stars", "liked"), [(0.5, False), (3.5, False), (4, True), (5, True)])
def test_four_stars_and_more_are_a_like(stars: float, liked: bool) -> None:
    assert rows_of(Film(stars={1: stars})).any() == liked


def test_all_likes_count_alike_however_many_stars() -> None:
    rows = rows_of(Film(stars={1: 4, 2: 5}))
    assert rows[0, 0] == rows[0, 1]


@pytest.mark.parametrize("likes", [1, 5, 20, 180])
def test_the_length_of_a_row_grows_with_the_number_of_likes(likes: int) -> None:
    block = audience().fit_transform(catalog_of(Film(stars=liked_by(*range(likes))), Film()))
    assert lengths(block) == pytest.approx([math.sqrt(likes / (likes + 20)), 0])


def test_who_likes_much_says_less() -> None:
    """User 1 likes three films and user 2 one of them."""
    rows = rows_of(Film(stars=liked_by(1, 2)), Film(stars=liked_by(1)), Film(stars=liked_by(1)))
    assert rows[0, 0] / rows[0, 1] == pytest.approx(math.log(2 + 1) / math.log(2 + 3))


def test_two_films_are_alike_by_the_cosine_less_what_is_doubtful() -> None:
    """Users 1 to 4 like two films each, users 5 and 6 one."""
    rows = rows_of(Film(stars=liked_by(1, 2, 3, 4, 5)), Film(stars=liked_by(1, 2, 3, 4, 6)))
    both, one = 1 / math.log(4), 1 / math.log(3)
    cosine = 4 * both**2 / (4 * both**2 + one**2)
    assert rows[0] @ rows[1] == pytest.approx(cosine * 5 / 25, abs=1e-6)


def test_only_the_users_that_are_named_count() -> None:
    films = Film(stars=liked_by(1, 2, 3)), Film(stars=liked_by(3))
    without = Film(stars=liked_by(1, 2)), Film()
    assert np.array_equal(rows_of(*films, users={1, 2, 99}), rows_of(*without))
    assert np.array_equal(rows_of(*films, users=None), rows_of(*films, users={1, 2, 3}))


@pytest.mark.parametrize("films", [[Film()], [Film(stars={1: 2})], [Film(stars=liked_by(7))]])
def test_where_none_of_them_liked_anything_the_block_is_empty(films: list[Film]) -> None:
    block = audience({1}).fit_transform(catalog_of(*films))
    assert (block.shape, block.nnz) == ((1, 0), 0)
