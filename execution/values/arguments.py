"""Arguments of a field: what a plan knows, and what reads the rest from each request."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FloatValueNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    value_from_ast_untyped,
)

from execution.errors import InvalidValue
from execution.values.inputs import converter
from execution.values.numbers import number_value
from schema.fields import declaration


class Values:
    """The values that came with one request.

    Parameters
    ----------
    variables
        As resolvers take them, defaults filled in, by name; those left out are not there.
    literals
        The values of the lifted literals, by number.
    """

    def __init__(self, variables: Mapping[str, Any], literals: Sequence[Any]) -> None:
        self.variables, self.literals = variables, literals


ArgumentReader = Callable[[Values], Any]
"""Gives the value of an argument in one request; raises `InvalidValue` where it has none."""


@dataclass(frozen=True)
class Constant:
    """An argument that is the same in every request of a plan."""

    value: Any


Argument = Constant | ArgumentReader


def arguments_of(
    field: GraphQLField,
    node: FieldNode,
    lifted: Mapping[int, int],
    constants: Mapping[str, Any],
) -> dict[str, Argument]:
    """Every argument of a field by its name in Python, those left out included.

    Parameters
    ----------
    lifted
        Where in the text a lifted literal begins, to its number.
    constants
        Values of the variables that the plan is made for, by name.

    Raises
    ------
    InvalidValue
        A literal that stays in the document is not of the type of its place.
    """
    resolver = declaration(field).base_resolver
    defaults = inspect.signature(resolver.wrapped_func).parameters if resolver else {}
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    found: dict[str, Argument] = {}
    for name, argument in field.args.items():
        python_name = declaration(argument).python_name
        default = defaults[python_name].default if python_name in defaults else None
        value = given.get(name)
        if value is None:
            found[python_name] = Constant(default)
        elif isinstance(value, VariableNode) and value.name.value in constants:
            found[python_name] = Constant(constants[value.name.value])
        else:
            found[python_name] = _argument(argument, value, default, lifted)
    return found


def _argument(
    argument: GraphQLArgument, node: ValueNode, default: Any, lifted: Mapping[int, int]
) -> Argument:
    if isinstance(node, VariableNode):
        required = isinstance(argument.type, GraphQLNonNull)
        return _variable(node.name.value, default, required=required)
    return _literal(argument.type, node, lifted)


def _variable(name: str, default: Any, *, required: bool) -> ArgumentReader:
    """The variable's value, or the default of the argument; null only where it may be."""

    def read(values: Values) -> Any:
        value = values.variables.get(name, default)
        if value is inspect.Parameter.empty or (value is None and required):
            raise InvalidValue
        return value

    return read


def _literal(kind: GraphQLInputType, node: ValueNode, lifted: Mapping[int, int]) -> Argument:
    """A literal in a place of this type, as resolvers take it."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(bare, GraphQLList) and isinstance(node, ListValueNode):
        return _list([_item(bare.of_type, value, lifted) for value in node.values])
    if isinstance(bare, GraphQLList) and isinstance(node, ObjectValueNode):
        return _list([_item(bare.of_type, node, lifted)])
    if isinstance(bare, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
        return _object(bare, node, lifted)
    convert = converter(kind)
    if node.loc and node.loc.start in lifted:
        number = lifted[node.loc.start]
        return lambda values: convert(values.literals[number])
    return Constant(convert(constant_value(node)))


def _item(kind: GraphQLInputType, node: ValueNode, lifted: Mapping[int, int]) -> Argument:
    """What stands in a list or an object; a variable that is missing there is null."""
    if isinstance(node, VariableNode):
        return _variable(node.name.value, None, required=isinstance(kind, GraphQLNonNull))
    return _literal(kind, node, lifted)


def _list(items: Sequence[Argument]) -> Argument:
    if all(isinstance(item, Constant) for item in items):
        return Constant([item.value for item in items if isinstance(item, Constant)])
    return lambda values: [
        item.value if isinstance(item, Constant) else item(values) for item in items
    ]


def _object(
    kind: GraphQLInputObjectType, node: ObjectValueNode, lifted: Mapping[int, int]
) -> Argument:
    """An input object; a field whose variable is missing keeps its default."""
    constants: dict[str, Any] = {}
    readers: list[tuple[str, str, ArgumentReader]] = []
    for field in node.fields:
        declared = kind.fields[field.name.value]
        name = declaration(declared).python_name
        item = _item(declared.type, field.value, lifted)
        if isinstance(item, Constant):
            constants[name] = item.value
        else:
            variable = field.value.name.value if isinstance(field.value, VariableNode) else ""
            readers.append((name, variable, item))
    python = declaration(kind).origin
    if not readers:
        return Constant(python(**constants))
    return lambda values: python(
        **constants,
        **{
            name: read(values)
            for name, variable, read in readers
            if not variable or variable in values.variables
        },
    )


def constant_value(node: ValueNode) -> Any:
    """The value of a literal without variables, as JSON would have it where it can."""
    if isinstance(node, ListValueNode):
        return [constant_value(value) for value in node.values]
    if isinstance(node, ObjectValueNode):
        return {field.name.value: constant_value(field.value) for field in node.fields}
    if isinstance(node, IntValueNode | FloatValueNode):
        return number_value(node.value)
    return None if isinstance(node, NullValueNode) else value_from_ast_untyped(node)
