"""Expressions from the text of a cell to a typed value; what cannot be read is null."""

from __future__ import annotations

from enum import Enum

import polars as pl

INT32_MAX = 2**31 - 1
MAX_NAME = 500
"""Letters of a title or name; a longer one is a cell that lost its end."""
MAX_TEXT = 20_000
"""Letters of any other text."""
MISSING = ("nan", "NaN", "NA", "<NA>", "N/A", "#N/A", "NULL", "null", "None", "\\N")
"""What pandas, R, Excel and databases write where nothing is known."""
ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!")
"""What a spreadsheet makes of a text that looks like a formula to it, such as "-30-"."""
FLAGS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1", "1.0"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0", "0.0"), False),
}
"""What a boolean may be written as, in any case."""
_ZONE = r"(?: ?(?:[AP]M|Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = rf"(?:[T ]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?{_ZONE})?"
YEAR_FIRST = rf"^([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}$"
YEAR_LAST = rf"^([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}){_TIME}$"
"""Dates with three numbers, as groups, and perhaps a time, which is left out as it is written."""


class DateOrder(Enum):
    """The order of the numbers of a date whose year comes last."""

    MONTH_FIRST = "M/D/YYYY"
    DAY_FIRST = "D/M/YYYY"


def text(name: str, longest: int | None = None) -> pl.Expr:
    """Text without leading and trailing blanks; null where nothing is left, or too much."""
    stripped = pl.col(name).str.strip_chars()
    readable = stripped != ""
    if longest is not None:
        readable &= stripped.str.len_chars() <= longest
    return pl.when(readable).then(stripped).alias(name)


def optional_text(name: str, longest: int | None = None) -> pl.Expr:
    """Text; null also where it is one of `MISSING` or `ERRORS`, or has lost its letters."""
    found = text(name, longest)
    told = ~found.is_in(MISSING + ERRORS) & ~has_lost_letters(name)
    return pl.when(told).then(found).alias(name)


def has_lost_letters(name: str) -> pl.Expr:
    """Whether all letters are question marks, as in an encoding that has not those of a script."""
    marks = pl.col(name).str.contains("??", literal=True)
    return marks & ~pl.col(name).str.contains(r"[\p{L}\p{N}]")


def is_blank(name: str) -> pl.Expr:
    """Whether the source says nothing: the cell is blank or one of `MISSING`."""
    return optional_text(name).is_null()


def matching(name: str, pattern: str) -> pl.Expr:
    """Text that matches the regular expression `pattern` as a whole."""
    found = text(name, MAX_TEXT)
    return pl.when(found.str.contains(f"^(?:{pattern})$")).then(found).alias(name)


def number(name: str, low: float = float("-inf"), high: float = float("inf")) -> pl.Expr:
    """A finite number from `low` to `high`, both included."""
    value = text(name).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite() & value.is_between(low, high)).then(value).alias(name)


def integer(name: str, low: int = 0, high: int = INT32_MAX) -> pl.Expr:
    """A whole number from `low` to `high`, both included; "81.0" is one."""
    value = number(name, low, high)
    return pl.when(value == value.floor()).then(value).cast(pl.Int64).alias(name)


def positive(name: str) -> pl.Expr:
    """A number above 0; 0 in the source stands for unknown."""
    value = number(name, 0)
    return pl.when(value > 0).then(value).alias(name)


def day(name: str, order: DateOrder | None = None) -> pl.Expr:
    """A date from the year 1 on: YYYY-MM-DD or the like, with a time or without.

    Parameters
    ----------
    order
        How to read dates whose year comes last; without it they are null.
    """
    value = _date(name, YEAR_FIRST, (1, 2, 3))
    if order is not None:
        places = (3, 1, 2) if order is DateOrder.MONTH_FIRST else (3, 2, 1)
        value = pl.coalesce(value, _date(name, YEAR_LAST, places))
    return pl.when(value.dt.year() > 0).then(value).alias(name)


def _date(name: str, pattern: str, places: tuple[int, int, int]) -> pl.Expr:
    """The date in the groups of `pattern` that are its year, month and day."""
    year, month, of_month = (text(name).str.extract(pattern, group) for group in places)
    iso = pl.format("{}-{}-{}", year, month.str.zfill(2), of_month.str.zfill(2))
    return iso.str.to_date("%Y-%m-%d", strict=False)


def flag(name: str) -> pl.Expr:
    """A boolean, written in one of the ways of `FLAGS`."""
    return (
        text(name)
        .str.to_lowercase()
        .replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
        .alias(name)
    )


def choice(name: str, choices: type[Enum]) -> pl.Expr:
    """Text that is the value of one of `choices`."""
    return pl.when(text(name).is_in([c.value for c in choices])).then(text(name)).alias(name)


def link(name: str) -> pl.Expr:
    """An http or https address."""
    return matching(name, r"https?://\S+")


def image(name: str) -> pl.Expr:
    """The path of an image on TMDB's host, e.g. ``/abc.jpg``."""
    return matching(name, r"/[\w.-]+")


def global_id(type_name: str, key: str = "tmdb_id") -> pl.Expr:
    """The global id: base64 of the type's name and the number."""
    plain = pl.format("{}:{}", pl.lit(type_name), pl.col(key))
    return plain.cast(pl.Binary).bin.encode("base64").alias("id")
