"""The weights that count, the factor of votes, and the k best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.enums import Mode, Signal
from model.knn import default_weights
from model.scores import log_votes, top_k, vote_factor, weights_in_use


@pytest.mark.parametrize("mode", Mode)
def test_the_weights_of_a_film_that_somebody_rated_are_those_of_the_mode(mode: Mode) -> None:
    assert weights_in_use(default_weights(mode), rated=True) == default_weights(mode)


@pytest.mark.parametrize("mode", Mode)
def test_the_weights_of_a_film_that_nobody_rated_are_those_of_the_content(mode: Mode) -> None:
    assert weights_in_use(default_weights(mode), rated=False) == default_weights(Mode.CONTENT)


def test_without_an_audience_the_other_weights_keep_their_proportions() -> None:
    weights = {Signal.GENRE: 1.0, Signal.CAST: 3.0, Signal.AUDIENCE: 6.0}
    found = weights_in_use(weights, rated=False)
    assert found == pytest.approx({Signal.GENRE: 0.25, Signal.CAST: 0.75})


def by_sorting(values: NDArray[np.float64], k: int) -> list[int]:
    """The same by a full sort."""
    places = sorted(range(len(values)), key=lambda place: (-values[place], place))
    return [place for place in places if values[place] > 0][:k]


few_levels = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.5, 1.0]), max_size=120)
mostly_zeros = st.lists(st.sampled_from([0.0] * 9 + [0.5]), max_size=120)
anything = st.lists(st.floats(0, 1, allow_subnormal=False), max_size=120)


@given(values=few_levels | mostly_zeros | anything, k=st.integers(1, 12))
@example(values=[], k=1)
@example(values=[0.5] * 9, k=2)
@example(values=[0.0] * 20 + [0.5], k=2)
@example(values=[0.0] * 8 + [1.0, 0.75, 0.5], k=2)
def test_the_largest_are_those_of_a_full_sort(values: list[float], k: int) -> None:
    array = np.array(values, dtype=np.float64)
    assert top_k(array, k).tolist() == by_sorting(array, k)


VOTES = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).map(np.array)


def test_the_logarithm_of_votes_begins_at_0() -> None:
    assert log_votes(np.array([0, 9, 99])).tolist() == pytest.approx([0, 1, 2])


def test_the_factor_of_a_film_that_many_know_follows_the_votes_of_the_others() -> None:
    votes = np.array([0.0, 1.0, 3.0])
    assert vote_factor(votes, 2.5) == pytest.approx([1 / 1.6, 1.2 / 1.6, 1])
    assert vote_factor(votes, 3.0) == pytest.approx(vote_factor(votes, 2.5))


def test_the_factor_of_a_film_that_fewer_know_follows_them_less() -> None:
    assert vote_factor(np.array([0.0, 2.0]), 1.25) == pytest.approx([1 / 1.2, 1])


def test_the_factor_of_a_film_without_votes_is_1_for_all() -> None:
    assert vote_factor(np.array([0.0, 1.0, 4.0]), 0.0).tolist() == [1, 1, 1]


@given(votes=VOTES, query=st.floats(0, 7))
def test_the_factor_grows_with_votes_up_to_1(votes: NDArray[Any], query: float) -> None:
    factor = vote_factor(log_votes(votes), query)
    assert np.all(factor > 0)
    assert factor.max() == pytest.approx(1)
    assert np.all(np.diff(factor[np.argsort(votes)]) >= 0)


@given(votes=VOTES, queries=st.lists(st.floats(0, 7), min_size=1, max_size=4))
def test_several_films_are_asked_at_once(votes: NDArray[Any], queries: list[float]) -> None:
    assume(votes.max() > 0)
    logs = log_votes(votes)
    together = vote_factor(logs, np.array(queries)[:, None])
    assert together == pytest.approx(np.array([vote_factor(logs, query) for query in queries]))
