"""TASTE: the audience that a film's features promise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.kernel_ridge import KernelRidge
from sklearn.preprocessing import normalize

from catalog.enums import Signal
from model.features.unit_rows import unit_rows
from model.knn import ReferenceNeighbors
from model.signals import taste
from model.signals.taste import RIDGE
from model.taste_features import FEATURES
from tests.model.films import Film, catalog_of, lengths, liked_by, random_films

HORROR = [Film("horror", stars=liked_by(*range(n, n + 4))) for n in range(4)]
ROMANCE = [Film("romance", stars=liked_by(*range(n, n + 4))) for n in range(10, 14)]


def fitted(*films: Film) -> ReferenceNeighbors:
    return ReferenceNeighbors().fit(catalog_of(*films))


def block_of(model: ReferenceNeighbors) -> Any:
    return model.blocks_[Signal.TASTE]


def test_a_film_that_nobody_rated_promises_the_audience_of_films_like_it() -> None:
    rows = block_of(fitted(*HORROR, *ROMANCE, Film("horror"), Film("romance")))
    horror, romance = rows[-2], rows[-1]
    assert horror @ rows[0] > 0.9
    assert romance @ rows[4] > 0.9
    assert horror @ romance < 0.1


def test_a_film_of_which_nothing_is_known_promises_nobody() -> None:
    assert lengths(block_of(fitted(*HORROR, Film())))[-1] == 0


@pytest.mark.parametrize("stars", [{}, {1: 5.0}, {1: 3.0, 2: 2.0}])
def test_where_no_film_has_two_likes_there_is_no_taste(stars: dict[int, float]) -> None:
    model = fitted(Film("horror", stars=stars), Film("horror"))
    assert block_of(model).shape == (2, 0)
    assert model.lacks(Signal.TASTE).all()


def test_films_with_two_likes_teach_and_of_too_many_those_with_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    films = [Film("a", stars=liked_by(*range(likes))) for likes in (1, 3, 2, 5, 4)]
    assert fitted(*films).taste_.teachers_.tolist() == [1, 2, 3, 4]
    monkeypatch.setattr(taste, "MAX_TEACHERS", 2)
    assert fitted(*films).taste_.teachers_.tolist() == [3, 4]


def test_it_is_the_kernel_ridge_regression_of_scikit_learn() -> None:
    """A film with n likes has the weight n."""
    model = fitted(*random_films(60, 4))
    blocks: Any = model.blocks_
    teachers = model.taste_.teachers_
    likes = model.likes()[teachers]
    assert len(teachers) > 20
    weighted = [blocks[signal] * weight**0.5 for signal, weight in FEATURES.items()]
    features = np.hstack([block.toarray().astype(np.float64) for block in weighted])
    audiences = normalize(csr_matrix(blocks[Signal.AUDIENCE])[teachers].astype(np.float64))
    ridge = KernelRidge(alpha=RIDGE, kernel="linear")
    ridge.fit(features[teachers], taste._reduced(audiences), sample_weight=likes)
    assert unit_rows(ridge.predict(features)) == pytest.approx(block_of(model), abs=1e-4)


def test_half_of_what_everybody_likes_is_left_out() -> None:
    audiences = csr_matrix(np.random.default_rng(0).random((30, 9)) + 1)
    reduced = taste._reduced(audiences)
    left, sizes, _ = np.linalg.svd(audiences.toarray(), full_matrices=False)
    whole = np.linalg.norm(left * sizes, axis=1)
    mean = audiences.toarray().mean(axis=0)
    common = audiences @ (mean / np.linalg.norm(mean))
    without = whole**2 - (1 - 0.5**2) * common**2
    assert np.linalg.norm(reduced, axis=1) ** 2 == pytest.approx(without)
