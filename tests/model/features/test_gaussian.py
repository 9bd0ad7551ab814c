"""Numbers as bumps: near numbers are alike."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

from model.features.gaussian import GaussianBasis
from tests.model.films import lengths

BUMPS = GaussianBasis(0, 10, step=1, width=2)
INSIDE = st.integers(0, 40).map(lambda quarter: quarter / 4)


def cosine(one: float, other: float) -> float:
    block = BUMPS.fit_transform(np.array([one, other])).toarray()
    return float(block[0] @ block[1])


def test_a_number_that_is_not_known_has_an_empty_row() -> None:
    block = BUMPS.fit_transform(np.array([5.0, np.nan]))
    assert lengths(block) == pytest.approx([1, 0])


def test_a_number_far_from_every_bump_has_an_empty_row() -> None:
    assert BUMPS.fit_transform(np.array([-100.0, 1000.0])).nnz == 0


def test_the_bumps_stand_from_first_to_last() -> None:
    assert GaussianBasis(3.5, 8.5, step=0.25, width=1).fit(np.zeros(1)).centers_.tolist() == [
        3.5 + step / 4 for step in range(21)
    ]


def test_a_bump_is_as_high_as_the_normal_curve_at_its_distance() -> None:
    row = GaussianBasis(0, 2, step=2, width=1).fit_transform(np.array([0.5])).toarray()[0]
    assert row[1] / row[0] == pytest.approx(math.exp(-(1.5**2) / 2) / math.exp(-(0.5**2) / 2))


def test_what_is_lower_than_the_cut_counts_as_0() -> None:
    numbers = np.array([0.0])
    assert GaussianBasis(0, 3, step=3, width=1, cut=0.02).fit_transform(numbers).nnz == 1
    assert GaussianBasis(0, 3, step=3, width=1, cut=0.01).fit_transform(numbers).nnz == 2


@given(number=INSIDE)
def test_equal_numbers_are_alike_in_full(number: float) -> None:
    assert cosine(number, number) == pytest.approx(1)


@given(one=INSIDE, near=INSIDE, far=INSIDE)
def test_of_two_numbers_on_one_side_the_nearer_is_the_more_alike(
    one: float, near: float, far: float
) -> None:
    one, near, far = sorted((one, near, far))
    assert cosine(one, near) >= cosine(one, far) - 0.01  # bumps end at both ends


def test_the_more_numbers_differ_the_less_they_are_alike() -> None:
    alike = [cosine(3, other) for other in (3, 4, 5, 7, 9)]
    assert alike == sorted(alike, reverse=True)
    assert alike[1] == pytest.approx(math.exp(-1 / 16), abs=0.01)  # exp(-(d / width)² / 4)
    assert alike[-1] < 0.15


def test_it_can_be_cloned() -> None:
    assert clone(BUMPS).get_params() == BUMPS.get_params()
