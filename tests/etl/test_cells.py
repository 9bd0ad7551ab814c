"""What each kind of cell reads, and that no text makes one raise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import Gender, MovieStatus
from etl import cells
from etl.cells import DateOrder

INT32_MAX = 2**31 - 1
FIRST_DAY = date(1, 1, 1)
dirt = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text("0123456789.-+eE_ xXnNaAiIfF,:/٣٠", max_size=12),
    st.floats().map(str),
    st.integers(-(10**25), 10**25).map(str),
    st.dates().map(str),
    st.sampled_from(["1e400", "-1e400", "1e-400", "9" * 400, "0x10", "1_000", "True", "/a.jpg"]),
)


def read(expression: pl.Expr, *texts: str | None) -> list[Any]:
    """What `expression` makes of a column `cell` that holds `texts`."""
    frame = pl.LazyFrame({"cell": texts}, schema={"cell": pl.String})
    return frame.select(expression.alias("read")).collect()["read"].to_list()


KINDS: dict[str, tuple[pl.Expr, Callable[[Any], bool]]] = {
    "text": (cells.text("cell"), lambda v: isinstance(v, str) and v != ""),
    "matching": (cells.matching("cell", "[a-z]{2}"), lambda v: len(v) == 2 and v.isascii()),
    "number": (cells.number("cell"), lambda v: abs(v) < float("inf")),
    "bounded": (cells.number("cell", -1.5, 2), lambda v: -1.5 <= v <= 2),
    "integer": (cells.integer("cell"), lambda v: type(v) is int and 0 <= v <= INT32_MAX),
    "small": (cells.integer("cell", 1, 32_767), lambda v: type(v) is int and 1 <= v <= 32_767),
    "moment": (cells.integer("cell", 0, 2**62), lambda v: type(v) is int and 0 <= v <= 2**62),
    "positive": (cells.positive("cell"), lambda v: 0 < v < float("inf")),
    "day": (cells.day("cell"), lambda v: type(v) is date and v >= FIRST_DAY),
    "month first": (cells.day("cell", DateOrder.MONTH_FIRST), lambda v: v >= FIRST_DAY),
    "optional": (cells.optional_text("cell"), lambda v: v and v not in cells.MISSING),
    "flag": (cells.flag("cell"), lambda v: type(v) is bool),
    "choice": (cells.choice("cell", MovieStatus), lambda v: MovieStatus(v) in MovieStatus),
    "link": (cells.link("cell"), lambda v: v.startswith("http") and " " not in v),
    "image": (cells.image("cell"), lambda v: v.startswith("/") and " " not in v),
}


@given(st.lists(dirt, max_size=6))
def test_no_text_makes_a_cell_raise_and_what_is_read_is_sound(texts: list[str | None]) -> None:
    frame = pl.LazyFrame({"cell": texts}, schema={"cell": pl.String})
    columns = [expression.alias(name) for name, (expression, _) in KINDS.items()]
    for row in frame.select(columns).collect().to_dicts():
        for name, value in row.items():
            assert value is None or KINDS[name][1](value), (name, value)


@given(st.integers(0, INT32_MAX), st.floats(allow_nan=False, allow_infinity=False), st.dates())
def test_what_python_writes_is_read_exactly(whole: int, number: float, day: date) -> None:
    assert read(cells.integer("cell"), f" {whole}", f"{whole}.0") == [whole, whole]
    assert read(cells.number("cell"), repr(number)) == [number]
    assert read(cells.day("cell"), day.isoformat()) == [day]


@pytest.mark.parametrize("blank", [None, "", " ", "\t\n", "\u00a0", "\u3000"])
def test_a_blank_cell_is_null_whatever_it_should_hold(blank: str | None) -> None:
    for name, (expression, _) in KINDS.items():
        assert read(expression, blank) == [None], name


def test_text_loses_the_blanks_around_it_and_nothing_else() -> None:
    texts = ("  L'Œil  d'or\n", "\u00a0Ñandú ", '"', "0", "nan", "None")
    assert read(cells.text("cell"), *texts) == ["L'Œil  d'or", "Ñandú", '"', "0", "nan", "None"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("81.0", 81),
        ("+5", 5),
        (" 12 ", 12),
        ("1e3", 1000),
        ("0", 0),
        ("-0.0", 0),
        ("2147483647", INT32_MAX),
        ("2147483648", None),
        ("1e400", None),
        ("-1", None),
        ("81.5", None),
        ("nan", None),
        ("inf", None),
        ("١٢", None),
        ("1_000", None),
        ("1,000", None),
        ("0x10", None),
        ("12 34", None),
        ("True", None),
    ],
)
def test_a_whole_number_is_read_or_null(text: str, number: int | None) -> None:
    assert read(cells.integer("cell"), text) == [number]


def test_the_bounds_of_a_number_belong_to_it() -> None:
    stars = ("0.5", "5", "0.49", "5.01", "-1")
    assert read(cells.number("cell", 0.5, 5), *stars) == [0.5, 5, None, None, None]
    assert read(cells.integer("cell", 1, 3), "0", "1", "3", "4") == [None, 1, 3, None]


def test_money_over_32_bits_is_exact() -> None:
    assert read(cells.positive("cell"), "2787965087", "2787965087.0") == [2787965087] * 2


def test_zero_is_no_positive_number() -> None:
    money = ("0", "0.0", "-0", "-5", "1e-400", "0.01")
    assert read(cells.positive("cell"), *money) == [None] * 5 + [0.01]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1995-12-15", date(1995, 12, 15)),
        (" 1995-12-15 ", date(1995, 12, 15)),
        ("2000-02-29", date(2000, 2, 29)),
        ("1900-02-29", None),
        ("0001-01-01", FIRST_DAY),
        ("9999-12-31", date(9999, 12, 31)),
        ("0000-00-00", None),
        ("0000-01-01", None),
        ("1995-13-01", None),
        ("1995-2-1", date(1995, 2, 1)),
        ("1995/02/01", date(1995, 2, 1)),
        ("95-12-15", None),
        ("12995-12-15", None),
        ("-995-12-15", None),
        ("15/12/1995", None),
        ("31/02/1999", None),
        ("1995-12-15 00:00", date(1995, 12, 15)),
        ("1995-12-15T00:00:00", date(1995, 12, 15)),
        ("1995-12-15T23:00:00.000Z", date(1995, 12, 15)),
        ("1995-12-15 23:00:00+01:00", date(1995, 12, 15)),
        ("1995-12-15 or so", None),
        ("1995", None),
        ("١٩٩٥-12-15", None),
        ("1", None),
    ],
)
def test_a_day_is_read_or_null(text: str, day: date | None) -> None:
    assert read(cells.day("cell"), text) == [day]


@pytest.mark.parametrize(
    ("text", "day", "order"),
    [
        ("10/30/1995", date(1995, 10, 30), DateOrder.MONTH_FIRST),
        ("3/4/1998", date(1998, 3, 4), DateOrder.MONTH_FIRST),
        ("3/4/1998", date(1998, 4, 3), DateOrder.DAY_FIRST),
        ("30.10.1995", date(1995, 10, 30), DateOrder.DAY_FIRST),
        ("10/30/1995 12:00:00 AM", date(1995, 10, 30), DateOrder.MONTH_FIRST),
        ("10/30/1995", None, DateOrder.DAY_FIRST),
        ("10/30/95", None, DateOrder.MONTH_FIRST),
        ("1995-10-30", date(1995, 10, 30), DateOrder.DAY_FIRST),
    ],
)
def test_a_day_whose_year_comes_last_is_read_in_the_order_that_is_given(
    text: str, day: date | None, order: DateOrder
) -> None:
    assert read(cells.day("cell", order), text) == [day]


@pytest.mark.parametrize("yes", ["True", "TRUE", " true", "t", "1", "1.0", "yes", "Y"])
@pytest.mark.parametrize("no", ["False", "FALSE", "false ", "f", "0", "0.0", "no", "N"])
def test_a_flag_is_true_or_false_however_it_is_written(yes: str, no: str) -> None:
    assert read(cells.flag("cell"), yes, no) == [True, False]


def test_what_is_no_flag_is_null() -> None:
    assert read(cells.flag("cell"), "2", "-1", "maybe", " - Written by Ørnås") == [None] * 4


def test_what_stands_for_nothing_is_no_optional_text() -> None:
    assert read(cells.optional_text("cell"), *cells.MISSING, " NA ") == [None] * 11
    words = ("Nan", "none of them", "NaN NaN", "Null & Void")
    assert read(cells.optional_text("cell"), *words) == list(words)


def test_a_choice_is_one_of_the_values_of_its_enum() -> None:
    assert read(cells.choice("cell", MovieStatus), "Post Production", "post production", "x") == [
        *("Post Production", None, None),
    ]
    assert read(cells.choice("cell", Gender), "2", "0", "2.0") == ["2", None, None]


def test_the_whole_of_a_text_has_to_match() -> None:
    codes = ("en", "eng", "e", "EN", "en\nxx", "xx en")
    assert read(cells.matching("cell", "[a-z]{2}"), *codes) == ["en"] + [None] * 5
    assert read(cells.matching("cell", "a|bc"), "a", "bc", "abc", "ac") == ["a", "bc", None, None]


def test_a_link_is_one_address_of_the_web() -> None:
    links = (
        "http://x.ch",
        "https://x.ch/ü?a=b#c",
        "http://a.ch http://b.ch",
        "www.x.ch",
        "http://",
    )
    assert read(cells.link("cell"), *links) == [*links[:2], None, None, None]


def test_an_image_is_a_path_of_one_file() -> None:
    images = ("/a-B_1.jpg", "a.jpg", "/a/b.jpg", "/a b.jpg", "/", "http://x.ch/a.jpg")
    assert read(cells.image("cell"), *images) == ["/a-B_1.jpg"] + [None] * 5


def test_a_global_id_holds_the_type_and_the_number() -> None:
    frame = pl.LazyFrame({"tmdb_id": [862, 1]}).select(cells.global_id("Movie")).collect()
    assert frame["id"].to_list() == ["TW92aWU6ODYy", "TW92aWU6MQ=="]
