"""How many items a list has, by the arguments of its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import FieldNode, GraphQLField

from execution.errors import InvalidValue
from execution.values.arguments import ArgumentReader, Constant, Values, arguments_of

MAX_ITEMS = 200
"""The most items that any argument can ask for."""

Size = int | ArgumentReader | str | None
"""A number; what reads it from a request; `schema.fields.PAGE`; None of what is no list."""


def size_of(declared: Any, field: GraphQLField, node: FieldNode, lifted: Mapping[int, int]) -> Size:
    """The size of a field's list.

    Parameters
    ----------
    declared
        What the schema says: a size, or a tuple of arguments of which the first that is given
        counts.
    lifted
        Where in the text a lifted literal begins, to its number.
    """
    if not isinstance(declared, tuple):
        size: int | str | None = declared
        return size
    try:
        arguments = arguments_of(field, node, lifted, {})
    except InvalidValue:  # a literal that graphql-core alone reads
        return MAX_ITEMS
    given = [arguments[name] for name in declared]
    if all(isinstance(argument, Constant) for argument in given):
        return _first([each.value for each in given if isinstance(each, Constant)])
    if len(given) == 1 and not isinstance(given[0], Constant):
        only = given[0]
        return _or_largest(lambda values: _size(only(values)))
    return _or_largest(
        lambda values: _first(
            [each.value if isinstance(each, Constant) else each(values) for each in given]
        )
    )


def _or_largest(size: ArgumentReader) -> ArgumentReader:
    """The size; the largest where the argument is invalid, which a field that is skipped allows."""

    def read(values: Values) -> int:
        try:
            found: int = size(values)
        except InvalidValue:
            return MAX_ITEMS
        return found

    return read


def _first(values: Sequence[Any]) -> int:
    """The size that the first argument given asks for."""
    return _size(next((value for value in values if value is not None), None))


def _size(value: Any) -> int:
    """The size that a value of an argument asks for; one that cannot be is refused elsewhere."""
    if isinstance(value, int):
        return min(max(value, 0), MAX_ITEMS)
    return min(len(value), MAX_ITEMS) if isinstance(value, list) else MAX_ITEMS
