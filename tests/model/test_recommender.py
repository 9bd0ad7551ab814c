"""Answers out of the tables of neighbors and out of the space."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from model.answers import STORED, Neighbor, Query, Tuning
from model.errors import WeightsAllZero
from model.knn import ReferenceNeighbors
from model.recommender import Recommender
from model.scores import weights_in_use
from model.signals.weights import default_weights
from tests.model.films import Film, World, liked_by, random_films, votes_of, world

each_basis = pytest.mark.parametrize("basis", Basis)


@pytest.fixture
def recommender(tmp_path: Path) -> Recommender:
    """Four films: the first has two neighbors, the last one none."""
    return world(tmp_path, Film("a", "x"), Film("a", "x"), Film("a"), Film("b")).recommender


def all_of(world: World) -> NDArray[np.bool_]:
    return np.ones(len(world.films), dtype=bool)


def movies_of(found: list[Neighbor]) -> list[int]:
    return [int(neighbor.movie) for neighbor in found]


# ── the table ────────────────────────────────────────────────────────────────────────────────────


def test_neighbors_come_with_rank_and_score(recommender: Recommender) -> None:
    found = recommender.similar(MovieRow(0), 2)
    assert [(neighbor.movie, neighbor.rank) for neighbor in found] == [(1, 1), (2, 2)]
    assert [neighbor.score for neighbor in found] == pytest.approx([0.22, 0.10])


def test_the_first_film_can_be_a_neighbor(recommender: Recommender) -> None:
    assert recommender.similar(MovieRow(1), 1)[0].movie == 0


@pytest.mark.parametrize(("k", "count"), [(1, 1), (2, 2), (3, 2), (100, 2)])
def test_there_are_k_neighbors_where_there_are_so_many(
    recommender: Recommender, k: int, count: int
) -> None:
    assert len(recommender.similar(MovieRow(0), k)) == count


@each_basis
def test_a_film_with_nothing_in_common_has_no_neighbors(
    recommender: Recommender, basis: Basis
) -> None:
    assert recommender.similar(MovieRow(3), 5, basis) == []
    query = recommender.query([3], [], basis)
    assert recommender.nearest(query, 5, Tuning(np.ones(4, dtype=bool))) == []


def test_cells_are_plain_numbers_that_json_knows(recommender: Recommender) -> None:
    query = recommender.query([0], [], Basis.CONTENT)
    tuned = recommender.nearest(query, 1, Tuning(np.ones(4, dtype=bool)))
    for movie, rank, score, _ in (*recommender.similar(MovieRow(0), 1), *tuned):
        assert isinstance(movie, int)
        assert (type(rank), type(score)) == (int, float)


@pytest.mark.parametrize("basis", STORED)
def test_without_filters_the_space_says_what_the_table_says(
    worlds: list[World], basis: Basis
) -> None:
    for made in worlds:
        for film in range(len(made.films)):
            stored = made.recommender.similar(MovieRow(film), 50, basis)
            query = made.recommender.query([film], [], basis)
            found = made.recommender.nearest(query, 50, Tuning(all_of(made)))
            assert [n.score for n in found] == pytest.approx([n.score for n in stored], abs=1e-6)
            said = {n.movie: n.score for n in stored}
            assert {n.movie: n.score for n in found} == pytest.approx(said, abs=1e-6)


# ── any question ─────────────────────────────────────────────────────────────────────────────────


class Question(NamedTuple):
    """A question that can be asked, and its answer."""

    made: World
    query: Query
    tuning: Tuning
    k: int
    found: list[Neighbor]

    def __repr__(self) -> str:
        return f"{self.k} like {self.query.liked}, not {self.query.unliked} of {self.made}"


@pytest.fixture(scope="session")
def questions(worlds: list[World]) -> st.SearchStrategy[Question]:
    """Questions of every kind about the catalogs made at random."""

    @st.composite
    def question(draw: Any) -> Question:
        made = draw(st.sampled_from(worlds))
        count = len(made.films)
        films = st.integers(0, count - 1)
        factors = st.dictionaries(st.sampled_from(Signal), st.sampled_from([0, 0.3, 1, 4]))
        try:
            query = made.recommender.query(
                draw(st.lists(films, min_size=1, max_size=4)),
                draw(st.just([]) | st.lists(films, max_size=2)),
                draw(st.sampled_from(Basis)),
                draw(st.none() | factors),
            )
        except WeightsAllZero:
            query = made.recommender.query([draw(films)], [], Basis.BLEND)
        tuning = Tuning(
            np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count))),
            draw(st.sampled_from([0.0, 0.0, 0.3, 1.0])),
            draw(st.sampled_from([0.0, 0.0, 0.1, 0.9])),
        )
        k = draw(st.integers(1, 12))
        return Question(made, query, tuning, k, made.recommender.nearest(query, k, tuning))

    return question()


@given(data=st.data())
def test_the_contributions_add_up_to_the_score(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    made, _, _, _, found = data.draw(questions)
    for neighbor in found:
        parts = made.recommender.contributions(neighbor)
        assert sum(part.share for part in parts) == pytest.approx(neighbor.score, abs=1e-6)
        assert sum(r.contribution for r in made.recommender.reasons(neighbor)) == pytest.approx(
            neighbor.score, abs=1e-6
        )


@given(data=st.data(), basis=st.sampled_from(STORED))
def test_the_contributions_of_stored_neighbors_add_up_to_the_score(
    data: st.DataObject, basis: Basis, worlds: list[World]
) -> None:
    made = data.draw(st.sampled_from(worlds))
    film = data.draw(st.integers(0, len(made.films) - 1))
    for neighbor in made.recommender.similar(MovieRow(film), 12, basis):
        parts = made.recommender.contributions(neighbor)
        assert sum(part.share for part in parts) == pytest.approx(neighbor.score, abs=1e-6)


@given(data=st.data())
def test_contributions_come_largest_first_one_for_each_signal_that_counts(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    made, query, _, _, found = data.draw(questions)
    for neighbor in found:
        parts = made.recommender.contributions(neighbor)
        shares = [part.share for part in parts]
        assert shares == sorted(shares, reverse=True)
        learned = (Signal.TONE, Signal.TASTE)
        assert all(part.shared and part.share > 0 for part in parts if part.signal not in learned)
        assert all(part.share for part in parts)
        assert len({part.signal for part in parts}) == len(parts)
        assert all(query.weights[part.signal] > 0 for part in parts)
        reasons = made.recommender.reasons(neighbor)
        assert [reason.signal for reason in reasons] == [part.signal for part in parts]


@given(data=st.data())
def test_scores_are_0_to_1_whatever_the_weights(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    _, query, _, _, found = data.draw(questions)
    assert sum(query.weights.values()) == pytest.approx(1)
    assert all(0 < neighbor.score <= 1 + 1e-6 for neighbor in found)


@given(data=st.data())
def test_only_candidates_that_score_enough_are_answers_and_no_film_of_the_query(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    _, query, tuning, _, found = data.draw(questions)
    movies = movies_of(found)
    assert all(tuning.candidates[movie] for movie in movies)
    assert all(neighbor.score >= tuning.min_score for neighbor in found)
    assert not set(movies) & {*query.liked, *query.unliked}
    assert [neighbor.rank for neighbor in found] == list(range(1, len(found) + 1))
    assert len(set(movies)) == len(movies)


@given(data=st.data())
def test_there_are_k_answers_whenever_so_many_candidates_have_a_score(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    """Filters come before k: all scores are known from a question without any."""
    made, query, tuning, k, found = data.draw(questions)
    everything = made.recommender.nearest(query, 1000, Tuning(all_of(made)))
    allowed = [
        neighbor
        for neighbor in everything
        if tuning.candidates[neighbor.movie] and neighbor.score >= tuning.min_score
    ]
    assert len(found) == min(k, len(allowed))
    if tuning.diversity == 0:
        assert movies_of(found) == movies_of(allowed)[:k]
    scores = {neighbor.movie: neighbor.score for neighbor in allowed}
    expected = [scores[neighbor.movie] for neighbor in found]
    assert [neighbor.score for neighbor in found] == pytest.approx(expected, abs=1e-6)


@given(data=st.data())
def test_the_first_answer_is_the_nearest_however_diverse_the_others_are(
    data: st.DataObject, questions: st.SearchStrategy[Question]
) -> None:
    made, query, tuning, k, found = data.draw(questions)
    plain = made.recommender.nearest(query, k, Tuning(tuning.candidates, 0, tuning.min_score))
    assert movies_of(found)[:1] == movies_of(plain)[:1]


# ── tuning by hand ───────────────────────────────────────────────────────────────────────────────


def test_diversity_prefers_a_film_of_another_kind(tmp_path: Path) -> None:
    """Films 1 and 2 are twins; film 3 is less near, but unlike them."""
    films = Film("a b", "x y"), Film("a", "x"), Film("a", "x"), Film("b")
    made = world(tmp_path, *films, *[Film("c")] * 2)
    query = made.recommender.query([0], [], Basis.CONTENT)
    plain = made.recommender.nearest(query, 3, Tuning(all_of(made)))
    diverse = made.recommender.nearest(query, 3, Tuning(all_of(made), diversity=0.5))
    assert movies_of(plain) == [1, 2, 3]
    assert movies_of(diverse) == [1, 3, 2]
    assert [n.rank for n in diverse] == [1, 2, 3]
    assert {n.movie: n.score for n in diverse} == {n.movie: n.score for n in plain}


def test_diversity_weighs_likeness_against_the_score(worlds: list[World]) -> None:
    """Maximal marginal relevance, worked out with the estimator's scores."""
    made = worlds[-1]
    query = made.recommender.query([2], [], Basis.CONTENT)
    plain = made.recommender.nearest(query, 1000, Tuning(all_of(made)))
    everything = made.model.kneighbors(range(40), 39)
    alike = np.zeros((40, 40))
    np.put_along_axis(alike, everything[1], everything[0], axis=1)
    left = {int(n.movie): n.score for n in plain}
    chosen: list[int] = []
    while len(chosen) < 8:
        worth = {
            movie: 0.6 * score - 0.4 * max((alike[movie, other] for other in chosen), default=0)
            for movie, score in left.items()
        }
        chosen.append(max(worth, key=lambda movie: worth[movie]))
        del left[chosen[-1]]
    found = made.recommender.nearest(query, 8, Tuning(all_of(made), diversity=0.4))
    assert movies_of(found) == chosen
    assert chosen != movies_of(plain)[:8]


