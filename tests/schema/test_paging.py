"""Films page by page."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from resolvers.context import Context
from tests.support.graphql import ask, outcome

PAGE = """query ($first: Int!, $after: String) { movies(first: $first, after: $after) {
    totalCount nodes { id popularity } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def page(context: Context, first: int, after: str | None = None) -> Any:
    return ask(context, PAGE, first=first, after=after)["movies"]


def pages(context: Context, first: int) -> list[Any]:
    found = [page(context, first)]
    while found[-1]["pageInfo"]["hasNextPage"]:
        found.append(page(context, first, found[-1]["pageInfo"]["endCursor"]))
        assert len(found) < 500
    return found


@pytest.mark.parametrize("first", [7, 50, 73, 100])
def test_the_pages_joined_are_all_films_once(first: int, sample: Context) -> None:
    found = pages(sample, first)
    ids = [film["id"] for each in found for film in each["nodes"]]
    assert {each["totalCount"] for each in found} == {len(ids)}
    assert len(set(ids)) == len(ids) == len(sample.catalog.movies) - 1  # the adult one
    assert [each["pageInfo"]["hasPreviousPage"] for each in found] == [False] + [True] * (
        len(found) - 1
    )


def test_pages_of_any_size_keep_the_same_order(sample: Context) -> None:
    small, large = (
        [film["id"] for each in pages(sample, first) for film in each["nodes"]]
        for first in (7, 100)
    )
    assert small == large


def test_films_come_most_popular_first_and_unknown_popularity_last(sample: Context) -> None:
    found = [film["popularity"] for each in pages(sample, 100) for film in each["nodes"]]
    known = [popularity for popularity in found if popularity is not None]
    assert known == sorted(known, reverse=True)
    assert found[len(known) :] == [None] * (len(found) - len(known))
    assert len(known) < len(found)


def test_edges_are_the_nodes_with_their_cursors(sample: Context) -> None:
    found = page(sample, 5)
    cursors = [edge["cursor"] for edge in found["edges"]]
    assert [edge["node"]["id"] for edge in found["edges"]] == [
        film["id"] for film in found["nodes"]
    ]
    assert len(set(cursors)) == 5
    ends = found["pageInfo"]["startCursor"], found["pageInfo"]["endCursor"]
    assert ends == (cursors[0], cursors[-1])


def test_the_cursor_of_any_edge_begins_a_page_after_it(sample: Context) -> None:
    found = page(sample, 5)
    after = page(sample, 2, found["edges"][1]["cursor"])
    assert after["nodes"] == found["nodes"][2:4]


def test_a_page_of_nothing_still_counts(sample: Context) -> None:
    found = page(sample, 0)
    assert found["totalCount"] == len(sample.catalog.movies) - 1
    assert (found["nodes"], found["edges"]) == ([], [])
    assert found["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


def test_after_the_last_film_there_is_an_empty_page(sample: Context) -> None:
    found = page(sample, 5, pages(sample, 100)[-1]["pageInfo"]["endCursor"])
    assert found["nodes"] == []
    assert found["pageInfo"]["hasNextPage"] is False
    assert found["pageInfo"]["hasPreviousPage"] is True


def test_twenty_films_come_unless_told_otherwise(sample: Context) -> None:
    assert len(ask(sample, "{ movies(after: null) { nodes { id } } }")["movies"]["nodes"]) == 20


def test_an_empty_cursor_stands_for_the_end_of_the_list(sample: Context) -> None:
    assert page(sample, 5, "") == page(sample, 5)
    query = """query ($cursor: String) { movies(last: 5, before: $cursor) { nodes { id } }
        people(after: $cursor) { nodes { id } }
        genre(id: 80) { movies(after: $cursor) { nodes { id } } } }"""
    assert ask(sample, query, cursor="") == ask(sample, query, cursor=None)


def test_a_cursor_of_another_snapshot_is_stale(sample: Context) -> None:
    cursor = base64.urlsafe_b64encode(b"0123abcd:3").decode()
    data, (refusal,) = outcome(sample, PAGE, first=3, after=cursor)
    assert data == {"movies": None}
    assert refusal.code == "STALE_CURSOR"
    assert cursor in refusal.message


@pytest.mark.parametrize(
    "cursor", ["nonsense", "é", "MTIz", base64.b64encode(b"0123abcd:-1").decode(), "A" * 5000]
)
def test_what_is_no_cursor_is_refused_by_name(cursor: str, sample: Context) -> None:
    data, (refusal,) = outcome(sample, PAGE, first=3, after=cursor)
    assert data == {"movies": None}
    assert refusal.code == "BAD_USER_INPUT"
    assert refusal.message.startswith(f"'{cursor[:40]}")
    assert "is not a cursor" in refusal.message
    assert len(refusal.message) < 200
