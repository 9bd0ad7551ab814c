"""Leaves as the bytes that leave the process."""

from __future__ import annotations

import json
from itertools import repeat
from typing import Any

import pytest
from graphql import GraphQLFloat, GraphQLInt, GraphQLString
from hypothesis import given
from hypothesis import strategies as st

from catalog.storage.text_columns import TextColumn
from execution.compile.json_values import BYTES, cell, encoder, join_within
from execution.errors import TooComplex

WHOLE = st.text(st.characters(exclude_categories=["Cs"]))


@given(WHOLE)
def test_a_text_is_written_as_the_bytes_of_its_json(text: str) -> None:
    assert json.loads(encoder(GraphQLString)(text).encode(BYTES).decode()) == text


@given(st.lists(st.none() | WHOLE.filter(bool), min_size=1))
def test_a_cell_is_written_as_the_bytes_that_the_column_holds(texts: list[str | None]) -> None:
    column: TextColumn[str | None] = TextColumn.of(texts)
    write = cell(column, GraphQLString)
    written = [write(row).encode(BYTES).decode() for row in range(len(texts))]
    assert list(map(json.loads, written)) == texts


def test_half_a_character_is_left_to_the_reference_executor() -> None:
    with pytest.raises(UnicodeEncodeError):
        encoder(GraphQLString)("\ud83c")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [(GraphQLInt, 7, "7"), (GraphQLInt, -1, "-1"), (GraphQLFloat, 0.1, "0.1")],
)
def test_numbers_are_written_as_json_has_them(kind: Any, value: float, text: str) -> None:
    assert encoder(kind)(value) == text


def test_a_float_that_json_does_not_have_is_left_to_the_reference_executor() -> None:
    with pytest.raises(ValueError, match="inf"):
        encoder(GraphQLFloat)(float("inf"))


def test_items_beyond_the_limit_are_never_written() -> None:
    """They would come without end."""
    join = join_within(10)
    assert join(["abc", "defg"]) == "abc,defg"
    assert join([]) == ""
    with pytest.raises(TooComplex, match="more than 10 bytes"):
        join(repeat("abc"))


@given(st.lists(st.text(max_size=9), max_size=9), st.integers(0, 60))
def test_a_list_is_joined_if_it_fits(texts: list[str], most: int) -> None:
    whole = ",".join(texts)
    if not texts or len(whole) < most:
        assert join_within(most)(texts) == whole
    else:
        with pytest.raises(TooComplex):
            join_within(most)(texts)
