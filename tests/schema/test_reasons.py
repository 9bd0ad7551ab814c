"""Why a film is an answer."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.context import Context
from tests.support.graphql import ask, outcome

REASONS = "score reasons(first: 100) { signal contribution shared text es: text(lang: ES) }"
TUNED = """k: 50, exclude: [863], where: {year: {min: 1960}}, tuning: {diversity: 0.4,
    minScore: 0.01, skipCollection: true, weights: [{signal: KEYWORD, weight: 10},
    {signal: GENRE, weight: 0}, {signal: AUDIENCE, weight: 3}, {signal: ERA, weight: 0.3}]}"""
ASKED = [
    "movie(id: 862) { similar(k: 100) { @ } }",
    "movie(id: 949) { similar(k: 100) { @ } }",
    "movie(id: 99000009) { similar(k: 100) { @ } }",
    f"movie(id: 862) {{ similar({TUNED}) {{ @ }} }}",
    'similarMovies(title: "The Godfather", k: 100) { results { @ } }',
    f'similarMovies(title: "Alien", {TUNED}) {{ results {{ @ }} }}',
    "recommend(like: [862], k: 100) { @ }",
    "recommend(like: [862, 949, 238], unlike: [863], k: 100) { @ }",
    f"recommend(like: [862, 949], unlike: [238, 240], {TUNED}) {{ @ }}",
]
OF_RATED = [
    "movie(id: 6) { similar(k: 100) { @ } }",
    "recommend(like: [6], k: 100) { @ }",
    "recommend(like: [1, 2, 12], unlike: [25], k: 100) { @ }",
    """recommend(like: [1, 2], unlike: [12], k: 100, where: {includeAdult: true}, tuning: {weights:
        [{signal: AUDIENCE, weight: 10}]}) { @ }""",
    """movie(id: 6) { similar(k: 100, tuning: {weights: [{signal: AUDIENCE, weight: 2}]})
        { @ } }""",
]


def answers(context: Context, query: str) -> list[Any]:
    found: Any = ask(context, "{ " + query.replace("@", REASONS) + " }")
    while not isinstance(found, list):
        (found,) = found.values()
    films: list[Any] = found
    return films


def check(films: list[Any]) -> None:
    assert len(films) > 5
    for film in films:
        shares = [reason["contribution"] for reason in film["reasons"]]
        signals = [reason["signal"] for reason in film["reasons"]]
        assert film["score"] == pytest.approx(sum(shares), abs=1e-6)
        assert shares == sorted(shares, reverse=True)
        unlike = {s for s, share in zip(signals, shares, strict=True) if share < 0}
        assert unlike <= {"TONE", "TASTE"}
        assert len(set(signals)) == len(signals)
        for reason in film["reasons"]:
            assert 1 <= len(reason["shared"]) <= 5
            assert all(name.strip() for name in reason["shared"])
            assert all(name in reason["text"] for name in reason["shared"])
            assert reason["text"].strip()
            assert reason["es"].strip()
            assert reason["es"] != reason["text"]


@pytest.mark.parametrize("query", ASKED)
def test_contributions_add_up_to_the_score_largest_first_and_say_something(
    query: str, sample: Context
) -> None:
    check(answers(sample, query))


@pytest.mark.parametrize("query", OF_RATED)
def test_so_they_do_where_there_are_ratings(query: str, evaluated: Context) -> None:
    check(answers(evaluated, query))


def reasons(context: Context, film: int, other: int) -> dict[str, Any]:
    """The reasons why `other` is like `film`, by signal."""
    query = f"movie(id: {film}) {{ similar(where: {{ids: [{other}]}}) {{ @ }} }}"
    (found,) = answers(context, query)
    return {reason.pop("signal"): reason for reason in found["reasons"]}


def test_toy_story_2_is_like_toy_story_for_what_both_have(sample: Context) -> None:
    why = reasons(sample, 862, 863)
    assert why["COLLECTION"]["shared"] == ["Toy Story Collection"]
    assert why["COLLECTION"]["text"] == "Also part of Toy Story Collection"
    assert why["COLLECTION"]["es"] == "También parte de Toy Story Collection"
    assert set(why["GENRE"]["shared"]) == {"Animation", "Comedy", "Family"}
    assert "Animación" in why["GENRE"]["es"]
    assert {"Tom Hanks", "Tim Allen"} <= set(why["CAST"]["shared"])
    assert why["CAST"]["text"] == "Also with " + ", ".join(why["CAST"]["shared"])
    assert "Pixar Animation Studios" in why["COMPANY"]["shared"]
    assert why["ERA"]["shared"] == ["1995", "1999"]
    assert why["LANGUAGE"]["shared"] == ["English", "United States"]
    assert why["LANGUAGE"]["es"] == "El mismo idioma o país: inglés, Estados Unidos"


def test_makers_and_keywords_are_named(sample: Context) -> None:
    why = reasons(sample, 949, 11524)  # Thief
    assert "Michael Mann" in why["CREW"]["shared"]
    assert "Michael Mann" in why["CREW"]["text"]
    keywords = {
        word["name"]
        for id in (949, 11524)
        for word in ask(sample, f"{{ movie(id: {id}) {{ keywords {{ name }} }} }}")["movie"][
            "keywords"
        ]
    }
    assert set(why.get("KEYWORD", {"shared": []})["shared"]) <= keywords


def test_a_director_of_both_is_called_so(evaluated: Context) -> None:
    why = reasons(evaluated, 4, 7)
    assert why["CREW"]["shared"] == ["Maker 100"]
    assert why["CREW"]["text"] == "Also directed by Maker 100"
    assert why["CREW"]["es"] == "También dirigida por Maker 100"


def test_reasons_are_three_unless_more_or_fewer_are_asked_for(sample: Context) -> None:
    query = """{ movie(id: 862) { similar(k: 1) { reasons { signal } none: reasons(first: 0)
        { signal } two: reasons(first: 2) { signal } all: reasons(first: 100) { signal } } } }"""
    ((film),) = ask(sample, query)["movie"]["similar"]
    assert len(film["all"]) > 3
    assert film["none"] == []
    assert (film["two"], film["reasons"]) == (film["all"][:2], film["all"][:3])


def test_too_many_reasons_are_refused(sample: Context) -> None:
    query = "{ movie(id: 862) { similar(k: 1) { rank reasons(first: 101) { signal } } } }"
    _, (refusal,) = outcome(sample, query)
    assert refusal == (
        ["movie", "similar", 0, "reasons"],
        "BAD_USER_INPUT",
        "first is 101; expected 0 to 100",
    )
