"""A promise is met by what was measured, or not."""

from __future__ import annotations

import pytest

from benchmarks import results
from benchmarks.promises import Promise, promises


@pytest.mark.parametrize(
    ("promise", "is_met", "bounds"),
    [
        (Promise("seconds", 5.0, 5, 2), True, ("≤ 5", "≤ 2")),
        (Promise("seconds", 5.1, 5, 2), False, ("≤ 5", "≤ 2")),
        (Promise("times as fast", 5.0, 5, 10, at_most=False), True, ("≥ 5", "≥ 10")),
        (Promise("times as fast", 4.9, 5, 10, at_most=False), False, ("≥ 5", "≥ 10")),
        (Promise("seconds", 99.0, None, 2), True, ("–", "≤ 2")),
    ],
)
def test_a_promise_is_met_at_its_bound_and_beyond(
    promise: Promise, is_met: bool, bounds: tuple[str, str]
) -> None:
    assert (promise.is_met, promise.bounds) == (is_met, bounds)


def test_the_published_results_name_the_servers_that_promises_are_about() -> None:
    names = [promise.what for promise in promises(results.read())]
    for query in ("Q1", "Q2", "Q3", "Q4"):
        assert sum(name.startswith(f"{query}: ") for name in names) >= 4
    assert sum(name.startswith("build: ") for name in names) == 4
