"""Films for somebody who likes some films and dislikes others."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.context import Context
from tests.support.graphql import ask, outcome

TOY_STORY, TOY_STORY_2, TOY_STORY_3, HEAT, GODFATHER = 862, 863, 10193, 949, 238


def recommend(context: Context, arguments: str, **variables: Any) -> list[Any]:
    query = f"{{ recommend({arguments}) {{ rank score movie {{ tmdbId title }} }} }}"
    if variables:
        query = f"query ($ids: [ID!]!) {query}"
    films: list[Any] = ask(context, query, **variables)["recommend"]
    return films


def scores(films: list[Any]) -> dict[int, float]:
    return {film["movie"]["tmdbId"]: film["score"] for film in films}


def test_there_are_ten_with_ranks_and_falling_scores_unless_more_are_asked_for(
    sample: Context,
) -> None:
    films = recommend(sample, f"like: [{TOY_STORY}, {HEAT}]")
    assert [film["rank"] for film in films] == list(range(1, 11))
    assert list(scores(films).values()) == sorted(scores(films).values(), reverse=True)
    assert len(recommend(sample, f"like: [{TOY_STORY}], k: 33")) == 33


@pytest.mark.parametrize("unlike", ["", f", unlike: [{GODFATHER}]"])
@pytest.mark.parametrize("more", ["", ", tuning: {}", ", where: {}"])
def test_no_seed_is_among_the_answers(unlike: str, more: str, sample: Context) -> None:
    """Each of the Toy Stories is the nearest of the other."""
    films = recommend(sample, f"like: [{TOY_STORY}, {TOY_STORY_2}], k: 100{unlike}{more}")
    assert len(films) == 100
    assert TOY_STORY_3 in scores(films)
    assert not {TOY_STORY, TOY_STORY_2} & scores(films).keys()
    assert not (unlike and GODFATHER in scores(films))


def test_a_film_is_no_answer_even_when_it_is_the_only_candidate(sample: Context) -> None:
    where = f"where: {{ids: [{TOY_STORY}, {HEAT}]}}"
    assert recommend(sample, f"like: [{TOY_STORY}], unlike: [{HEAT}], {where}") == []


def test_what_is_disliked_pushes_its_like_away(sample: Context) -> None:
    part_two = 240
    like = f"like: [{TOY_STORY}, {GODFATHER}], where: {{ids: [{TOY_STORY_3}, {part_two}, 12]}}"
    plain, pushed = (
        scores(recommend(sample, like + unlike)) for unlike in ("", f", unlike: [{TOY_STORY_2}]")
    )
    assert pushed[TOY_STORY_3] < plain[TOY_STORY_3]
    away = plain[TOY_STORY_3] - pushed[TOY_STORY_3]
    assert away > abs(plain[part_two] - pushed[part_two])
    usual, without = (
        list(scores(recommend(sample, f"k: 100, like: [{TOY_STORY}, {GODFATHER}]{unlike}")))
        for unlike in ("", f", unlike: [{TOY_STORY_2}]")
    )
    assert TOY_STORY_3 in usual[:3]
    assert TOY_STORY_3 not in without[:3]


def test_the_same_film_twice_counts_once(sample: Context) -> None:
    once = recommend(sample, f"like: [{HEAT}, {TOY_STORY}]")
    global_id = ask(sample, f"{{ movie(id: {HEAT}) {{ id }} }}")["movie"]["id"]
    again = f'like: [{HEAT}, {TOY_STORY}, {HEAT}, "{global_id}", "tt0113277"]'
    assert recommend(sample, again) == once


def test_one_film_without_ratings_gives_what_is_similar(sample: Context) -> None:
    query = (
        f"{{ movie(id: {HEAT}) {{ similar(k: 10) {{ rank score movie {{ tmdbId title }} }} }} }}"
    )
    assert recommend(sample, f"like: [{HEAT}]") == ask(sample, query)["movie"]["similar"]


def test_the_order_of_the_seeds_does_not_matter(sample: Context) -> None:
    one = scores(recommend(sample, f"like: [{HEAT}, {TOY_STORY}, {GODFATHER}]"))
    other = scores(recommend(sample, f"like: [{GODFATHER}, {HEAT}, {TOY_STORY}]"))
    assert one == pytest.approx(other, abs=1e-6)


def test_fifty_films_can_be_liked_and_one_more_not(sample: Context) -> None:
    page = ask(sample, "{ movies(first: 51) { nodes { tmdbId } } }")["movies"]["nodes"]
    ids = [film["tmdbId"] for film in page]
    films = recommend(sample, "like: $ids, k: 100", ids=ids[:50])
    assert len(films) == 100
    assert not set(ids[:50]) & scores(films).keys()

    for field in ("like: $ids", f"like: [{HEAT}], unlike: $ids"):
        query = f"query ($ids: [ID!]!) {{ recommend({field}) {{ rank }} }}"
        data, (refusal,) = outcome(sample, query, ids=ids)
        argument = "like" if field == "like: $ids" else "unlike"
        message = f"{argument} is 'a list of 51'; expected at most 50 values"
        assert refusal == (["recommend"], "BAD_USER_INPUT", message)
        assert data == {"recommend": None}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("like: []", "like is []; expected 1 to 50 films"),
        ("like: [], unlike: [949]", "like is []; expected 1 to 50 films"),
        (
            'like: [949, 1, "nonsense"]',
            "like is '1, nonsense'; expected ids of films in the catalog",
        ),
        (
            "like: [949], unlike: [999999999]",
            "unlike is '999999999'; expected ids of films in the catalog",
        ),
    ],
)
def test_seeds_that_cannot_be_used_are_named(arguments: str, message: str, sample: Context) -> None:
    query = f"{{ recommend({arguments}) {{ rank }} genre(id: 80) {{ name }} }}"
    data, refusals = outcome(sample, query)
    assert data == {"recommend": None, "genre": {"name": "Crime"}}
    assert refusals == [(["recommend"], "BAD_USER_INPUT", message)]


@pytest.mark.parametrize("unlike", ["[]", "null"])
def test_nothing_has_to_be_disliked(unlike: str, sample: Context) -> None:
    plain = recommend(sample, f"like: [{HEAT}]")
    assert recommend(sample, f"like: [{HEAT}], unlike: {unlike}") == plain


def test_a_film_both_liked_and_disliked_is_still_answered(sample: Context) -> None:
    films = recommend(sample, f"like: [{HEAT}], unlike: [{HEAT}]")
    assert len(films) == 10
    assert HEAT not in scores(films)


def test_filters_and_tuning_apply(sample: Context) -> None:
    query = f"""{{ recommend(like: [{TOY_STORY}, {HEAT}], k: 20, exclude: [{TOY_STORY_2}],
        where: {{year: {{min: 1995, max: 2010}}}}, tuning: {{skipCollection: true, minScore: 0.01,
        diversity: 0.2, weights: [{{signal: KEYWORD, weight: 2}}]}}) {{
        movie {{ tmdbId year }} }} }}"""
    films = [found["movie"] for found in ask(sample, query)["recommend"]]
    assert len(films) == 20
    assert all(1995 <= film["year"] <= 2010 for film in films)
    assert not {TOY_STORY_2, TOY_STORY_3} & {film["tmdbId"] for film in films}


REASONS = "{ movie { tmdbId } score reasons(first: 100) { signal contribution shared text } }"


def audience(films: list[Any]) -> list[Any]:
    return [r for film in films for r in film["reasons"] if r["signal"] == "AUDIENCE"]


def test_recommendations_hear_the_audience_and_similar_films_do_not(evaluated: Context) -> None:
    query = f"{{ recommend(like: [6]) {REASONS} movie(id: 6) {{ similar(k: 10) {REASONS} }} }}"
    answer = ask(evaluated, query)
    assert audience(answer["recommend"])
    assert audience(answer["movie"]["similar"]) == []


def test_the_audience_says_how_many_of_how_many(evaluated: Context) -> None:
    """Users 3, 6, … 24 are the crowd of Crime; they like films whose number + user is odd by 4."""
    likes_6 = {user for user in range(3, 25, 3) if (5 + user) % 4}
    likes_7 = {user for user in range(3, 25, 3) if (6 + user) % 4}
    query = f"{{ recommend(like: [6], where: {{ids: [7]}}) {REASONS} }}"
    (reason,) = audience(ask(evaluated, query)["recommend"])
    both = len(likes_6 & likes_7)
    assert 0 < both < len(likes_6)
    assert reason["text"] == f"{both} of {len(likes_6)} who liked Crime 5 also liked Crime 6"
    assert reason["shared"] == [reason["text"]]


def test_a_weight_lets_similar_films_hear_the_audience(evaluated: Context) -> None:
    query = f"""{{ movie(id: 6) {{ similar(tuning: {{weights: [{{signal: AUDIENCE, weight: 1}}]}})
        {REASONS} }} }}"""
    assert audience(ask(evaluated, query)["movie"]["similar"])


def test_a_weight_of_0_makes_recommendations_deaf_to_the_audience(evaluated: Context) -> None:
    query = f"""{{ recommend(like: [6], tuning: {{weights: [{{signal: AUDIENCE, weight: 0}}]}})
        {REASONS} movie(id: 6) {{ similar(k: 10) {REASONS} }} }}"""
    answer = ask(evaluated, query)
    assert audience(answer["recommend"]) == []
    assert scores(answer["recommend"]) == pytest.approx(scores(answer["movie"]["similar"]))
