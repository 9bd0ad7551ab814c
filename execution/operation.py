"""An operation of a document, its variables, and the code of its plans."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import count
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

from execution.compile.collector import FieldCollector
from execution.compile.compiler import Compiler
from execution.compile.program import Program
from execution.errors import InvalidValue, Unsupported
from execution.limits.cost import Cost
from execution.values.arguments import Values, constant_value
from execution.values.inputs import Converter, converter
from resolvers.context import Context

PlanKey = tuple[Hashable, ...]
"""The number of an operation, and the values of its deciding variables."""
_numbers = count()
_MISSING: Any = object()


class Variable:
    """A variable that an operation declares."""

    def __init__(self, convert: Converter, default: Any, *, required: bool) -> None:
        self.convert, self.default, self.required = convert, default, required


class Operation:
    """One operation.

    Threads share it; it does not change.

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
            name = declared.variable.name.value
            kind: Any = type_from_ast(schema, declared.type)  # an input type: it was validated
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
        self._only_key: PlanKey = (next(_numbers),)

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

    def plan_key(self, values: Values) -> PlanKey:
        """The key of the plan for these values of the deciding variables.

        It does not hold the operation: a plan may stay longer than the document that it is of.
        """
        if not self._deciding:
            return self._only_key
        return (*self._only_key, *map(values.variables.get, self._deciding))

    def program(
        self,
        values: Values,
        context: Context,
        lifted: Mapping[int, int],
        max_bytes: int,
        *,
        caches: bool,
    ) -> Program:
        """The functions of a plan as code, before Python compiles it.

        Parameters
        ----------
        lifted
            Where in the text a lifted literal begins, to its number.
        max_bytes
            Bytes that an answer may have.
        caches
            Whether texts of rows are kept for later requests.

        Raises
        ------
        Unsupported
            The operation is no query, or asks for the schema.
        """
        kind = self._schema.query_type
        if self._node.operation is not OperationType.QUERY or kind is None:
            raise Unsupported("operation")
        constants = self.deciding(values)
        collector = FieldCollector(self._schema, self._fragments, constants)
        fields = collector.fields(kind, [self._node.selection_set])
        if any(group.name in ("__schema", "__type") for group in fields.values()):
            raise Unsupported("introspection")
        compiler = Compiler(collector, context, constants, lifted, max_bytes, caches=caches)
        loc = self._node.loc
        return compiler.program(kind, fields, len(loc.source.body) if loc else 0)
