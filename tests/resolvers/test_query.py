"""The root fields, without GraphQL."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from strawberry import ID

from catalog.catalog import Catalog
from catalog.enums import Basis, MatchKind
from catalog.rows import CollectionRow, MovieRow
from resolvers import query
from resolvers.errors import BadUserInput, NotExactlyOne
from tests.resolvers.conftest import FakeRecommender, info_of


def global_id(plain: str) -> ID:
    return ID(base64.b64encode(plain.encode()).decode())


@pytest.mark.parametrize("id", [ID("1"), global_id("Movie:1")])
def test_the_film_in_row_0_is_found_by_id(id: ID, info: Any) -> None:
    found = query.movie(info, id=id)
    assert (found, type(found)) == (0, MovieRow)


def test_a_film_is_found_by_title(info: Any) -> None:
    assert query.movie(info, title="heat") == 0
    assert query.movie(info, title="second heat") == 1
    assert query.movie(info, title="qqqq") is None


def test_an_id_and_a_title_exclude_each_other(info: Any) -> None:
    with pytest.raises(NotExactlyOne, match="got neither"):
        query.movie(info)
    with pytest.raises(NotExactlyOne, match="got id and title"):
        query.movie(info, id=ID("1"), title="Heat")


def test_a_year_needs_a_title(info: Any) -> None:
    with pytest.raises(BadUserInput, match="year is 1995; expected null without a title"):
        query.movie(info, id=ID("1"), year=1995)


def test_similar_films_are_those_of_the_match(catalog: Catalog) -> None:
    recommender = FakeRecommender()
    match, count, results = query.similar_movies(info_of(catalog, recommender), "heat", k=2)
    assert (match.movie, match.kind) == (0, MatchKind.EXACT)
    assert [neighbor.movie for neighbor in results] == [1, 2]
    assert count == 2
    assert recommender.asked == [(0, 2, Basis.TASTE)]


def test_without_a_match_the_recommender_is_not_asked(catalog: Catalog) -> None:
    recommender = FakeRecommender()
    match, count, results = query.similar_movies(info_of(catalog, recommender), "qqqq")
    assert (match.movie, match.kind, list(results)) == (None, MatchKind.NONE, [])
    assert (count, recommender.asked, recommender.tuned) == (0, [], [])


def test_a_number_out_of_bounds_is_refused_before_the_title_is_looked_for(info: Any) -> None:
    with pytest.raises(BadUserInput, match="k is 101"):
        query.similar_movies(info, "qqqq", k=101)


def test_films_are_paged_without_adult_ones(info: Any) -> None:
    page = query.movies(info, first=2)
    assert (page.total_count, len(page.nodes)) == (3, 2)
    rest = query.movies(info, first=2, after=page.page_info.end_cursor)
    assert sorted(page.nodes + rest.nodes) == [0, 1, 2]


@pytest.mark.parametrize(
    ("ask", "id", "name"),
    [
        (query.person, "21", "maker 1"),
        (query.collection, "7", "HEAT collection"),
    ],
)
def test_a_thing_is_found_by_id_and_by_name(ask: Any, id: str, name: str, info: Any) -> None:
    by_id, by_name = ask(info, id=ID(id)), ask(info, name=name)
    assert by_id is not None
    assert by_id == by_name
    assert ask(info, id=ID("999")) is None
    assert ask(info, name="nothing of that name") is None
    with pytest.raises(NotExactlyOne):
        ask(info)


def test_a_node_is_a_row_that_knows_its_table(info: Any) -> None:
    film = query.node(info, global_id("Movie:1"))
    series = query.node(info, global_id("Collection:7"))
    assert (film, type(film)) == (0, MovieRow)
    assert (series, type(series)) == (0, CollectionRow)
    assert query.node(info, ID("1")) is None
    assert query.node(info, global_id("Movie:999")) is None
