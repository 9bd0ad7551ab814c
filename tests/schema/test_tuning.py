"""Filters and tuning of `similarMovies` and `Movie.similar`."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.context import Context
from tests.support import rated_catalog
from tests.support.graphql import (
    ADULT,
    ask,
    every_film,
    outcome,
)

FIELDS = "score rank movie { tmdbId title year adult collection { name } genres { name } }"
TOY_STORY, TOY_STORY_2, TOY_STORY_3 = 862, 863, 10193
TOYS = {TOY_STORY_2, TOY_STORY_3}


def similar(context: Context, arguments: str, title: str = "Toy Story") -> Any:
    query = f"""{{ similarMovies(title: "{title}" {arguments}) {{
        candidateCount results {{ {FIELDS} }} }} }}"""
    return ask(context, query)["similarMovies"]


def ids(answer: Any) -> list[int]:
    return [result["movie"]["tmdbId"] for result in answer["results"]]


def test_excluded_films_give_way_to_the_next(sample: Context) -> None:
    usual = similar(sample, "k: 7")
    answer = similar(sample, f"k: 5, exclude: [{TOY_STORY_2}, {TOY_STORY_3}]")
    assert set(ids(usual)) >= TOYS
    assert ids(answer) == [id for id in ids(usual) if id not in TOYS]
    assert [result["rank"] for result in answer["results"]] == [1, 2, 3, 4, 5]
    assert answer["candidateCount"] == usual["candidateCount"] - 2


@pytest.mark.parametrize("unknown", ["999999999", '"nonsense"', '""', '"TW92aWU6eA=="'])
def test_an_unknown_id_in_exclude_is_ignored(unknown: str, sample: Context) -> None:
    answer = similar(sample, f"exclude: [{unknown}]")
    assert ids(answer) == ids(similar(sample, ""))
    assert answer["candidateCount"] == similar(sample, "")["candidateCount"]


def test_every_kind_of_id_excludes(sample: Context) -> None:
    film = ask(sample, f"{{ movie(id: {TOY_STORY_2}) {{ id imdbId }} }}")["movie"]
    for id in (TOY_STORY_2, film["id"], film["imdbId"]):
        assert TOY_STORY_2 not in ids(similar(sample, f'exclude: ["{id}"]'))


def test_a_filter_comes_before_k(sample: Context) -> None:
    where = 'where: {genres: {any: ["Western"]}}'
    westerns = {
        film["tmdbId"]
        for film in every_film(sample, "tmdbId genres { name }")
        if {"name": "Western"} in film["genres"]
    }
    assert len(westerns) >= 3
    answer = similar(sample, f"k: 3, {where}")
    assert len(answer["results"]) == 3
    assert set(ids(answer)) <= westerns
    assert answer["candidateCount"] == len(westerns)


def test_where_fewer_than_k_pass_there_are_fewer_results(sample: Context) -> None:
    answer = similar(sample, 'where: {collections: {any: ["Toy Story Collection"]}}')
    assert answer["candidateCount"] == 2
    assert ids(answer) == [TOY_STORY_2, TOY_STORY_3]


def test_where_no_film_passes_there_is_no_result(sample: Context) -> None:
    answer = similar(sample, "where: {year: {min: 2100}}")
    assert answer == {"candidateCount": 0, "results": []}


def test_an_unknown_title_has_no_candidates(sample: Context) -> None:
    answer = similar(sample, "where: {}", title="xyzzy qqheatqq")
    assert answer == {"candidateCount": 0, "results": []}


def test_the_usual_candidates_are_all_films_but_adult_ones_and_the_film_itself(
    sample: Context,
) -> None:
    count = ask(sample, "{ catalog { movieCount } }")["catalog"]["movieCount"]
    for arguments in ("", "where: {}", "tuning: {}"):
        assert similar(sample, arguments)["candidateCount"] == count - 1


NOTHING_TUNED = [
    "tuning: {}",
    "where: {}",
    "where: {includeAdult: null}",
    "exclude: []",
    "exclude: null, where: null, tuning: null",
    "tuning: {weights: [], diversity: 0, minScore: 0, skipCollection: false}",
    "tuning: {weights: null, diversity: null, minScore: null, skipCollection: null}",
    "tuning: {weights: [{signal: PLOT, weight: 1}]}",
]


@pytest.mark.parametrize("arguments", NOTHING_TUNED)
@pytest.mark.parametrize("title", ["Toy Story", "Heat", "The Empty Reel"])
def test_a_tuning_that_tunes_nothing_gives_the_usual_answer(
    title: str, arguments: str, sample: Context
) -> None:
    """Scores of the stored answers are rounded to 32 bits, so near ties may change places."""
    usual = similar(sample, "k: 30", title)
    tuned = similar(sample, f"k: 30, {arguments}", title)
    assert tuned["candidateCount"] == usual["candidateCount"]
    scores = [
        {result["movie"]["tmdbId"]: result["score"] for result in answer["results"]}
        for answer in (usual, tuned)
    ]
    assert list(scores[0].values()) == pytest.approx(list(scores[1].values()), abs=1e-6)
    for id in scores[0].keys() & scores[1].keys():
        assert scores[0][id] == pytest.approx(scores[1][id], abs=1e-6)
    for id in scores[0].keys() ^ scores[1].keys():
        assert {**scores[0], **scores[1]}[id] == pytest.approx(min(scores[0].values()), abs=1e-6)


@pytest.mark.parametrize("mode", ["movie(id: 1) { similar(k: 40", "recommend(like: [1], k: 40"])
def test_a_tuning_that_tunes_nothing_gives_the_usual_answer_with_ratings_too(
    mode: str, evaluated: Context
) -> None:
    closing = " }" if "{" in mode else ""
    usual, tuned = (
        ask(evaluated, f"{{ {mode}{more}) {{ score movie {{ tmdbId }} }}{closing} }}")
        for more in ("", ", tuning: {}")
    )
    found = [answer.get("recommend") or answer["movie"]["similar"] for answer in (usual, tuned)]
    scores = [{f["movie"]["tmdbId"]: f["score"] for f in films} for films in found]
    assert len(scores[0]) > 5
    assert scores[0] == pytest.approx(scores[1], abs=1e-6)


def test_a_weight_of_0_takes_a_signal_out_of_scores_and_reasons(sample: Context) -> None:
    query = """{ movie(id: 862) { similar(k: 20, tuning: {weights: [
        {signal: COLLECTION, weight: 0}, {signal: GENRE, weight: 0}]}) {
        score reasons(first: 100) { signal contribution } } } }"""
    films = ask(sample, query)["movie"]["similar"]
    signals = {reason["signal"] for film in films for reason in film["reasons"]}
    assert "ERA" in signals
    assert not signals & {"COLLECTION", "GENRE"}
    for film in films:
        total = sum(reason["contribution"] for reason in film["reasons"])
        assert film["score"] == pytest.approx(total, abs=1e-6)


def test_a_heavier_signal_has_a_larger_share(sample: Context) -> None:
    def era(weight: float) -> float:
        query = f"""{{ movie(id: 862) {{ similar(where: {{ids: [863]}}, tuning: {{weights: [
            {{signal: ERA, weight: {weight}}}]}}) {{ reasons(first: 100) {{
            signal contribution }} }} }} }}"""
        (film,) = ask(sample, query)["movie"]["similar"]
        shares = {reason["signal"]: reason["contribution"] for reason in film["reasons"]}
        return float(shares["ERA"])

    assert era(0.5) < era(1) < era(10)


def test_scores_stay_below_1_whatever_the_weights(sample: Context) -> None:
    for signal in ("GENRE", "ERA", "LANGUAGE", "CREW"):
        answer = similar(sample, f"tuning: {{weights: [{{signal: {signal}, weight: 10}}]}}")
        assert all(0 < result["score"] <= 1 for result in answer["results"])


def test_one_signal_alone_ranks_by_it(sample: Context) -> None:
    signals = ask(sample, "{ catalog { model { signals { signal } } } }")["catalog"]["model"]
    others = [s["signal"] for s in signals["signals"] if s["signal"] != "COLLECTION"]
    weights = ", ".join(f"{{signal: {signal}, weight: 0}}" for signal in others)
    answer = similar(sample, f"k: 10, tuning: {{weights: [{weights}]}}")
    assert set(ids(answer)) == TOYS


def test_sequels_can_be_skipped(sample: Context) -> None:
    answer = similar(sample, "k: 20, tuning: {skipCollection: true}")
    usual = similar(sample, "k: 22")
    assert len(answer["results"]) == 20
    assert not TOYS & set(ids(answer))
    assert answer["candidateCount"] == usual["candidateCount"] - 2
    assert set(ids(answer)) == set(ids(usual)) - TOYS


def test_a_least_score_cuts_the_list(sample: Context) -> None:
    usual = similar(sample, "k: 100")["results"]
    bar = (usual[9]["score"] + usual[10]["score"]) / 2
    answer = similar(sample, f"k: 100, tuning: {{minScore: {bar}}}")
    assert [result["score"] >= bar for result in answer["results"]] == [True] * 10
    assert similar(sample, "tuning: {minScore: 1}")["results"] == []


def test_diversity_brings_films_that_are_less_alike_and_keeps_the_nearest_first(
    sample: Context,
) -> None:
    usual, diverse = (similar(sample, f"k: 8, tuning: {{diversity: {d}}}") for d in (0, 0.7))
    assert ids(diverse)[0] == ids(usual)[0]
    assert set(ids(diverse)) != set(ids(usual))
    assert len(set(ids(diverse))) == 8
    everyone = {r["movie"]["tmdbId"]: r["score"] for r in similar(sample, "k: 100")["results"]}
    for result in diverse["results"]:
        id = result["movie"]["tmdbId"]
        assert result["score"] == pytest.approx(everyone.get(id, result["score"]), abs=1e-6)
    assert [result["rank"] for result in diverse["results"]] == list(range(1, 9))


def test_both_ways_to_ask_give_the_same_tuned_films(sample: Context) -> None:
    arguments = """k: 9, exclude: [863], where: {year: {min: 1980}},
        tuning: {weights: [{signal: ERA, weight: 0}], diversity: 0.3, minScore: 0.01}"""
    beside = similar(sample, arguments)["results"]
    query = f"{{ movie(id: {TOY_STORY}) {{ similar({arguments}) {{ {FIELDS} }} }} }}"
    assert len(beside) == 9
    assert ask(sample, query)["movie"]["similar"] == beside


@pytest.mark.parametrize("arguments", ["", "tuning: {}", "where: {}", "exclude: [1]"])
def test_adult_films_are_no_answers_unless_they_are_asked_for(
    arguments: str, evaluated: Context
) -> None:
    """The adult film has the cast, the crew and the audience of the others of its kind."""
    asked = f"k: 40 {arguments}"
    assert rated_catalog.ADULT not in ids(similar(evaluated, asked, "Crime 5"))
    query = f"{{ recommend(like: [6], {asked}) {{ movie {{ tmdbId }} }} }}"
    assert {"movie": {"tmdbId": rated_catalog.ADULT}} not in ask(evaluated, query)["recommend"]

    with_adult = similar(evaluated, "k: 40, where: {includeAdult: true}", "Crime 5")
    assert rated_catalog.ADULT in ids(with_adult)
    without = similar(evaluated, "k: 40, where: {includeAdult: false}", "Crime 5")
    assert with_adult["candidateCount"] == without["candidateCount"] + 1


def test_an_adult_film_itself_has_neighbors_that_are_not(sample: Context) -> None:
    query = f"""{{ movie(id: {ADULT}) {{ usual: similar {{ {FIELDS} }}
        tuned: similar(tuning: {{}}) {{ {FIELDS} }} }} }}"""
    film = ask(sample, query)["movie"]
    for films in film.values():
        assert len(films) == 5
        assert not any(found["movie"]["adult"] for found in films)


WEIGHTS_0 = ", ".join(
    f"{{signal: {signal}, weight: 0}}"
    for signal in (
        *("GENRE", "PLOT", "KEYWORD", "CAST", "CREW", "COMPANY", "COLLECTION"),
        *("ERA", "LANGUAGE", "ACCLAIM", "AUDIENCE", "TONE", "TAG", "TASTE"),
    )
)
REFUSED = [
    ("k: 0", "k is 0; expected 1 to 100"),
    ("k: 101", "k is 101; expected 1 to 100"),
    ("k: 0, tuning: {}", "k is 0; expected 1 to 100"),
    (
        "tuning: {weights: [{signal: PLOT, weight: -1}]}",
        "weight is -1.0; expected 0 to 10",
    ),
    (
        "tuning: {weights: [{signal: PLOT, weight: 10.5}]}",
        "weight is 10.5; expected 0 to 10",
    ),
    ("tuning: {diversity: -0.1}", "diversity is -0.1; expected 0 to 1"),
    ("tuning: {diversity: 1.1}", "diversity is 1.1; expected 0 to 1"),
    ("tuning: {minScore: -0.1}", "minScore is -0.1; expected 0 to 1"),
    ("tuning: {minScore: 1.1}", "minScore is 1.1; expected 0 to 1"),
    (
        f"tuning: {{weights: [{WEIGHTS_0}]}}",
        "weights is 'all 0'; expected at least one above 0",
    ),
    (
        f"exclude: [{', '.join(['1'] * 101)}]",
        "exclude is 'a list of 101'; expected at most 100 values",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[m for _, m in REFUSED])
def test_what_is_out_of_bounds_is_named_with_its_bounds_and_leaves_its_siblings(
    arguments: str, message: str, sample: Context
) -> None:
    data, refusals = outcome(
        sample,
        f"""{{ similarMovies(title: "Heat", {arguments}) {{ candidateCount }}
        recommend(like: [949], {arguments}) {{ rank }}
        movie(id: 949) {{ title similar({arguments}) {{ rank }} runtime }} }}""",
    )
    assert data == {
        "similarMovies": None,
        "recommend": None,
        "movie": {"title": "Heat", "similar": None, "runtime": 170},
    }
    assert sorted(refusals, key=lambda refusal: str(refusal.path)) == [
        (["movie", "similar"], "BAD_USER_INPUT", message),
        (["recommend"], "BAD_USER_INPUT", message),
        (["similarMovies"], "BAD_USER_INPUT", message),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        "k: 1",
        "k: 100",
        "tuning: {weights: [{signal: PLOT, weight: 0}, {signal: ERA, weight: 10}]}",
        "tuning: {diversity: 1}",
        "tuning: {minScore: 1}",
        f"exclude: [{', '.join(['1'] * 100)}]",
    ],
)
def test_the_bounds_themselves_are_allowed(arguments: str, sample: Context) -> None:
    assert similar(sample, arguments)["candidateCount"] > 200


@pytest.mark.parametrize("text", ["x" * 201, "tt\ud800", "\0"])
def test_an_id_that_no_film_can_have_is_no_internal_error(text: str, sample: Context) -> None:
    query = """query ($ids: [ID!]!) { movie(id: 949) { similar(exclude: $ids) { rank } }
        recommend(like: $ids) { rank } }"""
    data, refusals = outcome(sample, query, ids=[text])
    assert len(data["movie"]["similar"]) == 5
    assert [refusal.code for refusal in refusals] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    "arguments",
    [
        "tuning: {weights: [{signal: MOOD, weight: 1}]}",
        "tuning: {weights: [{signal: PLOT}]}",
        "tuning: {weights: [{signal: PLOT, weight: null}]}",
        'tuning: {diversity: "much"}',
        "exclude: [null]",
        "tuning: {novelty: 1}",
        "where: {tones: {}}",
    ],
)
def test_what_the_schema_does_not_allow_is_refused_before_any_field_is_read(
    arguments: str, sample: Context
) -> None:
    data, _ = outcome(sample, f"{{ movie(id: 949) {{ similar({arguments}) {{ rank }} }} }}")
    assert data is None
