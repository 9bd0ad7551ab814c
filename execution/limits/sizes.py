"""How many items a list has, and how much work a field is, by the arguments of the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import FieldNode, GraphQLField

from execution.errors import InvalidValue
from execution.values.arguments import (
    Argument,
    Constant,
    Values,
    arguments_of,
)

MAX_ITEMS = 200
"""The most items that any argument can ask for."""
MAX_WORK = 10**6
"""More than any operation may cost: the work of what cannot be measured."""

SizeReader = Callable[[Values | None], int]
"""Gives a number for one request; without its values, the greatest that it could be."""
Size = int | SizeReader | str | None
"""A number; what reads it from a request; `schema.fields.PAGE`; None of what is no list."""
Estimate = Callable[[Mapping[str, Any]], float]
"""The work of a field by the values of its arguments."""


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
        return _or_greatest(lambda values: _size(only(values)), MAX_ITEMS)
    return _or_greatest(lambda values: _first([_value(each, values) for each in given]), MAX_ITEMS)


def work_of(
    estimate: Estimate,
    field: GraphQLField,
    node: FieldNode,
    lifted: Mapping[int, int],
    known: Values | None,
) -> int | SizeReader:
    """The work of a field.

    Parameters
    ----------
    known
        Values of which the work is that of every request; None where it depends on the request.
    """
    try:
        arguments = arguments_of(field, node, lifted, {})
    except InvalidValue:  # a literal that graphql-core alone reads
        return MAX_WORK

    def work(values: Values) -> int:
        given = {name: _value(argument, values) for name, argument in arguments.items()}
        return round(estimate(given))

    read = _or_greatest(work, MAX_WORK)
    if known is None:
        return read
    return read(known)


def _value(argument: Argument, values: Values) -> Any:
    return argument.value if isinstance(argument, Constant) else argument(values)


def _or_greatest(read_number: Callable[[Values], int], greatest: int) -> SizeReader:
    """What is read; the greatest without values, and where an argument is invalid.

    A field that is skipped may have an invalid argument.
    """

    def read(values: Values | None) -> int:
        if values is None:
            return greatest
        try:
            return read_number(values)
        except InvalidValue:
            return greatest

    return read


def _first(values: Sequence[Any]) -> int:
    """The size that the first argument given asks for."""
    return _size(next((value for value in values if value is not None), None))


def _size(value: Any) -> int:
    """The size that a value of an argument asks for; one that cannot be is refused elsewhere."""
    if isinstance(value, int):
        return min(max(value, 0), MAX_ITEMS)
    return min(len(value), MAX_ITEMS) if isinstance(value, list) else MAX_ITEMS
