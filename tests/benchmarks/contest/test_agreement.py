"""Answers are the same but for the last bits of their floats."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.contest.agreement import difference


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": [None, "x"]}, {"b": [None, "x"], "a": 1}),
        ([0.1 + 0.2], [0.3]),
        (2, 2.0),
    ],
)
def test_the_order_of_keys_and_the_last_bits_of_floats_do_not_count(one: Any, other: Any) -> None:
    assert difference(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "data.a[0].b is 2 instead of 1"),
        ([1, 2], [1], "data has 1 instead of 2 items"),
        ({"a": 1}, {"b": 1}, "data has ['b'] instead of ['a']"),
        ({"a": None}, {"a": 0}, "data.a is 0 instead of None"),
        ({"a": 0}, {"a": None}, "data.a is None instead of 0"),
        ({"a": True}, {"a": 1}, "data.a is 1 instead of True"),
        ([0.3], [0.30000001], "data[0] is 0.30000001 instead of 0.3"),
    ],
)
def test_a_difference_is_named_by_its_path(one: Any, other: Any, where: str) -> None:
    assert difference(one, other) == where
