"""Values that a client sends, to what resolvers take: one converter for each input type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
)

from execution.errors import Unfit
from schema.fields import declaration

Converter = Callable[[Any], Any]
USUAL: Mapping[str, type] = {"String": str, "ID": str, "Int": int}
"""What values of a scalar nearly always are, and then stay."""
MOST_INT = 2**31 - 1


@cache
def converter(kind: GraphQLInputType) -> Converter:
    """The function that brings a value as JSON has it to `kind`.

    It raises `Unfit` where the specification refuses the value (section 3, input coercion).
    """
    if isinstance(kind, GraphQLNonNull):
        return _present(converter(kind.of_type))
    if isinstance(kind, GraphQLList):
        return _nullable(_list(converter(kind.of_type)))
    if isinstance(kind, GraphQLScalarType):
        return _nullable(_scalar(kind))
    if isinstance(kind, GraphQLEnumType):
        return _nullable(_enum(kind))
    return _nullable(_object(kind))


def _nullable(convert: Converter) -> Converter:
    return lambda value: None if value is None else convert(value)


def _present(convert: Converter) -> Converter:
    def present(value: Any) -> Any:
        if value is None:
            raise Unfit
        return convert(value)

    return present


def _list(convert: Converter) -> Converter:
    """A list; a single value stands for a list of it."""
    return lambda value: (
        [convert(item) for item in value] if isinstance(value, list) else [convert(value)]
    )


def _scalar(kind: GraphQLScalarType) -> Converter:
    parse = kind.coerce_input_value
    usual = USUAL.get(kind.name)

    def scalar(value: Any) -> Any:
        found = type(value)
        if found is usual and (found is str or -MOST_INT <= value <= MOST_INT):
            return value
        try:
            return parse(value)
        except Exception as error:
            raise Unfit from error

    return scalar


def _enum(kind: GraphQLEnumType) -> Converter:
    members = {name: kind.coerce_input_value(name) for name in kind.values}

    def enum(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise Unfit
        return members[value]

    return enum


def _object(kind: GraphQLInputObjectType) -> Converter:
    python = declaration(kind).origin
    fields: dict[str, tuple[str, Converter]] = {}
    needed = set()
    for name, field in kind.fields.items():
        fields[name] = declaration(field).python_name, converter(field.type)
        if isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined:
            needed.add(name)

    def make(value: Any) -> Any:
        if not isinstance(value, Mapping) or not needed <= value.keys():
            raise Unfit
        given = {}
        for name, item in value.items():
            if name not in fields:
                raise Unfit
            python_name, convert = fields[name]
            given[python_name] = convert(item)
        return python(**given)

    return make
