"""Cells that hold lists of records: Python literals and JSON, sound and broken."""

from __future__ import annotations

import ast
import json
import warnings
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import nested

FIELDS = ("id", "name")
LOOK_ALIKES = (
    ": None,",
    ": True}",
    "': None,",
    "it's ': None, then",
    "'id': None}",
    "{'id': True, 'name': False}",
    "x': True}",
    '": None,',
    '"None"',
    "None",
    "\\': None,",
    "'\\",
    "// no comment",
    "/* nor */ this",
    "\\u0041",
    "\\U0001F600",
    "C:\\Users",
    "\U000e0001",
    "\x07\x00\x85\u2028",
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.text("': None,}{True\\\"u0", max_size=16),
    st.sampled_from(LOOK_ALIKES),
)
keys = st.sampled_from(["id", "name", "it's", 'a "b"', "': None, 'c", "é"])
records = st.lists(st.dictionaries(keys, scalars, max_size=5), max_size=4)


def read(*cells: str | None, fields: tuple[str, ...] = FIELDS) -> list[Any]:
    """The records in a column of these cells."""
    frame = pl.LazyFrame({"cell": cells}, schema={"cell": pl.String})
    return frame.select(nested.records("cell", fields)).collect()["cell"].to_list()


@given(records)
def test_a_python_literal_is_what_ast_says_it_is(written: list[dict[str, Any]]) -> None:
    text = repr(written)
    found, expected = nested.parse(text), ast.literal_eval(text)
    assert found == expected == written
    assert repr(found) == repr(expected)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                name: st.none()
                | st.integers(-(2**63), 2**63)
                | st.text("a'\" é:,{}[]\\\n", max_size=6)
                for name in FIELDS
            }
        ),
        max_size=4,
    ),
    st.sampled_from([FIELDS, FIELDS[::-1]]),
)
def test_records_without_a_parser_are_what_ast_says_they_are(
    written: list[dict[str, Any]], order: tuple[str, ...]
) -> None:
    cell = repr([{name: record[name] for name in order} for record in written])
    expected = [
        {name: None if (value := record[name]) is None else str(value) for name in FIELDS}
        for record in ast.literal_eval(cell)
    ]
    assert read(cell) == [expected]


@pytest.mark.parametrize("look_alike", LOOK_ALIKES)
def test_a_text_that_looks_like_something_else_stays_a_text(look_alike: str) -> None:
    for written in ({"a": look_alike, "b": None}, {look_alike: None, "b": look_alike}):
        assert nested.parse(repr([written])) == [written]
        assert nested.parse(json.dumps([written])) == [written]


@given(records)
def test_json_is_read_as_it_was_written(written: list[dict[str, Any]]) -> None:
    assert nested.parse(json.dumps(written)) == written
    assert nested.parse(json.dumps(written, ensure_ascii=False, indent=1)) == written


@given(st.lists(st.text(max_size=30) | st.text("[]{}'\":, \\idNone1-", max_size=30), max_size=4))
def test_no_text_makes_a_cell_raise(cells: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ast warns of odd escapes
        found = read(*cells)
    assert len(found) == len(cells)
    for listed in found:
        assert listed is None or all(set(record) == set(FIELDS) for record in listed)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("[{'id': 862, 'name': 'Toy Story'}]", [("862", "Toy Story")]),
        ('[{"id": 862, "name": "Toy Story"}]', [("862", "Toy Story")]),
        ("{'id': 10194, 'name': 'A Set'}", [("10194", "A Set")]),
        ("[{'name': \"L'Œil d'or\", 'id': 1}]", [("1", "L'Œil d'or")]),
        ("[{'name': 'He said \"it\\'s\"', 'id': 1}]", [("1", 'He said "it\'s"')]),
        ("[{'name': 'Ame\\u0301lie \\xe9'}]", [(None, "Ame\u0301lie é")]),
        ("[{'id': None, 'name': None}]", [(None, None)]),
        ("[{'id': True, 'name': False}]", [("true", "false")]),
        ("[{'id': 1.5, 'name': 7}]", [("1.5", "7")]),
        ("[{'id': NaN, 'name': 'x'}]", [(None, "x")]),
        ("[{'id': 1, 'id': 2, 'name': 'x'}]", [("2", "x")]),
        ("[{'other': 1}]", [(None, None)]),
        ("[{'id': '  5 ', 'name': '  '}]", [("  5 ", "  ")]),
        ("[{'id': 2, 'name': 'b'}, {'id': 1, 'name': 'a'}]", [("2", "b"), ("1", "a")]),
        ("[{'id': 18446744073709551615}]", [("18446744073709551615", None)]),
        ("  [ ]  ", []),
        ("{}", [(None, None)]),
    ],
)
def test_the_records_of_a_cell_are_text(cell: str, found: list[tuple[str, str]]) -> None:
    assert read(cell) == [[dict(zip(FIELDS, record, strict=True)) for record in found]]


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "None",
        "null",
        "0",
        "0.065736",
        "1.0",
        "True",
        "'text'",
        "/a.jpg",
        "[",
        "[{'id': 1, 'name': 'cut of",
        "[{'id': 1}",
        "[{'id': 1}]]",
        "[1, 2]",
        "[[]]",
        "[[{'id': 1}]]",
        "[None]",
        "[{'id': [1]}]",
        "[{'id': {'a': 1}}]",
        "[{'id': (1, 2)}]",
        "[{'id': ()}]",
        "[{'id': {1, 2}}]",
        "[{'id': b'1'}]",
        "[{'id': 1j}]",
        "[{'id': ...}]",
        "({'id': 1},)",
        "[{'id': id}]",
        "[{'id': f()}]",
        "[{'id': " + "9" * 30 + "}]",
        "[{'id': " + "9" * 5000 + "}]",
        "[{'id': '\\ud800'}]",
        "[" * 5000,
        "[" * 5000 + "]" * 5000,
        "(" * 5000,
        "-" * 5000 + "1",
        "{" * 5000,
        "[{'id': 1}]\x00",
    ],
)
def test_a_cell_that_is_no_list_of_flat_records_is_null(cell: str | None) -> None:
    assert read("[{'id': 1, 'name': 'before'}]", cell, "[]") == [
        [{"id": "1", "name": "before"}],
        None,
        [],
    ]


def test_a_column_of_no_cells_or_only_blank_ones_can_be_read() -> None:
    assert read() == []
    assert read(None, None) == [None, None]


def elements(*cells: list[dict[str, str | None]] | None) -> list[dict[str, Any]]:
    """One row for each record in these cells, which belong to films 0, 1, 2 …"""
    dtype = pl.List(pl.Struct(dict.fromkeys(FIELDS, pl.String)))
    frame = pl.LazyFrame(
        {"movie": list(range(len(cells))), "cell": list(cells)},
        schema={"movie": pl.Int64, "cell": dtype},
    )
    return nested.elements(frame, "cell").collect().to_dicts()


def test_each_record_becomes_a_row_with_its_place_in_the_cell() -> None:
    a: dict[str, str | None] = {"id": "1", "name": "a"}
    b: dict[str, str | None] = {"id": None, "name": "b"}
    assert elements([a, b], [], None, [b]) == [
        {"movie": 0, "position": 0, **a},
        {"movie": 0, "position": 1, **b},
        {"movie": 3, "position": 0, **b},
    ]


def test_cells_without_records_make_no_rows() -> None:
    assert elements() == elements([], None) == []
