"""Cells that hold names joined by ", ", written as the records of the common form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

SEPARATOR = ", "
"""Names may contain it themselves: `etl/by_name.py` puts those together again."""
Value = str | int | None
_SUFFIX = r", (Jr\.?|Sr\.?|II|III|IV)(,|$)"
"""What a name of a person has after a comma, which `_COMMA` stands for while names are cut."""
_COMMA = "\ue000"


class NameList(NamedTuple):
    """A column of names, and the records to make of them.

    Attributes
    ----------
    cell
        The column.
    fields
        The fields of a record and their values; that of ``name`` is the name.
    keys
        For names that are known, the value of the first field.
    """

    cell: str
    fields: Mapping[str, Value]
    keys: Mapping[str, str | int] | None = None

    def records(self) -> pl.Expr:
        """The cells as lists of records; an empty list where the cell is null."""
        fields = dict(self.fields)
        key, *others = fields
        at = others.index("name")
        begin = "".join(f", '{name}': {fields[name]!r}" for name in others[:at]) + ", 'name': '"
        end = "'" + "".join(f", '{name}': {fields[name]!r}" for name in others[at + 1 :]) + "}"
        known = {name: f"{{'{key}': {value!r}" for name, value in (self.keys or {}).items()}
        unknown = f"{{'{key}': {fields[key]!r}"
        each = pl.element().str.strip_chars()
        first = each.replace_strict(known, default=unknown, return_dtype=pl.String)
        name = each.str.replace_all("[\\x00-\\x1f]", " ").str.replace_all(r"(['\\])", r"\$1")
        record = pl.concat_str(first, pl.lit(begin), name, pl.lit(end))
        names = pl.col(self.cell).fill_null("").str.split(SEPARATOR)
        return names.list.eval(record.filter(each != ""))


def records(cell: str, key: str, keys: Mapping[str, str | int] | None = None) -> pl.Expr:
    """The column `cell` as records of a name and the field `key`, None where it is not known.

    Parameters
    ----------
    keys
        The value of the field for names that are known.
    """
    listed = NameList(cell, {key: None, "name": None}, keys)
    return pl.when(pl.col(cell).is_not_null()).then(all_records(listed)).alias(cell)


def renamed(cell: str, names: Mapping[str, str]) -> pl.Expr:
    """The column `cell` with other names for those that stand in `names`."""
    each = pl.element().str.strip_chars().replace(names)
    return pl.col(cell).str.split(SEPARATOR).list.eval(each).list.join(SEPARATOR).alias(cell)


def people(*lists: NameList) -> pl.Expr:
    """The people of several columns as one cell; what `with_suffixes` kept with a name stays."""
    return all_records(*lists).str.replace_all(_COMMA, ",", literal=True)


def with_suffixes(*columns: str) -> pl.Expr:
    """Columns of names of people, in which "Jr." and the like are not cut off."""
    return pl.col(*columns).str.replace_all(_SUFFIX, f"{_COMMA} $1$2")


def all_records(*lists: NameList) -> pl.Expr:
    """The records of several columns as one cell."""
    listed = pl.concat_list(*(one.records() for one in lists))
    return pl.concat_str(pl.lit("["), listed.list.join(", "), pl.lit("]"))
