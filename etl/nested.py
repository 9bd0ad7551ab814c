"""Cells that hold a list of records, as JSON or as a Python literal.

A Python literal is JSON5 once None, True and False are written as JSON has them, so a JSON5 parser
reads it more than ten times faster than ``ast.literal_eval``, which stays for what that cannot.
Most cells are so plain that not even that is needed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

import orjson
import polars as pl
import pyjson5

_CONSTANT = re.compile(r"': (?<=\w': )(?:None|True|False)(?=[,}])")
"""Searches for what is rare first and looks back from there: six times as fast as forwards."""
_CONSTANT_IN_STRING = re.compile(r""""(?<![\w.!?)']")[^"]*?'(?<=\w'): (?:None|True|False)[,}]""")
"""Starts at a quote that may open a string: no string opens after these characters."""
_STRING_OR_CONSTANT = re.compile(
    r"""'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"|\b(?:None|True|False)\b""", re.DOTALL
)
_VALUE = r"(?:'[^'\"\\\x00-\x1f]*'|0|-?[1-9][0-9]{0,17}|None)"
"""A value that JSON writes the same way, apart from the quotes and None."""
_LONG_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\U")
"""JSON5 has no such escape and would read it as a letter; "C:\\\\Users" holds none."""
_NESTED = (dict, list, tuple)
MAX_CELL = 32_767
"""Letters after which a spreadsheet cuts a cell off, in UTF-16."""
_ASTRAL = 100
"""Of so many letters of a cell it may count two each."""
_JSON_OF = {"None": "null", "True": "true", "False": "false"}
_JSON_AFTER_KEY = {f"': {constant}": f"': {json}" for constant, json in _JSON_OF.items()}


def elements(frame: pl.LazyFrame, cell: str) -> pl.LazyFrame:
    """One row for each of the `records` in the column `cell`, in the order of the cell.

    The other columns of `frame` are repeated; `position` counts from 0 within a cell.
    """
    return (
        frame.filter(pl.col(cell).list.len() > 0)
        .with_columns(pl.int_ranges(0, pl.col(cell).list.len(), dtype=pl.Int64).alias("position"))
        .explode(cell, "position", empty_as_null=True)
        .with_columns(pl.col(cell).struct.unnest())
        .drop(cell)
    )


def records(cell: str, fields: Sequence[str]) -> pl.Expr:
    """The column `cell` as lists of records of text; null where it is blank or unreadable_rule."""
    dtype = pl.List(pl.Struct(dict.fromkeys(fields, pl.String)))
    pattern = _plain(fields)

    def read(cells: pl.Series) -> pl.Series:
        plain = cells.str.contains(pattern)
        json = cells.str.replace_all("': None", "': null", literal=True)
        json = json.str.replace_all("'", '"', literal=True)
        others = [
            None if done or text is None else _as_json(_uncut(text))
            for text, done in zip(cells.to_list(), plain.to_list(), strict=True)
        ]
        return json.zip_with(plain, pl.Series(others, dtype=pl.String)).str.json_decode(dtype)

    return pl.col(cell).map_batches(read, return_dtype=dtype, is_elementwise=True)


def is_cut(cell: str) -> pl.Expr:
    """Whether a spreadsheet has cut off the list in a cell."""
    length = pl.col(cell).str.len_chars()
    closed = pl.col(cell).str.ends_with("]")
    return length.is_between(MAX_CELL - _ASTRAL, MAX_CELL) & ~closed


def _uncut(text: str) -> str:
    """The records of a list that are whole, if a spreadsheet has cut it off."""
    if not MAX_CELL - _ASTRAL <= len(text) <= MAX_CELL or text.endswith("]"):
        return text
    return text[: text.rfind("}, {") + 1] + "]"


def _plain(fields: Sequence[str]) -> str:
    """The pattern of a cell whose records need no parser: replacing quotes makes JSON of them.

    They have just these fields, in this order or the opposite one (so none of them twice), and no
    text with a quote or an escape in it.  In the source that is nine cells of ten.
    """
    orders = (
        ", ".join(f"'{name}': {_VALUE}" for name in order) for order in (fields, fields[::-1])
    )
    record = rf"\{{(?:{'|'.join(orders)})\}}"
    return rf"^\[(?:{record}(?:, {record})*)?\]$"


def _as_json(text: str) -> str | None:
    """A list of flat records as JSON, or null if `text` holds anything else."""
    found = parse(text)
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list):
        return None
    kinds: set[type] = set()
    for record in found:
        if not isinstance(record, dict):
            return None
        kinds.update(map(type, record.values()))
    if not kinds.isdisjoint(_NESTED):
        return None
    try:
        return orjson.dumps(found, option=orjson.OPT_NON_STR_KEYS).decode()
    except (TypeError, ValueError):
        return None


def parse(text: str) -> Any:
    """The value that `text` writes as JSON or as a Python literal; None if it is neither."""
    if "\\U" not in text or not _LONG_ESCAPE.search(text):
        try:
            return pyjson5.decode(_as_json5(text))
        except (pyjson5.Json5Exception, RecursionError, ValueError):
            pass
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _as_json5(text: str) -> str:
    """Write None, True and False as JSON has them, but where they stand inside a string.

    A string holds what looks like a key's last letter and quote ("it's ': None, then") only where
    it is written in double quotes.  To tell strings apart takes ten times as long as to look for
    keys, so it is done there alone.  A constant that is missed (after a key in double quotes) is
    no JSON5, which leaves the cell to ``ast``.
    """
    if _CONSTANT_IN_STRING.search(text):
        return _STRING_OR_CONSTANT.sub(lambda found: _JSON_OF.get(found[0], found[0]), text)
    return _CONSTANT.sub(_after_key, text)


def _after_key(found: re.Match[str]) -> str:
    return _JSON_AFTER_KEY[found[0]]
