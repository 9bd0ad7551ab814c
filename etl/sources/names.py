"""Cells that hold names joined by ", ", written as the records of the common form."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

SEPARATOR = ", "
"""Names may contain it themselves: `etl/by_name.py` puts those together again."""


def records(cell: str, key: str, keys: Mapping[str, str | int] | None = None) -> pl.Expr:
    """The column `cell` with its names as a list of records.

    Parameters
    ----------
    key
        The field of the records that tells what is meant.
    keys
        Its value for the names that are known; it is None for the others.
    """
    written = {name: f"{{'{key}': {value!r}, 'name': '" for name, value in (keys or {}).items()}
    each = pl.element().str.strip_chars()
    known = each.replace_strict(
        written, default=f"{{'{key}': None, 'name': '", return_dtype=pl.String
    )
    name = each.str.replace_all("[\\x00-\\x1f]", " ").str.replace_all(r"(['\\])", r"\$1")
    record = pl.concat_str(known, name, pl.lit("'}"))
    listed = pl.col(cell).str.split(SEPARATOR).list.eval(record.filter(each != ""))
    return pl.concat_str(pl.lit("["), listed.list.join(", "), pl.lit("]")).alias(cell)
