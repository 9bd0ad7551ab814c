"""Pages of a list, and the cursors between them."""

from __future__ import annotations

import base64
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CursorBroken, CursorError, CursorStale
from catalog.lists.page import (
    Edge,
    PageInfo,
    Selection,
    Window,
)
from catalog.rows import MovieRow

FINGERPRINT = "0123456789abcdef"
rows = st.lists(st.integers(0, 2**31 - 1), max_size=30)


def page(
    listed: list[int],
    first: int = 20,
    after: str | None = None,
    *,
    fingerprint: str = FINGERPRINT,
    **window: Any,
) -> Selection[MovieRow]:
    """One page of a list of rows."""
    return Selection(
        len(listed),
        np.array(listed, dtype=np.int32).__getitem__,
        Window(first, after, **window),
        fingerprint,
    )


def page_at(argument: str, cursor: str | None) -> Selection[MovieRow]:
    given: dict[str, Any] = {argument: cursor}
    return page([1, 2], **given)


def cursor(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode()


def nodes(pages: list[Selection[MovieRow]]) -> list[int]:
    return [row for each in pages for row in each.nodes]


@given(rows, st.integers(1, 40))
def test_pages_joined_are_the_whole_list(listed: list[int], first: int) -> None:
    pages = [page(listed, first)]
    while pages[-1].page_info.has_next_page and len(pages) <= len(listed):
        pages.append(page(listed, first, pages[-1].page_info.end_cursor))
    assert nodes(pages) == listed
    assert [edge.node for each in pages for edge in each.edges] == listed
    assert all(each.total_count == len(listed) for each in pages)
    assert all(len(each.nodes) == first for each in pages[:-1])
    assert [each.page_info.has_previous_page for each in pages] == [False] + [True] * (
        len(pages) - 1
    )


@given(rows, st.integers(1, 40))
def test_pages_joined_backwards_are_the_whole_list(listed: list[int], last: int) -> None:
    pages = [page(listed, last=last)]
    while pages[0].page_info.has_previous_page:
        pages.insert(0, page(listed, last=last, before=pages[0].page_info.start_cursor))
    assert nodes(pages) == listed
    assert all(len(each.nodes) == last for each in pages[1:])
    assert [each.page_info.has_next_page for each in pages] == [True] * (len(pages) - 1) + [False]


@given(rows, st.integers(1, 40))
def test_pages_by_offset_joined_are_the_whole_list(listed: list[int], first: int) -> None:
    offsets = range(0, max(len(listed), 1), first)
    pages = [page(listed, first, offset=offset) for offset in offsets]
    assert nodes(pages) == listed
    by_cursor = page(listed, first)
    for by_offset in pages:
        assert by_offset.edges == by_cursor.edges
        assert by_offset.page_info == by_cursor.page_info
        by_cursor = page(listed, first, by_cursor.page_info.end_cursor)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10), st.integers(0, 12), st.data())
def test_a_page_begins_after_any_cursor_that_was_given_out(
    listed: list[int], first: int, data: st.DataObject
) -> None:
    edges = page(listed, len(listed)).edges
    at = data.draw(st.integers(0, len(listed) - 1))
    found = page(listed, first, edges[at].cursor)
    assert found.nodes == listed[at + 1 :][:first]
    assert found.edges == edges[at + 1 :][:first]


@given(rows, st.data())
def test_a_page_is_what_slices_say(listed: list[int], data: st.DataObject) -> None:
    """Whatever goes together: after, before, offset, and first or last."""
    edges = page(listed, len(listed)).edges
    places = st.none() | st.integers(0, len(listed) - 1) if listed else st.none()
    after, before = data.draw(places), data.draw(places)
    first, offset = data.draw(st.integers(0, 12)), data.draw(st.integers(0, 12))
    last = data.draw(st.none() | st.integers(0, 12))
    between = listed[: len(listed) if before is None else before]
    between = between[(0 if after is None else after + 1) + offset :]
    expected = between[:first] if last is None else between[max(len(between) - last, 0) :]
    found = page(
        listed,
        first,
        None if after is None else edges[after].cursor,
        before=None if before is None else edges[before].cursor,
        offset=offset,
        last=last,
    )
    assert found.nodes == expected
    assert found.total_count == len(listed)


def test_cursors_differ_from_row_to_row() -> None:
    edges = page([7, 7, 7]).edges
    assert len(edges) == 3
    assert all(one.cursor != next_one.cursor for one, next_one in pairwise(edges))


