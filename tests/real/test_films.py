"""Neighbors of well-known films in the real data, as somebody who knows films would judge them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from model.answers import NO_NEIGHBOR
from model.knn import ReferenceNeighbors
from model.scores import Votes
from model.signals.weights import default_weights
from resolvers.context import Context
from tests.model.films import reference
from tests.support.graphql import ask

SIMILAR = """query ($title: String!, $k: Int!) { similarMovies(title: $title, k: $k) {
    match { kind movie { title year } }
    results { score movie { title year collection { name } directors { name } } } } }"""


def neighbors(real: Context, title: str, k: int) -> list[Any]:
    """The nearest films of the one that is called exactly `title`."""
    answer = ask(real, SIMILAR, title=title, k=k)["similarMovies"]
    assert answer["match"]["kind"] == "EXACT"
    assert len(answer["results"]) == k
    return [result["movie"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("title", "sequels"),
    [
        ("Toy Story", ["Toy Story 2", "Toy Story 3"]),
        ("The Godfather", ["The Godfather: Part II", "The Godfather: Part III"]),
        ("The Matrix", ["The Matrix Reloaded", "The Matrix Revolutions"]),
        ("Before Sunrise", ["Before Midnight", "Before Sunset"]),
    ],
)
def test_the_sequels_of_a_film_come_first(title: str, sequels: list[str], real: Context) -> None:
    assert sorted(film["title"] for film in neighbors(real, title, len(sequels))) == sorted(sequels)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Alien", {"Aliens", "Alien³"}),
        ("Toy Story", {"Monsters, Inc.", "A Bug's Life"}),
        ("Sunrise: A Song of Two Humans", {"City Girl"}),
        ("Sholay", {"Zanjeer"}),
    ],
)
def test_films_that_anybody_would_name_are_among_the_first_five(
    title: str, expected: set[str], real: Context
) -> None:
    assert expected <= {film["title"] for film in neighbors(real, title, 5)}


def test_what_heat_is_made_of_finds_other_films_of_its_director(real: Context) -> None:
    query = '{ similarMovies(title: "Heat", k: 5, basis: CONTENT) { results { movie { title } } } }'
    results = ask(real, query)["similarMovies"]["results"]
    assert {"Collateral", "The Insider"} <= {result["movie"]["title"] for result in results}


def test_the_neighbors_of_spirited_away_are_mostly_miyazakis(real: Context) -> None:
    films = neighbors(real, "Spirited Away", 8)
    by_him = [film for film in films if {"name": "Hayao Miyazaki"} in film["directors"]]
    assert len(by_him) >= 6


def test_the_neighbors_of_a_harry_potter_are_harry_potters(real: Context) -> None:
    films = neighbors(real, "Harry Potter and the Philosopher's Stone", 5)
    assert {film["collection"]["name"] for film in films} == {"Harry Potter Collection"}


@pytest.mark.parametrize(
    ("title", "found", "year"),
    [
        ("amelie", "Amélie", 2001),
        ("godfater", "The Godfather", 1972),
        ("godfather", "The Godfather", 1972),
        ("spiderman", "Spider-Man", 2002),
        ("harry poter", "Harry Potter and the Philosopher's Stone", 2001),
        ("matriks", "The Matrix", 1999),
        ("7 samurai", "Seven Samurai", 1954),
        ("the heat", "The Heat", 2013),
        ("Heat", "Heat", 1995),
        ("Heat (1986)", "Heat", 1986),
    ],
)
def test_a_title_means_what_a_person_means(
    title: str, found: str, year: int, real: Context
) -> None:
    match = ask(real, SIMILAR, title=title, k=1)["similarMovies"]["match"]
    assert match["movie"] == {"title": found, "year": year}


def test_heat_offers_its_namesakes(real: Context) -> None:
    query = '{ similarMovies(title: "Heat") { match { alternatives { title year } } } }'
    others = ask(real, query)["similarMovies"]["match"]["alternatives"]
    assert others[:2] == [{"title": "Heat", "year": 1972}, {"title": "Heat", "year": 1986}]


def test_money_beyond_32_bits_arrives_whole(real: Context) -> None:
    assert ask(real, "{ movie(id: 19995) { revenue } }")["movie"]["revenue"] == 2_787_965_087


def test_there_are_more_than_45200_films(real: Context) -> None:
    assert ask(real, "{ movies { totalCount } }")["movies"]["totalCount"] > 45_200


def test_the_table_of_neighbors_is_what_the_estimator_and_the_votes_say(
    real: Context, real_snapshot: Snapshot
) -> None:
    """Ten films at random; the estimator shows adult films, the table does not."""
    table = real_snapshot.arrays("neighbors-taste")
    shown = real.catalog.visible.mask
    votes = Votes.of_catalog(real.catalog)
    films = np.random.default_rng(2026).choice(len(shown), 10, replace=False)

    model = ReferenceNeighbors().fit(real.catalog)
    for film in films.tolist():
        said = shown * reference(model, votes, film, default_weights(Basis.TASTE))
        best = np.sort(said)[::-1][:200]
        stored = table["rows"][film] != NO_NEIGHBOR
        assert np.allclose(table["scores"][film], np.where(best > 1e-6, best, 0), atol=2e-6)
        assert np.allclose(
            table["scores"][film][stored], said[table["rows"][film][stored]], atol=2e-6
        )


def test_tmdb_5000_recommends_too(tmdb_5000: Context) -> None:
    films = neighbors(tmdb_5000, "The Godfather", 2)
    assert {film["title"] for film in films} == {
        "The Godfather: Part II",
        "The Godfather: Part III",
    }
