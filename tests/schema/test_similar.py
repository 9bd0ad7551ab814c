"""Films like a film, and which film a title means."""

from __future__ import annotations

import pytest

from resolvers.context import Context
from tests.support.graphql import ask

MATCH = """query ($title: String!, $year: Int) { similarMovies(title: $title, year: $year, k: 1) {
    match { kind confidence movie { title year } } } }"""


@pytest.mark.parametrize(
    ("title", "k", "expected"),
    [
        ("Heat", 5, {"The Insider", "Thief"}),
        ("Toy Story", 2, {"Toy Story 2", "Toy Story 3"}),
        ("The Godfather", 2, {"The Godfather: Part II", "The Godfather: Part III"}),
    ],
)
def test_films_are_like_those_that_anybody_would_name(
    title: str, k: int, expected: set[str], sample: Context
) -> None:
    query = """query ($title: String!, $k: Int!) {
        similarMovies(title: $title, k: $k) { results { movie { title } } } }"""
    results = ask(sample, query, title=title, k=k)["similarMovies"]["results"]
    assert len(results) == k
    assert expected <= {result["movie"]["title"] for result in results}


def test_results_have_ranks_and_falling_scores_and_leave_the_film_out(sample: Context) -> None:
    query = '{ similarMovies(title: "Heat", k: 100) { results { rank score movie { tmdbId } } } }'
    results = ask(sample, query)["similarMovies"]["results"]
    scores = [result["score"] for result in results]
    assert [result["rank"] for result in results] == list(range(1, 101))
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] < 1
    assert 949 not in {result["movie"]["tmdbId"] for result in results}


def test_there_are_five_results_unless_more_are_asked_for(sample: Context) -> None:
    query = """{ similarMovies(title: "Heat") { results { rank } } movie(id: 949) {
        similar { rank } more: similar(k: 7) { rank } } }"""
    answer = ask(sample, query)
    assert len(answer["similarMovies"]["results"]) == 5
    assert len(answer["movie"]["similar"]) == 5
    assert len(answer["movie"]["more"]) == 7


def test_both_ways_to_ask_give_the_same_films(sample: Context) -> None:
    query = """{ movie(id: 949) { similar(k: 20) { rank score movie { id } } }
        similarMovies(title: "Heat", k: 20) { results { rank score movie { id } } } }"""
    answer = ask(sample, query)
    assert answer["movie"]["similar"] == answer["similarMovies"]["results"]


@pytest.mark.parametrize(
    ("title", "kind", "confidence", "found"),
    [
        ("Heat", "EXACT", 1.0, "Heat"),
        ("heat!", "EXACT", 1.0, "Heat"),
        ("Amélie", "EXACT", 1.0, "Amélie"),
        ("amelie", "EXACT", 1.0, "Amélie"),
        ("spiderman", "EXACT", 1.0, "Spider-Man"),
        ("godfather", "NORMALIZED", 0.95, "The Godfather"),
        ("shining", "NORMALIZED", 0.95, "The Shining"),
        ("7 samurai", "NORMALIZED", 0.95, "Seven Samurai"),
    ],
)
def test_a_title_is_recognized_in_tiers(
    title: str, kind: str, confidence: float, found: str, sample: Context
) -> None:
    match = ask(sample, MATCH, title=title)["similarMovies"]["match"]
    assert (match["kind"], match["confidence"], match["movie"]["title"]) == (
        kind,
        confidence,
        found,
    )


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("godfater", "The Godfather"),
        ("matriks", "The Matrix"),
        ("harry poter", "Harry Potter and the Philosopher's Stone"),
    ],
)
def test_typos_are_recognized_with_less_confidence(title: str, found: str, sample: Context) -> None:
    match = ask(sample, MATCH, title=title)["similarMovies"]["match"]
    assert (match["kind"], match["movie"]["title"]) == ("FUZZY", found)
    assert 0.6 < match["confidence"] < 0.9


def test_an_unknown_title_is_no_error_but_suggestions_and_no_results(sample: Context) -> None:
    query = """{ movie(title: "xyzzy qqheatqq") { title } similarMovies(title: "xyzzy qqheatqq") {
        match { kind confidence movie { title } alternatives { title } } results { rank } } }"""
    answer = ask(sample, query)
    assert answer["movie"] is None
    assert len(answer["similarMovies"]["match"].pop("alternatives")) == 5
    assert answer["similarMovies"] == {
        "match": {"kind": "NONE", "confidence": 0, "movie": None},
        "results": [],
    }


@pytest.mark.parametrize("title", ["", "   "])
def test_an_empty_title_means_no_film(title: str, sample: Context) -> None:
    match = ask(sample, MATCH, title=title)["similarMovies"]["match"]
    assert match == {"kind": "NONE", "confidence": 0, "movie": None}


@pytest.mark.parametrize("year", [1972, 1986, 1995])
def test_a_year_chooses_among_namesakes(year: int, sample: Context) -> None:
    expected = {"kind": "EXACT", "confidence": 1.0, "movie": {"title": "Heat", "year": year}}
    beside = ask(sample, MATCH, title="Heat", year=year)
    inside = ask(sample, MATCH, title=f"Heat ({year})")
    assert beside["similarMovies"]["match"] == expected
    assert inside == beside
    query = f'{{ movie(title: "Heat", year: {year}) {{ year }} }}'
    assert ask(sample, query)["movie"] == {"year": year}


def test_of_namesakes_the_one_with_most_votes_wins_and_the_others_are_offered(
    sample: Context,
) -> None:
    query = """{ similarMovies(title: "Heat") { match { movie { year } alternatives(first: 2) {
        title year } } } }"""
    assert ask(sample, query)["similarMovies"]["match"] == {
        "movie": {"year": 1995},
        "alternatives": [{"title": "Heat", "year": 1972}, {"title": "Heat", "year": 1986}],
    }


def test_a_year_that_no_namesake_has_gives_the_nearest_with_less_confidence(
    sample: Context,
) -> None:
    match = ask(sample, MATCH, title="Heat (1990)")["similarMovies"]["match"]
    assert (match["kind"], match["movie"]) == ("FUZZY", {"title": "Heat", "year": 1986})
    assert match["confidence"] == pytest.approx(0.9 * 0.8)


def test_as_many_alternatives_as_asked_for(sample: Context) -> None:
    query = """{ similarMovies(title: "Heat") { match { movie { id } none: alternatives(first: 0)
        { id } three: alternatives(first: 3) { id } all: alternatives(first: 100) { id } } } }"""
    match = ask(sample, query)["similarMovies"]["match"]
    assert match["none"] == []
    assert match["three"] == match["all"][:3]
    assert match["movie"] not in match["all"]