def test_only_films_that_score_enough_are_answers(recommender: Recommender) -> None:
    query = recommender.query([0], [], Basis.CONTENT)
    everything = np.ones(4, dtype=bool)
    assert movies_of(recommender.nearest(query, 5, Tuning(everything, 0, 0.2))) == [1]
    assert recommender.nearest(query, 5, Tuning(everything, 0, 0.23)) == []


# ── weights ──────────────────────────────────────────────────────────────────────────────────────


def test_a_factor_multiplies_the_weight_of_its_signal(recommender: Recommender) -> None:
    weights = recommender.query([0], [], Basis.CONTENT, {Signal.GENRE: 2, Signal.PLOT: 0}).weights
    total = 1 + 0.10 - 0.085
    assert weights[Signal.GENRE] == pytest.approx(0.20 / total)
    assert weights[Signal.CAST] == pytest.approx(0.075 / total)
    assert weights[Signal.PLOT] == 0


@pytest.fixture
def rated(tmp_path: Path) -> Recommender:
    """Two films with an audience and one without."""
    stars = liked_by(1, 2)
    return world(tmp_path, Film("a", stars=stars), Film("b", stars=stars), Film("a")).recommender


def in_use(weights: Mapping[Signal, float]) -> dict[Signal, float]:
    return {signal: weight for signal, weight in weights.items() if weight}