def test_the_ends_of_a_page_are_its_first_and_last_edge() -> None:
    found = page([5, 6, 7, 8], 2, page([5, 6, 7, 8], 1).page_info.end_cursor)
    first, last = found.edges
    assert (first.node, last.node) == (6, 7)
    assert found.page_info == PageInfo(
        has_next_page=True,
        has_previous_page=True,
        start_cursor=first.cursor,
        end_cursor=last.cursor,
    )


def test_a_page_of_no_rows_knows_that_there_are_some() -> None:
    found = page([5, 6], 0)
    assert (found.nodes, found.edges, found.total_count) == ([], [], 2)
    assert found.page_info == PageInfo(
        has_next_page=True, has_previous_page=False, start_cursor=None, end_cursor=None
    )


def test_the_page_after_the_last_row_is_empty() -> None:
    found = page([5, 6], 5, page([5, 6], 2).page_info.end_cursor)
    assert found.nodes == []
    assert found.page_info == PageInfo(
        has_next_page=False, has_previous_page=True, start_cursor=None, end_cursor=None
    )


def test_the_page_before_the_first_row_is_empty() -> None:
    found = page([5, 6], last=5, before=page([5, 6], 1).page_info.start_cursor)
    assert found.nodes == []
    assert found.page_info == PageInfo(
        has_next_page=True, has_previous_page=False, start_cursor=None, end_cursor=None
    )


def test_last_wins_over_first() -> None:
    assert page([5, 6, 7, 8], 1, last=2).nodes == [7, 8]
    assert page([5, 6, 7, 8], 1, last=0).nodes == []


@pytest.mark.parametrize("window", [{"first": 5}, {"last": 5}, {"offset": 1}])
def test_a_cursor_beyond_a_shorter_list_gives_an_empty_page(window: Any) -> None:
    beyond = page(list(range(10)), 10).page_info.end_cursor
    assert page([5, 6], after=beyond, **window).nodes == []


def test_before_a_cursor_beyond_a_shorter_list_is_the_whole_list() -> None:
    assert page([5, 6], before=page(list(range(10)), 10).page_info.end_cursor).nodes == [5, 6]


def test_an_offset_beyond_the_list_gives_an_empty_page() -> None:
    found = page([5, 6], 5, offset=10_000)
    assert (found.nodes, found.total_count) == ([], 2)
    assert found.page_info == PageInfo(
        has_next_page=False, has_previous_page=True, start_cursor=None, end_cursor=None
    )


def test_an_empty_list_has_one_empty_page() -> None:
    found = page([], 10)
    assert (found.nodes, found.total_count, found.page_info.has_next_page) == ([], 0, False)


def test_the_order_is_not_made_for_a_page_of_nothing() -> None:
    def order(_: slice) -> Any:
        raise AssertionError

    counted: Selection[MovieRow] = Selection(7, order, Window(0), FINGERPRINT)
    assert (counted.total_count, counted.nodes, counted.edges) == (7, [], [])
    assert page([5, 6]).page_info.has_next_page is False


def test_rows_are_plain_numbers_that_any_json_encoder_takes() -> None:
    found = page([0], 1)
    assert type(found.nodes[0]) is int
    assert found.edges == [Edge(found.edges[0].cursor, MovieRow(0))]


@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_cursor_of_another_snapshot_is_stale(argument: str) -> None:
    other = page([1, 2], 1, fingerprint="fedcba9876543210").page_info.end_cursor
    with pytest.raises(CursorStale, match="start again without it"):
        page_at(argument, other)


@pytest.mark.parametrize("argument", ["after", "before"])
@pytest.mark.parametrize(
    "broken",
    [
        "",
        "1",
        "é",
        "\ud800",
        cursor("01234567"),
        cursor("01234567:"),
        cursor("01234567:-1"),
        cursor("01234567:1 "),
        cursor("01234567:1\n"),
        cursor("01234567:\u0661"),
        cursor("01234567:1234567890"),
        cursor("0123456G:1"),
        " " + cursor("01234567:1"),
        base64.urlsafe_b64encode(b"\xff:1").decode(),
    ],
)
def test_a_cursor_that_nobody_gave_out_is_refused(broken: str, argument: str) -> None:
    with pytest.raises(CursorBroken, match="is not a cursor"):
        page_at(argument, broken)


def test_a_long_cursor_is_cut_in_the_message() -> None:
    with pytest.raises(CursorBroken) as refused:
        page([1], 1, "x" * 10_000)
    assert len(str(refused.value)) < 200


@given(st.text(st.characters(), max_size=30) | st.binary(max_size=20).map(lambda b: b.hex()))
def test_no_cursor_is_too_strange_to_be_refused(text: str) -> None:
    with pytest.raises(CursorError):
        page([1, 2], 1, text)
