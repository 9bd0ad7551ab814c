"""Names cut at commas are whole again where the other rows show it, and not where they do not."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import by_name
from etl.tables.links import KEYWORD, LINKS, Link
from etl.validation import OWNER

COMPANY = next(link for link in LINKS if link.thing == "company")


def whole(*cells: str, link: Link = COMPANY) -> list[list[str]]:
    """The names in each cell, after they were cut at every comma."""
    rows = [
        {OWNER: owner, "movie": owner, "position": position, "name": name, link.thing: None}
        for owner, cell in enumerate(cells)
        for position, name in enumerate(cell.split(", "))
    ]
    schema = {OWNER: pl.UInt32, "movie": pl.Int64, "position": pl.Int64, "name": pl.String}
    frame = pl.DataFrame(rows, schema={**schema, link.thing: pl.Int64})
    found, findings = by_name.identified(frame, "names", link)
    assert found.columns == frame.columns
    assert found[link.thing].to_list() == by_name.numbers(found["name"]).to_list()
    names = [found.filter(pl.col(OWNER) == owner)["name"].to_list() for owner in range(len(cells))]
    assert sum(finding.rows for finding in findings) == sum(
        ", " in name for cell in names for name in cell
    )
    return names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Warner Bros. Pictures, Inc.", ["Warner Bros. Pictures, Inc."]),
        ("Toho, Bo Ho Films Co., Ltd., Toei", ["Toho", "Bo Ho Films Co., Ltd.", "Toei"]),
        ("Asylum, The, Siglo, S.A.", ["Asylum, The", "Siglo, S.A."]),
        ("Provincia, La (TVE), Toho", ["Provincia, La (TVE)", "Toho"]),
        ("A, Co., Ltd.", ["A, Co., Ltd."]),
        ("Toho, The Film Company", ["Toho", "The Film Company"]),
        ("Incubator, Toho", ["Incubator", "Toho"]),
    ],
)
def test_the_legal_form_of_a_company_is_part_of_its_name(cell: str, names: list[str]) -> None:
    assert whole(cell) == [names]


def test_what_stands_first_in_other_rows_is_a_name_of_its_own() -> None:
    assert whole("Toho, Oy", "Oy", "Oy, Toho") == [["Toho", "Oy"], ["Oy"], ["Oy", "Toho"]]


def test_a_keyword_that_never_goes_without_the_next_is_a_part_of_it() -> None:
    often = ["sea, los angeles, california"] * by_name.MIN_TOGETHER
    (first, *_, last) = whole(*often, "california, sea", link=KEYWORD)
    assert first == ["sea", "los angeles, california"]
    assert last == ["california", "sea"]
    apart = ["sea", "los angeles", "california"]
    assert whole(*often, "los angeles", "sea", link=KEYWORD)[0] == apart
    assert whole(*often[1:], "sea", link=KEYWORD)[0] == apart


def test_a_number_that_is_known_stays() -> None:
    link = LINKS[1]
    rows = {OWNER: [0, 0], "position": [0, 1], "name": ["Drama", "Noir"], link.thing: [18, None]}
    found, _ = by_name.identified(pl.DataFrame(rows), "genres", link)
    assert found[link.thing][0] == 18
    assert found[link.thing][1] >= by_name.FIRST_NUMBER


def test_no_rows_are_no_rows() -> None:
    schema = {OWNER: pl.UInt32, "name": pl.String, "company": pl.Int64}
    found, findings = by_name.identified(pl.DataFrame(schema=schema), "names", COMPANY)
    assert (found.is_empty(), findings) == (True, [])


@given(st.lists(st.text(max_size=5), max_size=6))
def test_a_number_is_that_of_a_name_and_of_no_other(names: list[str]) -> None:
    numbers = by_name.numbers(pl.Series(names, dtype=pl.String)).to_list()
    assert len(set(numbers)) == len(set(names))
    assert all(by_name.FIRST_NUMBER <= number < 2**63 for number in numbers)


def test_the_number_of_a_name_never_changes() -> None:
    assert by_name.numbers(pl.Series(["Quillfish", None])).to_list() == [8550485778632024306, None]
