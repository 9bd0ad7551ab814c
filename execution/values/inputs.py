"""Values that clients send, to what resolvers take: one converter for each input type.

All threads share converters; they keep no state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedInputType,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
    coerce_input_literal,
)

from execution.errors import InvalidValue
from execution.values.numbers import NumberLiteral
from schema.fields import declaration

Converter = Callable[[Any], Any]
USUAL_TYPES: Mapping[str, type] = {"String": str, "ID": str, "Int": int}
"""The Python type that values of a scalar nearly always have; such a value needs no conversion."""
MAX_INT = 2**31 - 1
"""The greatest Int of GraphQL."""


def converter(kind: GraphQLInputType) -> Converter:
    """The function that turns a value as JSON has it into what resolvers take for this type.

    Returns
    -------
    Converter
        Raises `InvalidValue` where the specification refuses the value (section 3, input
        coercion).
    """
    if isinstance(kind, GraphQLNonNull):
        return _non_null(converter(kind.of_type))
    if isinstance(kind, GraphQLList):
        return _nullable(_list(converter(kind.of_type)))
    return _named(kind)


@cache  # of the schema's own types alone: each document makes lists and non-null types anew
def _named(kind: GraphQLNamedInputType) -> Converter:
    if isinstance(kind, GraphQLScalarType):
        return _nullable(_scalar(kind))
    if isinstance(kind, GraphQLEnumType):
        return _nullable(_enum(kind))
    return _nullable(_object(kind))


def _nullable(convert: Converter) -> Converter:
    return lambda value: None if value is None else convert(value)


def _non_null(convert: Converter) -> Converter:
    def non_null(value: Any) -> Any:
        if value is None:
            raise InvalidValue
        return convert(value)

    return non_null


def _list(convert: Converter) -> Converter:
    """A list; a single value stands for a list of it."""
    return lambda value: (
        [convert(item) for item in value] if isinstance(value, list) else [convert(value)]
    )


def _scalar(kind: GraphQLScalarType) -> Converter:
    parse = kind.coerce_input_value
    usual = USUAL_TYPES.get(kind.name)

    def scalar(value: Any) -> Any:
        found = type(value)
        if found is usual and (found is str or -MAX_INT <= value <= MAX_INT):
            return value
        if found is NumberLiteral:
            return _number(kind, value)
        try:
            return parse(value)
        except Exception as error:
            raise InvalidValue from error

    return scalar


def _number(kind: GraphQLScalarType, number: NumberLiteral) -> Any:
    value = coerce_input_literal(number.node, kind)
    if value is Undefined:
        raise InvalidValue
    return value


def _enum(kind: GraphQLEnumType) -> Converter:
    members = {name: kind.coerce_input_value(name) for name in kind.values}

    def enum(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise InvalidValue
        return members[value]

    return enum


def _object(kind: GraphQLInputObjectType) -> Converter:
    python = declaration(kind).origin
    fields: dict[str, tuple[str, Converter]] = {}
    required = set()
    for name, field in kind.fields.items():
        fields[name] = declaration(field).python_name, converter(field.type)
        if isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined:
            required.add(name)

    def input_object(value: Any) -> Any:
        if not isinstance(value, Mapping) or not required <= value.keys():
            raise InvalidValue
        given = {}
        for name, item in value.items():
            if name not in fields:
                raise InvalidValue
            python_name, convert = fields[name]
            given[python_name] = convert(item)
        return python(**given)

    return input_object
