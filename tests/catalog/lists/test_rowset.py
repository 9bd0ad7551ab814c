"""Sets of rows: either form gives the other, and an intersection is that of Python's sets."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from catalog.lists.rowset import RowSet, intersection

LENGTH = 40
members = st.sets(st.integers(0, LENGTH - 1))


def row_set(members: set[int], *, as_mask: bool) -> RowSet:
    rows = np.array(sorted(members), dtype=np.int32)
    if as_mask:
        return RowSet(LENGTH, mask=np.isin(np.arange(LENGTH), rows))
    return RowSet(LENGTH, rows=rows)


@given(members, st.booleans())
def test_rows_mask_and_count_say_the_same_whichever_was_given(
    members: set[int], as_mask: bool
) -> None:
    made = row_set(members, as_mask=as_mask)
    assert made.count == len(members)
    assert made.has_rows is not as_mask
    assert np.flatnonzero(made.mask).tolist() == made.rows.tolist() == sorted(members)
    assert made.has_rows


@given(st.lists(st.tuples(members, st.booleans()), max_size=4))
def test_an_intersection_has_the_rows_that_are_in_every_set(
    drawn: list[tuple[set[int], bool]],
) -> None:
    sets = [row_set(members, as_mask=as_mask) for members, as_mask in drawn]
    expected = set(range(LENGTH)).intersection(*(members for members, _ in drawn))
    assert intersection(LENGTH, sets).rows.tolist() == sorted(expected)


def test_a_set_is_small_if_it_has_less_than_a_sixteenth_of_the_rows() -> None:
    assert row_set({0, 39}, as_mask=True).is_small
    assert not row_set({0, 1, 39}, as_mask=True).is_small
