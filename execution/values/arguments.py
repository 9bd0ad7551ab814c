"""Arguments of a field: what is known when a plan is made, and what each request fills in."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
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

from execution.errors import Unfit
from execution.values.inputs import converter
from schema.fields import declaration


class Given:
    """What came with a request.

    Parameters
    ----------
    converted
        Variables as resolvers take them, defaults filled in.
    literals
        The values of the lifted literals.
    """

    def __init__(self, converted: Mapping[str, Any], literals: Sequence[Any]) -> None:
        self.converted, self.literals = converted, literals


Fill = Callable[[Given], Any]


@dataclass(frozen=True)
class Constant:
    """An argument that is the same in every request of a plan."""

    value: Any


Argument = Constant | Fill


def arguments_of(
    field: GraphQLField,
    node: FieldNode,
    lifted: Mapping[int, int],
    constants: Mapping[str, Any],
) -> dict[str, Argument]:
    """Every argument of the field by its name in Python, those left out included.

    Parameters
    ----------
    lifted
        Where in the text a lifted literal begins, to its number.
    constants
        Values of the variables that the plan is made for.
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
        needed = isinstance(argument.type, GraphQLNonNull)
        return _variable(node.name.value, default, needed=needed)
    return _literal(argument.type, node, lifted)


def _variable(name: str, default: Any, *, needed: bool) -> Fill:
    """The variable's value, or the default of the argument; null only where it may be."""

    def fill(given: Given) -> Any:
        value = given.converted.get(name, default)
        if value is inspect.Parameter.empty or (value is None and needed):
            raise Unfit
        return value

    return fill


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
        return lambda given: convert(given.literals[number])
    return Constant(convert(constant(node)))


def _item(kind: GraphQLInputType, node: ValueNode, lifted: Mapping[int, int]) -> Argument:
    """What stands in a list or an object; a variable that is missing there is null."""
    if isinstance(node, VariableNode):
        return _variable(node.name.value, None, needed=isinstance(kind, GraphQLNonNull))
    return _literal(kind, node, lifted)


def _list(items: Sequence[Argument]) -> Argument:
    if all(isinstance(item, Constant) for item in items):
        return Constant([item.value for item in items if isinstance(item, Constant)])
    return lambda given: [
        item.value if isinstance(item, Constant) else item(given) for item in items
    ]


def _object(
    kind: GraphQLInputObjectType, node: ObjectValueNode, lifted: Mapping[int, int]
) -> Argument:
    """An input object; a field whose variable is missing keeps its default."""
    known: dict[str, Any] = {}
    fills: list[tuple[str, str, Fill]] = []
    for field in node.fields:
        declared = kind.fields[field.name.value]
        name = declaration(declared).python_name
        item = _item(declared.type, field.value, lifted)
        if isinstance(item, Constant):
            known[name] = item.value
        else:
            variable = field.value.name.value if isinstance(field.value, VariableNode) else ""
            fills.append((name, variable, item))
    python = declaration(kind).origin
    if not fills:
        return Constant(python(**known))
    return lambda given: python(
        **known,
        **{
            name: fill(given)
            for name, variable, fill in fills
            if not variable or variable in given.converted
        },
    )


def constant(node: ValueNode) -> Any:
    """The value of a literal without variables, as JSON would have it."""
    if isinstance(node, ListValueNode):
        return [constant(value) for value in node.values]
    if isinstance(node, ObjectValueNode):
        return {field.name.value: constant(field.value) for field in node.fields}
    if isinstance(node, IntValueNode) and node.value == "-0":
        return node.value  # as an id it keeps its sign
    return None if isinstance(node, NullValueNode) else value_from_ast_untyped(node)
