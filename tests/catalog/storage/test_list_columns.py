"""Columns of lists: runs, edges, and lists made of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from catalog.rows import CastRow, MovieRow
from catalog.storage.list_columns import Edges, Run

rows = st.integers(0, 2**31 - 1)


@given(st.lists(st.integers(0, 5), max_size=8))
def test_a_run_is_read_as_it_was_written(lengths: list[int]) -> None:
    ends = np.cumsum([0, *lengths]).tolist()
    runs = [range(begin, end) for begin, end in pairwise(ends)]
    column: Run[CastRow] = Run.of(runs)
    assert [column[row] for row in range(len(column))] == runs


@given(st.lists(st.tuples(st.integers(0, 4), rows), max_size=20))
def test_pairs_become_lists_in_their_order(pairs: list[tuple[int, int]]) -> None:
    owners = np.array([owner for owner, _ in pairs], dtype=np.int64)
    others = np.array([other for _, other in pairs], dtype=np.int64)
    edges: Edges[MovieRow] = Edges.of_pairs(owners, others, 6)
    expected = [[other for owner, other in pairs if owner == row] for row in range(6)]
    assert [edges[row] for row in range(len(edges))] == expected


def test_edges_are_plain_lists_that_any_json_encoder_takes() -> None:
    edges: Edges[MovieRow] = Edges.of([[], [0, 7]])
    none: Sequence[int] = edges[0]
    some: Sequence[int] = edges[1]
    assert (none, some) == ([], [0, 7])
    assert type(some) is list
    assert type(some[1]) is int
