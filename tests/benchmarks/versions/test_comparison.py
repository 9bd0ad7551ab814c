"""What two versions take, round by round, becomes one ratio."""

from __future__ import annotations

import pytest

from benchmarks.versions.comparison import Comparison


def test_the_ratio_is_the_median_of_the_rounds_whatever_disturbs_one_of_them() -> None:
    found = Comparison("texts kept", "Q1", before=[100, 200, 50, 40], now=[110, 220, 55, 400])
    assert found.ratio == pytest.approx(1.1)


def test_the_middle_half_leaves_out_the_rounds_at_both_ends() -> None:
    ratios = [0.5, 1.0, 1.1, 1.2, 3.0]
    found = Comparison("texts kept", "Q1", before=[10] * 5, now=[10 * ratio for ratio in ratios])
    assert found.middle_half == pytest.approx((1.0, 1.2))
