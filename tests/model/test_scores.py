"""The weights that count, the factor of votes, and the k best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.enums import Basis, Signal
from model.scores import BESIDE, Votes, top_k, vote_factor, weights_in_use
from model.signals.weights import CONTENT, default_weights

BLEND = default_weights(Basis.BLEND)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("likes", [0, 1, 50])
def test_the_weights_of_a_basis_without_audience_do_not_depend_on_likes(
    basis: Basis, likes: int
) -> None:
    weights = default_weights(basis)
    weights.pop(Signal.AUDIENCE, None)
    total = sum(weights.values())
    found = weights_in_use(weights, likes=likes)
    assert found == pytest.approx({signal: weight / total for signal, weight in weights.items()})


@pytest.mark.parametrize(("likes", "share"), [(1, 1 / 3), (2, 1 / 2), (8, 0.8), (10**6, 1)])
def test_the_audience_counts_more_the_more_it_is(likes: int, share: float) -> None:
    found = weights_in_use(BLEND, likes=likes)
    assert found[Signal.AUDIENCE] == pytest.approx(0.55 * share, abs=1e-5)
    assert sum(found.values()) == pytest.approx(1)


def test_the_weights_of_a_film_that_nobody_likes_are_those_without_an_audience() -> None:
    found = weights_in_use(BLEND, likes=0)
    assert found == pytest.approx(default_weights(Basis.TASTE))


@pytest.mark.parametrize("basis", Basis)
def test_the_weights_of_a_film_without_taste_are_those_of_the_content(basis: Basis) -> None:
    found = weights_in_use(default_weights(basis), likes=0, lacking={Signal.TASTE})
    assert found == pytest.approx(default_weights(Basis.CONTENT))


@pytest.mark.parametrize("basis", Basis)
def test_without_tags_the_other_weights_are_those_of_before(basis: Basis) -> None:
    found = weights_in_use(default_weights(basis), likes=0, lacking=BESIDE)
    assert found == pytest.approx({spec.signal: spec.weight for spec in CONTENT})


def test_without_an_audience_the_other_weights_keep_their_proportions() -> None:
    weights = {Signal.GENRE: 1.0, Signal.CAST: 3.0, Signal.AUDIENCE: 6.0}
    found = weights_in_use(weights, likes=0)
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


def test_votes_pull_by_their_number_and_by_the_rating() -> None:
    votes = Votes.of(np.array([0, 9, 99, 99]), np.array([np.nan, 5.0, 7.5, 9.5]))
    assert votes.log_votes.tolist() == pytest.approx([0, 1, 2, 2])
    assert votes.pull.tolist() == pytest.approx([0, 0.2, 0.4 + 0.3, 0.4 + 0.375])


def test_the_factor_of_a_film_that_many_know_follows_the_votes_of_the_others() -> None:
    pull = np.array([0.0, 0.2, 0.6])
    assert vote_factor(pull, 2.5) == pytest.approx([1 / 1.6, 1.2 / 1.6, 1])
    assert vote_factor(pull, 3.0) == pytest.approx(vote_factor(pull, 2.5))


def test_the_factor_of_a_film_that_fewer_know_follows_them_less() -> None:
    assert vote_factor(np.array([0.0, 0.4]), 1.25) == pytest.approx([1 / 1.2, 1])


def test_the_factor_of_some_films_is_that_among_all() -> None:
    pull = np.array([0.0, 0.2, 0.6])
    assert vote_factor(pull[:2], 2.0, 0.6) == pytest.approx(vote_factor(pull, 2.0)[:2])


def test_the_factor_of_a_film_without_votes_is_1_for_all() -> None:
    assert vote_factor(np.array([0.0, 1.0, 4.0]), 0.0).tolist() == [1, 1, 1]


@given(votes=VOTES, query=st.floats(0, 7))
def test_the_factor_grows_with_votes_up_to_1(votes: NDArray[Any], query: float) -> None:
    factor = vote_factor(0.2 * np.log10(1 + votes), query)
    assert np.all(factor > 0)
    assert factor.max() == pytest.approx(1)
    assert np.all(np.diff(factor[np.argsort(votes)]) >= 0)


@given(votes=VOTES, queries=st.lists(st.floats(0, 7), min_size=1, max_size=4))
def test_several_films_are_asked_at_once(votes: NDArray[Any], queries: list[float]) -> None:
    assume(votes.max() > 0)
    logs = np.log10(1 + votes)
    together = vote_factor(logs, np.array(queries)[:, None])
    assert together == pytest.approx(np.array([vote_factor(logs, query) for query in queries]))