def without_tags(basis: Basis) -> Mapping[Signal, float]:
    """The weights of a basis for a film that has no tags."""
    return weights_in_use(default_weights(basis), likes=0, lacking={Signal.TAG})


def test_the_audience_of_a_film_with_two_likes_has_half_of_its_share(rated: Recommender) -> None:
    weights = rated.query([0], [], Basis.BLEND).weights
    assert weights[Signal.AUDIENCE] == pytest.approx(0.55 / 2)
    found = {n.movie: n for n in rated.similar(MovieRow(0), 2, Basis.BLEND)}
    shares = {part.signal: part.share for part in rated.contributions(found[MovieRow(1)])}
    assert shares[Signal.AUDIENCE] == pytest.approx(0.55 / 2 * 2 / 22)


def test_a_film_that_nobody_likes_is_compared_without_an_audience(rated: Recommender) -> None:
    taste, blend = (rated.query([2], [], basis).weights for basis in STORED)
    assert in_use(blend) == pytest.approx(without_tags(Basis.TASTE))
    assert blend == pytest.approx(taste)


def test_by_content_nothing_counts_that_ratings_say(rated: Recommender) -> None:
    assert in_use(rated.query([0], [], Basis.CONTENT).weights) == pytest.approx(
        without_tags(Basis.CONTENT)
    )


