"""Expressions from the text of a cell to a typed value; what cannot be read is null."""

from __future__ import annotations

from enum import Enum

import polars as pl

INT32_MAX = 2**31 - 1
MAX_NAME = 500
"""Letters of a title or name; a longer one is a cell that lost its end."""
MAX_TEXT = 20_000
"""Letters of any other text."""


def text(name: str, longest: int | None = None) -> pl.Expr:
    """Text without leading and trailing blanks; null where nothing is left, or too much."""
    stripped = pl.col(name).str.strip_chars()
    readable = stripped != ""
    if longest is not None:
        readable &= stripped.str.len_chars() <= longest
    return pl.when(readable).then(stripped).alias(name)


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


def day(name: str) -> pl.Expr:
    """A date, written as YYYY-MM-DD, from the year 1 on."""
    iso = matching(name, "[0-9]{4}-[0-9]{2}-[0-9]{2}")
    value = iso.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(value.dt.year() > 0).then(value).alias(name)


def flag(name: str) -> pl.Expr:
    """A boolean, written as True or False."""
    return text(name).replace_strict(
        {"True": True, "False": False}, default=None, return_dtype=pl.Boolean
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
    """The global id: base64 of the type's name and the TMDB number."""
    plain = pl.format("{}:{}", pl.lit(type_name), pl.col(key))
    return plain.cast(pl.Binary).bin.encode("base64").alias("id")
