"""Leaves as JSON.

An answer is put together as strings whose characters each stand for one byte of it: UTF-8, read as
if it were Latin-1.  So texts are joined by copying, whatever letters are in them, and become bytes
by copying, too; neither step looks at a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from json.encoder import encode_basestring as quote
from math import isfinite
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
)

from catalog.storage.columns import ChoiceColumn, Column
from catalog.storage.text_columns import LabelColumn, TextColumn
from execution.errors import TooComplex
from execution.limits.limits import size_error

Encode = Callable[[Any], str]
NULL = "null"
BYTES = "latin-1"
"""The encoding whose characters are bytes."""


def encoder(kind: GraphQLLeafType) -> Encode:
    """The function that writes a value of this type that is not null.

    Returns
    -------
    Encode
        Raises where graphql-core would refuse or convert the value, so that the reference executor
        answers.
    """
    if kind in (GraphQLString, GraphQLID):
        return _quoted
    if kind is GraphQLInt:
        return int.__repr__
    if kind is GraphQLFloat:
        return _float
    if kind is GraphQLBoolean:
        return {True: "true", False: "false"}.__getitem__
    if isinstance(kind, GraphQLEnumType):
        return {kind.coerce_input_value(name): f'"{name}"' for name in kind.values}.__getitem__
    return lambda value: _quoted(kind.coerce_output_value(value))


def cell(column: Column[Any], kind: GraphQLLeafType) -> Callable[[int], str]:
    """The function that writes the cell of a row; text columns hold their cells as JSON."""
    if isinstance(column, TextColumn):
        return column.writer
    encode = encoder(kind)
    if isinstance(column, LabelColumn | ChoiceColumn):
        possible = column.labels if isinstance(column, LabelColumn) else column.choices
        texts, code = [NULL if p is None else encode(p) for p in possible], column.cells
        return lambda row: texts[code(row)]
    if kind is GraphQLInt and column.values.dtype.kind == "i":
        cells = column.cells
        return lambda row: NULL if (value := cells(row)) == -1 else repr(value)

    def write(row: int) -> str:
        value = column[row]
        return NULL if value is None else encode(value)

    return write


def join_within(max_bytes: int) -> Callable[[Iterable[str]], str]:
    """The function that joins the items of a list, unless they have more bytes than that.

    Items are written while they are joined, so those beyond the limit never are.

    Returns
    -------
    Callable
        Raises `TooComplex`.
    """

    def join(texts: Iterable[str]) -> str:
        parts: list[str] = []
        size = 0
        for text in texts:
            size += len(text) + 1
            if size > max_bytes:
                raise TooComplex(size_error(max_bytes))
            parts.append(text)
        return ",".join(parts)

    return join


def _quoted(value: str) -> str:
    text = quote(value)
    return text if text.isascii() else str(text.encode(), BYTES)


def _float(value: float) -> str:
    if not isfinite(value):
        raise ValueError(value)
    return float.__repr__(value)