@pytest.mark.parametrize("basis", [Basis.CONTENT, Basis.TASTE])
def test_factors_bring_in_what_a_basis_leaves_out(rated: Recommender, basis: Basis) -> None:
    both = {Signal.AUDIENCE: 1.0, Signal.TASTE: 1.0}
    blend = rated.query([0], [], Basis.BLEND).weights
    assert rated.query([0], [], basis, both).weights == pytest.approx(blend)


def test_a_factor_of_0_takes_the_audience_out_of_the_blend(rated: Recommender) -> None:
    weights = rated.query([0], [], Basis.BLEND, {Signal.AUDIENCE: 0}).weights
    assert in_use(weights) == pytest.approx(without_tags(Basis.TASTE))


def test_confidence_is_the_weight_of_what_both_films_have(tmp_path: Path) -> None:
    """Both have a genre and an era; the second has no plot."""
    films = Film("a", year=1999, overview="heist"), Film("a", year=1999), Film("a", year=1999)
    made = world(tmp_path, *films).recommender
    found = made.similar(MovieRow(1), 2)
    assert [made.confidence(neighbor) for neighbor in found] == pytest.approx([0.19 / 0.8] * 2)


@each_basis
def test_weights_that_leave_no_signal_are_refused(rated: Recommender, basis: Basis) -> None:
    with pytest.raises(WeightsAllZero):
        rated.query([0], [], basis, dict.fromkeys(Signal, 0.0))


def test_the_audience_alone_of_a_film_that_nobody_rated_is_refused(rated: Recommender) -> None:
    only = {signal: float(signal is Signal.AUDIENCE) for signal in Signal}
    assert rated.query([0], [], Basis.BLEND, only).weights[Signal.AUDIENCE] == 1
    with pytest.raises(WeightsAllZero):
        rated.query([2], [], Basis.BLEND, only)


