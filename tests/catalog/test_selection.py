"""Pages of a list, and the cursors between them."""

from __future__ import annotations

import base64
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CursorBroken, CursorError, CursorStale
from catalog.rows import MovieRow
from catalog.selection import Edge, PageInfo, Selection

FINGERPRINT = "0123456789abcdef"
rows = st.lists(st.integers(0, 2**31 - 1), max_size=30)


def selection(*rows: int, fingerprint: str = FINGERPRINT) -> Selection[MovieRow]:
    return Selection(np.array(rows, dtype=np.int32), fingerprint)


def cursor(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode()


@given(rows, st.integers(1, 40))
def test_pages_joined_are_the_whole_list(listed: list[int], first: int) -> None:
    whole = selection(*listed)
    pages = [whole.page(first, None)]
    while pages[-1].page_info.has_next_page and len(pages) <= len(listed):
        pages.append(whole.page(first, pages[-1].page_info.end_cursor))
    assert [row for page in pages for row in page.nodes] == listed
    assert [edge.node for page in pages for edge in page.edges] == listed
    assert all(page.total_count == len(listed) for page in pages)
    assert all(len(page.nodes) == first for page in pages[:-1])
    assert [page.page_info.has_previous_page for page in pages] == [False] + [True] * (
        len(pages) - 1
    )


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10), st.integers(0, 12), st.data())
def test_a_page_begins_after_any_cursor_that_was_given_out(
    listed: list[int], first: int, data: st.DataObject
) -> None:
    edges = selection(*listed).page(len(listed), None).edges
    at = data.draw(st.integers(0, len(listed) - 1))
    page = selection(*listed).page(first, edges[at].cursor)
    assert page.nodes == listed[at + 1 :][:first]
    assert page.edges == edges[at + 1 :][:first]


def test_cursors_differ_from_row_to_row() -> None:
    edges = selection(7, 7, 7).page(3, None).edges
    assert all(one.cursor != next_one.cursor for one, next_one in pairwise(edges))


def test_the_ends_of_a_page_are_its_first_and_last_edge() -> None:
    page = selection(5, 6, 7, 8).page(2, selection(5, 6, 7, 8).page(1, None).page_info.end_cursor)
    first, last = page.edges
    assert (first.node, last.node) == (6, 7)
    assert page.page_info == PageInfo(
        has_next_page=True,
        has_previous_page=True,
        start_cursor=first.cursor,
        end_cursor=last.cursor,
    )


def test_a_page_of_no_rows_knows_that_there_are_some() -> None:
    page = selection(5, 6).page(0, None)
    assert (page.nodes, page.edges, page.total_count) == ([], [], 2)
    assert page.page_info == PageInfo(
        has_next_page=True, has_previous_page=False, start_cursor=None, end_cursor=None
    )


def test_the_page_after_the_last_row_is_empty() -> None:
    whole = selection(5, 6)
    page = whole.page(5, whole.page(2, None).page_info.end_cursor)
    assert page.nodes == []
    assert page.page_info == PageInfo(
        has_next_page=False, has_previous_page=True, start_cursor=None, end_cursor=None
    )


def test_a_cursor_beyond_a_shorter_list_gives_an_empty_page() -> None:
    beyond = selection(*range(10)).page(10, None).page_info.end_cursor
    assert selection(5, 6).page(5, beyond).nodes == []


def test_an_empty_list_has_one_empty_page() -> None:
    page = selection().page(10, None)
    assert (page.nodes, page.total_count, page.page_info.has_next_page) == ([], 0, False)


def test_rows_are_plain_numbers_that_any_json_encoder_takes() -> None:
    page = selection(0).page(1, None)
    assert type(page.nodes[0]) is int
    assert page.edges == [Edge(page.edges[0].cursor, MovieRow(0))]


def test_a_cursor_of_another_snapshot_is_stale() -> None:
    other = selection(1, 2, fingerprint="fedcba9876543210").page(1, None).page_info.end_cursor
    with pytest.raises(CursorStale, match="start again without it"):
        selection(1, 2).page(1, other)


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
def test_a_cursor_that_nobody_gave_out_is_refused(broken: str) -> None:
    with pytest.raises(CursorBroken, match="is not a cursor"):
        selection(1, 2).page(1, broken)


def test_a_long_cursor_is_cut_in_the_message() -> None:
    with pytest.raises(CursorBroken) as refused:
        selection(1).page(1, "x" * 10_000)
    assert len(str(refused.value)) < 200


@given(st.text(st.characters(), max_size=30) | st.binary(max_size=20).map(lambda b: b.hex()))
def test_no_cursor_is_too_strange_to_be_refused(text: str) -> None:
    with pytest.raises(CursorError):
        selection(1, 2).page(1, text)
