"""The fields of a film that are worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalog.catalog import Catalog
from catalog.enums import Basis, PosterSize
from catalog.rows import MovieRow
from resolvers import movie, movie_tag
from resolvers.errors import BadUserInput
from tests.resolvers.conftest import FakeRecommender, info_of
from tests.support import builders

HEAT, BARE = MovieRow(0), MovieRow(1)


def people(catalog: Catalog, credits: Any, rows: Any) -> list[str]:
    return [catalog.people.name[credits.person[row]] for row in rows]


def test_the_cast_is_a_window_of_the_billing(catalog: Catalog, info: Any) -> None:
    assert people(catalog, catalog.cast, movie.cast(HEAT, info)) == [
        f"Player {number}" for number in (11, 12, 13, 14)
    ]
    some = movie.cast(HEAT, info, first=2, offset=1)
    assert people(catalog, catalog.cast, some) == ["Player 12", "Player 13"]
    assert list(movie.cast(HEAT, info, offset=4)) == []
    assert list(movie.cast(BARE, info)) == []


def test_the_crew_is_chosen_before_it_is_paged(catalog: Catalog, info: Any) -> None:
    writing = movie.crew(HEAT, info, department="Writing")
    assert people(catalog, catalog.crew, writing) == ["Maker 1", "Maker 2"]
    assert list(movie.crew(HEAT, info, department="Writing", first=1, offset=1)) == [writing[1]]
    assert len(movie.crew(HEAT, info)) == 3
    assert list(movie.crew(BARE, info)) == []


@pytest.mark.parametrize(("min_votes", "expected"), [(0, 7.5), (10, 7.5), (11, None)])
def test_the_mean_vote_needs_enough_votes(
    min_votes: int, expected: float | None, info: Any
) -> None:
    assert movie.vote_average(HEAT, info, min_votes) == expected


def test_a_film_without_votes_has_no_mean(info: Any) -> None:
    assert movie.vote_average(BARE, info, 0) is None


def test_a_negative_number_of_votes_is_refused(info: Any) -> None:
    with pytest.raises(BadUserInput, match="minVotes is -1"):
        movie.vote_average(HEAT, info, -1)


def test_a_poster_has_a_size_and_null_means_the_usual_one(info: Any) -> None:
    assert movie.poster_url(HEAT, info) == "https://image.tmdb.org/t/p/w342/heat.jpg"
    assert movie.poster_url(HEAT, info, None) == movie.poster_url(HEAT, info)
    large = movie.poster_url(HEAT, info, PosterSize.W780)
    assert large == "https://image.tmdb.org/t/p/w780/heat.jpg"
    assert movie.poster_url(BARE, info) is None


def test_similar_films_are_the_recommenders(catalog: Catalog) -> None:
    recommender = FakeRecommender()
    found = movie.similar(HEAT, info_of(catalog, recommender), k=3)
    assert [neighbor.movie for neighbor in found] == [1, 2, 3]
    assert recommender.asked == [(HEAT, 3, Basis.TASTE)]


@pytest.mark.parametrize("k", [0, 101])
def test_the_recommender_is_not_asked_for_a_number_out_of_bounds(catalog: Catalog, k: int) -> None:
    recommender = FakeRecommender()
    with pytest.raises(BadUserInput, match=f"k is {k}; expected 1 to 100"):
        movie.similar(HEAT, info_of(catalog, recommender), k=k)
    assert recommender.asked == []


def test_tags_come_by_relevance_and_then_by_people(tmp_path: Path) -> None:
    given = [("few", 3), ("many", 5), ("dark", 1), ("slow", 0)]
    opened = builders.catalog(
        tmp_path,
        builders.film(1),
        builders.film(2),
        links=[{"movieId": "10", "tmdbId": "2"}],
        tags=[
            {"userId": str(user), "movieId": "10", "tag": tag, "timestamp": "1"}
            for tag, people in given
            for user in range(1, people + 1)
        ],
        genome_tags=[{"tagId": "1", "tag": "dark"}, {"tagId": "2", "tag": "slow"}],
        genome_scores=[
            {"movieId": "10", "tagId": "1", "relevance": "0.7"},
            {"movieId": "10", "tagId": "2", "relevance": "0.9"},
        ],
    )
    info = info_of(opened)
    rows = movie.tags(MovieRow(1), info)
    found = opened.movie_tags
    assert [movie_tag.name(row, info) for row in rows] == ["slow", "dark", "many", "few"]
    assert [found.relevance[row] for row in rows] == [0.9, 0.7, None, None]
    assert [found.people[row] for row in rows] == [0, 1, 5, 3]
    some = movie.tags(MovieRow(1), info, first=2, offset=1)
    assert [movie_tag.name(row, info) for row in some] == ["dark", "many"]
    assert list(movie.tags(MovieRow(0), info)) == []