@given(data=st.data(), basis=st.sampled_from(Basis))
def test_the_tuned_way_finds_what_the_reference_finds(
    data: st.DataObject, basis: Basis, worlds: list[World]
) -> None:
    """For a film alone: any weights, filters and minimum score, in either basis."""
    made = data.draw(st.sampled_from(worlds))
    count = len(made.films)
    film = data.draw(st.integers(0, count - 1))
    factors = data.draw(
        st.dictionaries(st.sampled_from(Signal), st.sampled_from([0.0, 0.3, 1.0, 4.0]))
    )
    candidates = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    min_score = data.draw(st.sampled_from([0.0, 0.1, 0.3]))
    of_blend = weights_in_use(
        default_weights(Basis.BLEND),
        likes=int(made.model.likes()[film]),
        lacking=made.model.lacking(film),
    )
    left_out = {s: 0.0 for s in Signal if s not in default_weights(basis)}
    weights = {s: w * {**left_out, **factors}.get(s, 1) for s, w in of_blend.items()}
    assume(sum(weights.values()) > 0)

    query = made.recommender.query([film], [], basis, factors)
    found = made.recommender.nearest(query, count, Tuning(candidates, min_score=min_score))

    asked = ReferenceNeighbors(weights=weights).fit(made.catalog)
    scores, rows = asked.kneighbors([film], count - 1)
    factor = votes_of(made.films).factor(film)
    expected = dict(zip(rows[0].tolist(), (scores[0] * factor[rows[0]]).tolist(), strict=True))
    least = max(min_score, 1e-6)
    told = {int(n.movie): n.score for n in found}
    assert told == pytest.approx({movie: expected[movie] for movie in told}, abs=1e-6)
    left = {m: s for m, s in expected.items() if candidates[m] and m not in told}
    assert all(score < least + 1e-6 for score in left.values())
    assert all(candidates[movie] for movie in told)


# ── several films ────────────────────────────────────────────────────────────────────────────────


def test_several_films_are_asked_for_by_their_mean(tmp_path: Path) -> None:
    made = world(tmp_path, Film("a"), Film("b"), Film("a"), Film("b"), Film("c"))
    query = made.recommender.query([0, 1], [], Basis.CONTENT)
    found = made.recommender.nearest(query, 9, Tuning(all_of(made)))
    assert movies_of(found) == [2, 3]
    assert [n.score for n in found] == pytest.approx([0.05, 0.05])


def test_what_an_unliked_film_has_counts_half_less(tmp_path: Path) -> None:
    made = world(tmp_path, Film("a b"), Film("b"), Film("a"), Film("b"))
    query = made.recommender.query([0], [1], Basis.CONTENT)
    found = made.recommender.nearest(query, 9, Tuning(all_of(made)))
    length = np.hypot(np.log(5 / 3) + 1, np.log(5 / 4) + 1)
    a, b = (np.log(5 / 3) + 1) / length, (np.log(5 / 4) + 1) / length
    assert movies_of(found) == [2, 3]
    assert [n.score for n in found] == pytest.approx([0.10 * a, 0.10 * (b - 0.5)])


def test_the_votes_of_several_films_count_by_their_mean(tmp_path: Path) -> None:
    made = world(tmp_path, Film("a", votes=9), Film("a", votes=999), Film("a"))
    assert made.recommender.query([0, 1], [2], Basis.CONTENT).log_votes == pytest.approx(2)


def test_without_ratings_every_basis_says_what_the_content_of_rated_films_says(
    tmp_path: Path,
) -> None:
    films = random_films(40, 9)
    rated = world(tmp_path / "rated", *films).recommender
    unrated = world(tmp_path / "unrated", *(film._replace(stars={}) for film in films)).recommender
    every = Tuning(np.ones(len(films), dtype=bool))
    for film in range(len(films)):
        content = rated.nearest(rated.query([film], [], Basis.CONTENT), 10, every)
        for basis in Basis:
            found = unrated.nearest(unrated.query([film], [], basis), 10, every)
            assert [n.score for n in found] == pytest.approx([n.score for n in content], abs=1e-6)
            stored = unrated.similar(MovieRow(film), 10, basis)
            assert [n.score for n in stored] == pytest.approx([n.score for n in content], abs=1e-6)
