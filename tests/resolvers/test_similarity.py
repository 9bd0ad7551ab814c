"""What the recommender is asked, for what the client asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from resolvers.errors import BadUserInput
from resolvers.inputs import MovieFilter, SetFilter, SignalWeight, SimilarityTuning
from resolvers.similarity import MAX_SEEDS, SimilarityAnswer, SimilarityRequest, find_similar, seeds
from tests.resolvers.conftest import FakeRecommender, info_of

HEAT, SECOND, FIRST, ADULT = map(MovieRow, range(4))
USUAL = SimilarityRequest(5, None, None, None)


def asked_of(
    catalog: Catalog, asked: SimilarityRequest, liked: list[MovieRow], *unliked: MovieRow
) -> tuple[SimilarityAnswer, FakeRecommender]:
    recommender = FakeRecommender()
    context = info_of(catalog, recommender).context
    return find_similar(context, liked, unliked, Basis.BLEND, asked), recommender


def candidates(
    catalog: Catalog, asked: SimilarityRequest, liked: list[MovieRow], *unliked: MovieRow
) -> Any:
    answer, recommender = asked_of(catalog, asked, liked, *unliked)
    ((_, tuning),) = recommender.tuned
    assert answer.candidate_count == np.count_nonzero(tuning.candidates)
    return np.flatnonzero(tuning.candidates).tolist()


@pytest.mark.parametrize("exclude", [None, []])
def test_a_usual_question_is_a_look_up(catalog: Catalog, exclude: Any) -> None:
    answer, recommender = asked_of(catalog, SimilarityRequest(5, exclude, None, None), [HEAT])
    assert recommender.asked == [], "nobody has looked"
    assert len(answer.neighbors) == len(list(answer.neighbors))
    assert recommender.asked == [(HEAT, 5, Basis.BLEND)]
    assert (recommender.queries, recommender.tuned) == ([], [])
    assert answer.candidate_count == 2


def test_an_adult_film_has_one_candidate_more_since_it_is_none_itself(catalog: Catalog) -> None:
    assert asked_of(catalog, USUAL, [ADULT])[0].candidate_count == 3


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (SimilarityRequest(5, ["2"], None, None), [FIRST]),
        (SimilarityRequest(5, ["2", "999", "nonsense", "1"], None, None), [FIRST]),
        (SimilarityRequest(5, ["999"], None, None), [SECOND, FIRST]),
        (SimilarityRequest(5, None, MovieFilter(), None), [SECOND, FIRST]),
        (SimilarityRequest(5, None, MovieFilter(include_adult=True), None), [SECOND, FIRST, ADULT]),
        (SimilarityRequest(5, ["4"], MovieFilter(include_adult=True), None), [SECOND, FIRST]),
        (
            SimilarityRequest(
                5, None, MovieFilter(collections=SetFilter(none=["Heat Collection"])), None
            ),
            [],
        ),
        (SimilarityRequest(5, None, None, SimilarityTuning()), [SECOND, FIRST]),
        (SimilarityRequest(5, None, None, SimilarityTuning(skip_collection=True)), [SECOND, FIRST]),
    ],
)
def test_the_candidates_of_heat_are_the_films_that_pass_every_filter(
    asked: SimilarityRequest, expected: list[int], catalog: Catalog
) -> None:
    assert candidates(catalog, asked, [HEAT]) == expected


def test_the_collection_of_each_liked_film_is_skipped(catalog: Catalog) -> None:
    asked = SimilarityRequest(5, None, None, SimilarityTuning(skip_collection=True))
    assert candidates(catalog, asked, [SECOND]) == [HEAT]
    assert candidates(catalog, asked, [HEAT, SECOND]) == []


def test_the_collection_of_a_film_that_is_not_liked_stays(catalog: Catalog) -> None:
    asked = SimilarityRequest(5, None, None, SimilarityTuning(skip_collection=True))
    assert candidates(catalog, asked, [HEAT], SECOND) == [FIRST]


def test_the_films_asked_about_are_no_candidates(catalog: Catalog) -> None:
    assert candidates(catalog, USUAL, [HEAT, SECOND]) == [FIRST]
    assert candidates(catalog, USUAL, [HEAT], SECOND) == [FIRST]


def test_the_masks_of_the_catalog_stay_as_they_are(catalog: Catalog) -> None:
    before = catalog.visible.mask.copy()
    candidates(catalog, SimilarityRequest(5, ["2"], None, None), [HEAT])
    assert np.array_equal(catalog.visible.mask, before)


def test_the_tuning_reaches_the_recommender(catalog: Catalog) -> None:
    weights = [
        SignalWeight(signal=Signal.GENRE, weight=10.0),
        SignalWeight(signal=Signal.PLOT, weight=0.0),
    ]
    tuning = SimilarityTuning(weights=weights, diversity=1.0, min_score=0.25)
    _, recommender = asked_of(catalog, SimilarityRequest(7, None, None, tuning), [HEAT], FIRST)
    ((k, sent),) = recommender.tuned
    assert (k, sent.diversity, sent.min_score) == (7, 1.0, 0.25)
    factors = {Signal.GENRE: 10.0, Signal.PLOT: 0.0}
    assert recommender.queries == [([HEAT], (FIRST,), Basis.BLEND, factors)]


def test_null_in_a_tuning_is_its_default(catalog: Catalog) -> None:
    tuning = SimilarityTuning(weights=None, diversity=None, min_score=None, skip_collection=None)
    _, recommender = asked_of(catalog, SimilarityRequest(5, None, None, tuning), [HEAT])
    ((_, sent),) = recommender.tuned
    assert (sent.diversity, sent.min_score, recommender.queries[0][3]) == (0, 0, {})


@pytest.mark.parametrize(
    ("tuning", "message"),
    [
        (
            SimilarityTuning(weights=[SignalWeight(signal=Signal.ERA, weight=-0.5)]),
            "weight is -0.5; .* 0 to 10",
        ),
        (
            SimilarityTuning(weights=[SignalWeight(signal=Signal.ERA, weight=10.5)]),
            "weight is 10.5; .* 0 to 10",
        ),
        (
            SimilarityTuning(
                weights=[SignalWeight(signal=Signal.ERA, weight=1.0)] * (len(Signal) + 1)
            ),
            "weights is 'a list of 1",
        ),
        (
            SimilarityTuning(weights=[SignalWeight(signal=Signal.ERA, weight=0.0)]),
            "weights is 'all 0'; .*above",
        ),
        (SimilarityTuning(diversity=1.5), "diversity is 1.5; expected 0 to 1"),
        (SimilarityTuning(diversity=-0.5), "diversity is -0.5; expected 0 to 1"),
        (SimilarityTuning(min_score=1.5), "minScore is 1.5; expected 0 to 1"),
        (SimilarityTuning(min_score=-0.5), "minScore is -0.5; expected 0 to 1"),
    ],
)
def test_a_tuning_out_of_bounds_is_refused(
    tuning: SimilarityTuning, message: str, catalog: Catalog
) -> None:
    recommender = FakeRecommender()
    context = info_of(catalog, recommender).context
    with pytest.raises(BadUserInput, match=message):
        find_similar(context, [HEAT], [], Basis.CONTENT, SimilarityRequest(5, None, None, tuning))
    assert recommender.tuned == []


def test_seeds_are_rows_in_their_order_each_once(catalog: Catalog) -> None:
    context = info_of(catalog).context
    assert seeds(context, "like", ["2", "1", "2", "TW92aWU6MQ=="]) == [SECOND, HEAT]
    assert seeds(context, "like", []) == []


def test_every_unknown_seed_is_named(catalog: Catalog) -> None:
    with pytest.raises(BadUserInput, match="unlike is '999, nonsense'; expected ids of films"):
        seeds(info_of(catalog).context, "unlike", ["1", "999", "nonsense"])


def test_there_are_so_many_seeds_and_no_more(catalog: Catalog) -> None:
    context = info_of(catalog).context
    assert seeds(context, "like", ["1"] * MAX_SEEDS) == [HEAT]
    with pytest.raises(BadUserInput, match="like is 'a list of 51'; expected at most 50 values"):
        seeds(context, "like", ["1"] * (MAX_SEEDS + 1))
