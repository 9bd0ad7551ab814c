"""What a cell gives back, how null is stored, and that files keep every cell."""

from __future__ import annotations

import tempfile
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rows import MovieRow
from catalog.storage.cell_types import (
    Count,
    Day,
    Dollars,
    Job,
    Minutes,
    Moment,
    Month,
    Name,
    Number,
    Stars,
)
from catalog.storage.columns import ChoiceColumn, Column, NumberColumn, offsets_of
from catalog.storage.list_columns import Edges
from catalog.storage.snapshot import Draft
from catalog.storage.table import Table
from catalog.storage.text_columns import LabelColumn


class Suit(Enum):
    """Some choices."""

    HEARTS = "h"
    SPADES = "s"


class AnyRow(int):
    """Row of `Everything`."""


class Everything(Table[AnyRow], name="everything", row=AnyRow):
    """A column of every kind."""

    month: Column[Month]
    minutes: Column[Minutes | None]
    count: Column[Count]
    moment: Column[Moment | None]
    day: Column[Day]
    dollars: Column[Dollars | None]
    stars: Column[Stars | None]
    flag: Column[bool]
    name: Column[Name | None]
    job: LabelColumn[Job | None]
    suit: Column[Suit | None]
    film: Column[MovieRow | None]
    films: Edges[MovieRow]


NUMBER = Number("int32")


text = st.one_of(st.none(), st.text(min_size=1, max_size=12))


rows = st.integers(0, 2**31 - 1)


everything = st.fixed_dictionaries(
    {
        "month": st.integers(0, 127),
        "minutes": st.none() | st.integers(0, 2**15 - 1),
        "count": st.integers(0, 2**31 - 1),
        "moment": st.none() | st.integers(0, 2**63 - 1),
        "day": st.dates(),
        "dollars": st.none() | st.floats(allow_nan=False),
        "stars": st.none() | st.floats(width=32, allow_nan=False),
        "flag": st.booleans(),
        "name": text,
        "job": text,
        "suit": st.none() | st.sampled_from(Suit),
        "film": st.none() | rows,
        "films": st.lists(rows, max_size=4),
    }
)


@given(st.lists(everything, max_size=6))
def test_a_column_of_every_kind_is_read_as_it_was_written(written: list[dict[str, Any]]) -> None:
    table = Everything.of({name: [row[name] for row in written] for name in Everything.columns()})
    with tempfile.TemporaryDirectory() as folder:
        draft = Draft(Path(folder))
        draft.write_table(table)
        read = draft.table(Everything)
        assert len(read) == len(written)
        columns = {name: read.column(name) for name in Everything.columns()}
        found = [
            {name: column[row] for name, column in columns.items()} for row in range(len(read))
        ]
    assert found == written
    types = [{name: type(cell) for name, cell in row.items()} for row in found]
    assert types == [{name: type(cell) for name, cell in row.items()} for row in written]


def test_an_unknown_number_is_null_and_no_comparison_finds_it() -> None:
    minutes: NumberColumn[int | None] = NumberColumn.of(Number("int16"), [None, 0, 90])
    dollars: NumberColumn[float | None] = NumberColumn.of(Number("float64"), [None, 0.0, 90.0])
    assert [minutes[row] for row in range(3)] == [None, 0, 90]
    assert [dollars[row] for row in range(3)] == [None, 0, 90]
    assert (minutes.values >= 0).tolist() == [False, True, True]
    assert (dollars.values >= 0).tolist() == [False, True, True]
    assert (dollars.values < 0).tolist() == [False, False, False]


def test_a_loss_of_one_dollar_is_no_null() -> None:
    dollars: NumberColumn[float | None] = NumberColumn.of(Number("float64"), [-1.0])
    assert dollars[0] == -1.0


def test_money_over_32_bits_is_exact() -> None:
    dollars: NumberColumn[float] = NumberColumn.of(Number("float64"), [2_787_965_087])
    assert dollars[0] == 2_787_965_087


@pytest.mark.parametrize(("dtype", "number"), [("int8", 128), ("int16", 2**15), ("int32", 2**31)])
def test_a_number_that_does_not_fit_is_refused_and_never_wraps(dtype: str, number: int) -> None:
    with pytest.raises(OverflowError):
        NumberColumn.of(Number(dtype), [number])


def test_false_and_row_0_are_no_nulls() -> None:
    flags: NumberColumn[bool] = NumberColumn.of(Number("bool"), [False, True])
    references: NumberColumn[int | None] = NumberColumn.of(NUMBER, [0, None])
    assert [flags[0], flags[1]] == [False, True]
    assert [references[0], references[1]] == [0, None]


def test_a_choice_is_a_member_of_its_enum() -> None:
    column: ChoiceColumn[Suit | None] = ChoiceColumn.of(Suit, [Suit.SPADES, None, Suit.HEARTS])
    assert [column[row] for row in range(3)] == [Suit.SPADES, None, Suit.HEARTS]


def test_days_before_1970_and_the_first_and_last_of_all_are_kept() -> None:
    days = [date(1, 1, 1), date(1895, 12, 28), date(9999, 12, 31)]
    column: NumberColumn[date] = NumberColumn.of(Number("datetime64[D]"), days)
    assert [column[row] for row in range(3)] == days


def test_offsets_are_where_each_piece_begins() -> None:
    assert offsets_of([2, 0, 3]).tolist() == [0, 2, 2, 5]
    assert offsets_of([]).tolist() == [0]
