"""Look-ups by key: every bearer is found, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.storage.cell_types import Number
from catalog.storage.columns import NumberColumn
from catalog.storage.lookups import TextKeys, row_of

HIGHEST = 2**31 - 1
keys = st.lists(st.integers(0, HIGHEST), unique=True, max_size=20).map(sorted)
texts = st.text(st.characters(), max_size=4) | st.sampled_from(["", "a", "b", "\ud800"])
bearers = st.lists(st.tuples(texts, st.integers(0, HIGHEST)), max_size=20)


def column(*numbers: int) -> NumberColumn[int]:
    return NumberColumn.of(Number("int32"), numbers)


@given(keys, st.integers())
def test_a_key_is_found_at_its_row_and_another_number_nowhere(
    numbers: list[int], other: int
) -> None:
    found = column(*numbers)
    assert [row_of(found, number) for number in numbers] == list(range(len(numbers)))
    if other not in numbers:
        assert row_of(found, other) is None


def test_the_first_row_is_0_and_not_missing() -> None:
    assert row_of(column(862, 949), 862) == 0


@pytest.mark.parametrize("number", [-1, HIGHEST + 1, 2**63, 10**30, -(10**30)])
def test_a_number_that_no_key_can_be_is_found_nowhere(number: int) -> None:
    assert row_of(column(0, 1, HIGHEST), number) is None


def test_the_greatest_key_is_found() -> None:
    assert row_of(column(0, HIGHEST), HIGHEST) == 1


@given(bearers, texts)
def test_every_bearer_of_a_text_is_found_in_ascending_order(
    pairs: list[tuple[str, int]], other: str
) -> None:
    index = TextKeys.of(pairs)
    for text in {other, *(text for text, _ in pairs)}:
        assert index.rows_of(text) == sorted({row for name, row in pairs if name == text})


@given(st.permutations([("a", 2), ("b", 2), ("a", 0), ("a", 2), ("", 5)]))
def test_the_order_of_the_bearers_does_not_matter(pairs: list[tuple[str, int]]) -> None:
    parts, same = TextKeys.of(pairs).parts, TextKeys.of(sorted(pairs)).parts
    assert {k: v.tolist() for k, v in parts.items()} == {k: v.tolist() for k, v in same.items()}


def test_an_empty_index_finds_nothing() -> None:
    assert TextKeys.of([]).rows_of("a") == []


def test_half_a_surrogate_pair_is_a_text_like_any_other() -> None:
    assert TextKeys.of([("\ud800", 3)]).rows_of("\ud800") == [3]
