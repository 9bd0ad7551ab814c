"""An operation of a document, its variables, and the plans that were made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    type_from_ast,
)

from execution.cache.recent import Recent
from execution.cache.texts import TextCache
from execution.compile.collector import FieldCollector
from execution.compile.compiler import Compiler
from execution.compile.program import Program, ResolverInfo
from execution.errors import InvalidValue, Unsupported
from execution.limits.cost import Cost
from execution.plan import Plan
from execution.values.arguments import Values, constant_value
from execution.values.inputs import Converter, converter
from resolvers.context import Context

MAX_PLANS = 64
"""Plans of one operation that are kept; one for each combination of its deciding variables."""
_MISSING: Any = object()


class Variable:
    """A variable that an operation declares."""

    def __init__(self, convert: Converter, default: Any, *, required: bool) -> None:
        self.convert, self.default, self.required = convert, default, required


class Operation:
    """One operation.

    Threads share it: what changes in it are the plans that it keeps, in a `Recent`.

    Parameters
    ----------
    fragments
        The fragments of the document, by name.
    conditions
        Names of the variables that stand in `@skip` and `@include` anywhere in the document.
    choosing
        The enums whose values choose among columns; a variable of such a type decides, too.
    refusal
        The error for what it asks too much of, as far as that can be told without a request.
    cost
        What it costs, by the values of a request.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        node: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: frozenset[str],
        choosing: frozenset[str],
        refusal: GraphQLError | None,
        cost: Cost,
    ) -> None:
        self._schema, self._node, self._fragments = schema, node, fragments
        self.name = node.name.value if node.name else ""
        self.refusal, self.cost = refusal, cost
        self._variables: dict[str, Variable] = {}
        deciding = []
        for declared in node.variable_definitions or ():
            name, kind = declared.variable.name.value, type_from_ast(schema, declared.type)
            default = declared.default_value
            self._variables[name] = Variable(
                converter(kind),
                constant_value(default) if default else _MISSING,
                required=isinstance(kind, GraphQLNonNull),
            )
            bare = get_named_type(kind)
            if name in conditions or (bare is not None and bare.name in choosing):
                deciding.append(name)
        self._deciding = tuple(deciding)
        self._plans: Recent[tuple[Any, ...], Plan] = Recent(2 * MAX_PLANS)

    def values(self, variables: Mapping[str, Any], literals: Sequence[Any]) -> Values:
        """The values that came with a request, checked and converted.

        Parameters
        ----------
        variables
            As the client sent them.
        literals
            The values of the lifted literals, by number.

        Raises
        ------
        InvalidValue
            A variable is missing, or its value is not of its type.
        """
        if not self._variables:
            return Values(variables, literals)
        converted = {}
        for name, variable in self._variables.items():
            value = variables.get(name, variable.default)
            if value is not _MISSING:
                converted[name] = variable.convert(value)
            elif variable.required:
                raise InvalidValue
        return Values(converted, literals)

    def deciding(self, values: Values) -> dict[str, Any]:
        """The variables that decide which plan it takes, with their values."""
        return {name: values.variables.get(name) for name in self._deciding}

    def cached_plan(self, values: Values) -> Plan | None:
        """The plan for these values of the deciding variables, if it was made."""
        key = tuple(map(values.variables.get, self._deciding)) if self._deciding else ()
        return self._plans.get(key)

    def plan(
        self, values: Values, context: Context, cache: TextCache, lifted: Mapping[int, int]
    ) -> Plan:
        """The plan for these values of the deciding variables; it is made if there is none.

        Parameters
        ----------
        lifted
            Where in the text a lifted literal begins, to its number.

        Raises
        ------
        Unsupported
            The operation is no query, or asks for the schema.
        """
        found = self.cached_plan(values)
        if found is None:
            program = self.program(values, context, lifted, caches=bool(cache))
            found = Plan(program, ResolverInfo(context), cache)
            self._plans.put(tuple(self.deciding(values).values()), found)
        return found

    def program(
        self, values: Values, context: Context, lifted: Mapping[int, int], *, caches: bool
    ) -> Program:
        """The functions of a plan as code, before Python compiles it; see `plan`."""
        kind = self._schema.query_type
        if self._node.operation is not OperationType.QUERY or kind is None:
            raise Unsupported("operation")
        constants = self.deciding(values)
        collector = FieldCollector(self._schema, self._fragments, constants)
        fields = collector.fields(kind, [self._node.selection_set])
        if any(group.name in ("__schema", "__type") for group in fields.values()):
            raise Unsupported("introspection")
        compiler = Compiler(collector, context, constants, lifted, caches=caches)
        return compiler.program(kind, fields)
