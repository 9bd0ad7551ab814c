"""How sure a figure is."""

from __future__ import annotations

import numpy as np
import pytest

from model.evaluation.uncertainty import interval, paired_gain


def test_an_interval_holds_the_mean_and_is_the_narrower_the_more_users_there_are() -> None:
    values = np.random.default_rng(1).random(400).tolist()
    few, many = interval(values[:25]), interval(values)
    assert few.low < few.mean < few.high
    assert few.mean == pytest.approx(np.mean(values[:25]))
    assert many.high - many.low < few.high - few.low
    width = 2 * 1.96 * np.std(values) / 400**0.5
    assert many.high - many.low == pytest.approx(width, rel=0.1)


def test_users_who_are_alike_leave_no_doubt_and_no_users_no_figure() -> None:
    assert interval([0.25] * 9) == (0.25, 0.25, 0.25)
    assert interval([]) == (0, 0, 0)


def test_a_gain_is_of_the_same_users() -> None:
    """Each user gains .1, however different the users are."""
    theirs = {1: 0.0, 2: 0.5, 3: 0.9}
    gain = paired_gain({user: value + 0.1 for user, value in theirs.items()}, theirs)
    assert gain == pytest.approx((0.1, 0.1, 0.1))


def test_the_same_figures_have_the_same_interval_to_the_bit() -> None:
    assert interval([0.1, 0.4, 0.2]) == interval([0.1, 0.4, 0.2])
