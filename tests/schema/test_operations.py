"""What an app asks: a card, a film with filters, a profile of taste, and how good it all is."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.context import Context
from tests.support.graphql import ask

CARD = """query Card($title: String!, $lang: Lang = EN) {
  similarMovies(title: $title, k: 6) {
    match { kind confidence movie { id title year } alternatives(first: 2) { id title } }
    candidateCount
    results {
      rank score
      movie { id title year posterUrl(size: W185) voteAverage directors { name } }
      reasons(first: 2) { signal contribution shared text(lang: $lang) }
    }
  }
}"""
BY_ID = """query Tuned($id: ID!, $seen: [ID!]) {
  movie(id: $id) {
    title
    similar(
      k: 8
      exclude: $seen
      where: {year: {min: 1970}, voteCount: {min: 50}, languages: {any: ["en"]}}
      tuning: {
        skipCollection: true
        diversity: 0.25
        minScore: 0.05
        weights: [{signal: CREW, weight: 3}, {signal: ERA, weight: 0}]
      }
    ) { score movie { title } reasons { signal text } }
  }
}"""
TASTE = """query Taste($like: [ID!]!, $unlike: [ID!], $weights: [SignalWeight!]) {
  recommend(like: $like, unlike: $unlike, k: 12, tuning: {weights: $weights}) {
    rank score
    movie { title genres { name(lang: ES) } }
    reasons(first: 1) { text(lang: ES) }
  }
}"""
TRUST = """query Trust {
  catalog {
    dataset { fingerprint builtAt }
    model {
      version
      signals { signal weight dimensions }
      metrics { name value baseline description }
    }
  }
}"""


@pytest.mark.parametrize("lang", ["EN", "ES"])
def test_a_card_of_similar_films_with_reasons(lang: str, sample: Context) -> None:
    answer = ask(sample, CARD, title="heat", lang=lang)["similarMovies"]
    assert answer["match"]["movie"]["title"] == "Heat"
    assert len(answer["results"]) == 6
    assert all(len(result["reasons"]) == 2 for result in answer["results"])


def test_a_film_by_id_with_a_filter_and_a_tuning(sample: Context) -> None:
    movie = ask(sample, BY_ID, id="tt0114709", seen=["863", "12"])["movie"]
    assert len(movie["similar"]) == 8
    titles = {found["movie"]["title"] for found in movie["similar"]}
    assert not titles & {"Toy Story 2", "Toy Story 3", "Finding Nemo"}


def test_a_profile_of_taste(sample: Context, evaluated: Context) -> None:
    def weights(**given: float) -> list[dict[str, Any]]:
        return [{"signal": name, "weight": weight} for name, weight in given.items()]

    films = ask(
        sample, TASTE, like=["862", "tt0113277"], unlike=["238"], weights=weights(PLOT=2, ERA=0.5)
    )["recommend"]
    assert len(films) == 12
    films = ask(evaluated, TASTE, like=["1", "11"], weights=weights(AUDIENCE=4))["recommend"]
    assert len(films) == 12
    assert any("a quienes les gustó" in film["reasons"][0]["text"] for film in films)


def test_how_far_it_can_be_trusted(sample: Context, evaluated: Context) -> None:
    for context, measured in ((sample, False), (evaluated, True)):
        model = ask(context, TRUST)["catalog"]["model"]
        assert len(model["signals"]) == 14
        assert bool(model["metrics"]) is measured
