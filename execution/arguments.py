"""Arguments of a field: what is known when a plan is made, and what each request fills in."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
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
from execution.inputs import Converter, converter
from schema.fields import declaration


class Given(NamedTuple):
    """What came with a request.

    `raw` are variables as JSON has them, defaults filled in; `converted` the same as resolvers
    take them; `literals` the values of the lifted literals.
    """

    raw: Mapping[str, Any]
    converted: Mapping[str, Any]
    literals: Sequence[Any]


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
    convert = converter(argument.type)
    if isinstance(node, VariableNode):
        needed = isinstance(argument.type, GraphQLNonNull)
        return _variable(node.name.value, default, needed=needed)
    read = _read(node, lifted)
    if isinstance(read, Constant):
        return Constant(convert(read.value))
    return _converted(read, convert)


def _variable(name: str, default: Any, *, needed: bool) -> Fill:
    """The variable's value, or the default of the argument; null only where it may be."""

    def fill(given: Given) -> Any:
        value = given.converted.get(name, default)
        if value is inspect.Parameter.empty or (value is None and needed):
            raise Unfit
        return value

    return fill


def _converted(read: Fill, convert: Converter) -> Fill:
    return lambda given: convert(read(given))


def _read(node: ValueNode, lifted: Mapping[int, int]) -> Argument:
    """A literal as JSON would have it; what stands in it may come with the request."""
    if isinstance(node, ListValueNode):
        return _gathered([_item(value, lifted) for value in node.values])
    if isinstance(node, ObjectValueNode):
        return _object({f.name.value: (f.value, _item(f.value, lifted)) for f in node.fields})
    if node.loc and node.loc.start in lifted:
        number = lifted[node.loc.start]
        return lambda given: given.literals[number]
    if isinstance(node, IntValueNode) and node.value == "-0":
        return Constant(node.value)  # as an id it keeps its sign
    return Constant(None if isinstance(node, NullValueNode) else value_from_ast_untyped(node))


def constant(node: ValueNode) -> Any:
    """The value of a literal without variables, as JSON would have it."""
    read = _read(node, {})
    return read.value if isinstance(read, Constant) else None


def _item(node: ValueNode, lifted: Mapping[int, int]) -> Argument:
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda given: given.raw.get(name)
    return _read(node, lifted)


def _gathered(items: Sequence[Argument]) -> Argument:
    if all(isinstance(item, Constant) for item in items):
        return Constant([item.value for item in items if isinstance(item, Constant)])
    return lambda given: [_value(item, given) for item in items]


def _object(fields: Mapping[str, tuple[ValueNode, Argument]]) -> Argument:
    if all(isinstance(item, Constant) for _, item in fields.values()):
        known = {n: item.value for n, (_, item) in fields.items() if isinstance(item, Constant)}
        return Constant(known)

    def made(given: Given) -> dict[str, Any]:
        return {
            name: _value(item, given)
            for name, (node, item) in fields.items()
            if not isinstance(node, VariableNode) or node.name.value in given.raw
        }

    return made


def _value(item: Argument, given: Given) -> Any:
    return item.value if isinstance(item, Constant) else item(given)
