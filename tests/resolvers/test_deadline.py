"""A resolver is stopped at its next look-up once the deadline of its thread has passed."""

from __future__ import annotations

import threading
from math import inf

import pytest

from resolvers.context import Context
from resolvers.deadline import deadline, with_deadline
from resolvers.errors import TimedOut


def test_before_the_deadline_all_parts_of_the_context_are_there(sample: Context) -> None:
    timed = with_deadline(sample)
    with deadline(inf):
        assert timed.catalog is sample.catalog
        assert timed.recommender is sample.recommender


@pytest.mark.parametrize("part", ["catalog", "recommender"])
def test_past_the_deadline_a_look_up_is_refused(part: str, sample: Context) -> None:
    timed = with_deadline(sample)
    with deadline(0), pytest.raises(TimedOut):
        getattr(timed, part)
    assert getattr(timed, part) is getattr(sample, part), "the deadline ends with the block"


def test_an_inner_deadline_ends_and_the_outer_one_counts_again(sample: Context) -> None:
    timed = with_deadline(sample)
    with deadline(0):
        with deadline(inf):
            assert timed.catalog is sample.catalog
        with pytest.raises(TimedOut):
            _ = timed.catalog


def test_a_deadline_holds_for_its_own_thread_alone(sample: Context) -> None:
    timed = with_deadline(sample)
    found: list[object] = []
    with deadline(0):
        thread = threading.Thread(target=lambda: found.append(timed.catalog))
        thread.start()
        thread.join()
    assert found == [sample.catalog]
