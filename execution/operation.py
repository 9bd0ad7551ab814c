"""An operation of a document, its variables, and the plans that were made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graphql import (
    FragmentDefinitionNode,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableDefinitionNode,
    get_named_type,
    type_from_ast,
)

from execution.cache.recent import Recent
from execution.cache.texts import Fragments
from execution.compile.collector import Collector
from execution.compile.compiler import Compiler, Information
from execution.errors import Unfit, Unsupported
from execution.limits.limits import Measure
from execution.plan import Plan
from execution.values.arguments import Given, constant
from execution.values.inputs import Converter, converter
from resolvers.context import Context

MOST_PLANS = 64
"""Plans of one operation that are kept; one for each combination of its deciding variables."""
_MISSING: Any = object()


class Variable(NamedTuple):
    """A variable that an operation declares."""

    convert: Converter
    default: Any
    needed: bool

    @classmethod
    def of(cls, node: VariableDefinitionNode, kind: GraphQLInputType) -> Variable:
        """Read a declaration."""
        default = node.default_value
        return cls(
            converter(kind),
            constant(default) if default else _MISSING,
            isinstance(kind, GraphQLNonNull),
        )


class Operation:
    """One operation.

    Parameters
    ----------
    conditions
        Names of the variables that stand in `@skip` and `@include` anywhere in the document.
    choosing
        The enums whose values choose among columns; a variable of such a type decides, too.
    measure
        Counts what the operation asks, as far as that can be told without a request.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        node: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: frozenset[str],
        choosing: frozenset[str],
        measure: Measure,
    ) -> None:
        self._schema, self._node, self._fragments = schema, node, fragments
        self.name = node.name.value if node.name else ""
        self._variables: dict[str, Variable] = {}
        deciding = []
        for declared in node.variable_definitions or ():
            name, kind = declared.variable.name.value, type_from_ast(schema, declared.type)
            self._variables[name] = Variable.of(declared, kind)  # type: ignore[arg-type]  # validated
            bare = get_named_type(kind)
            if name in conditions or (bare is not None and bare.name in choosing):
                deciding.append(name)
        self._deciding = tuple(deciding)
        self.refusal = measure.counts(node.selection_set).refusal(measure.limits)
        root = schema.get_root_type(node.operation)
        self.cost = measure.cost(root, node.selection_set)  # type: ignore[arg-type]  # validated
        self._plans: Recent[tuple[Any, ...], Plan] = Recent(2 * MOST_PLANS)

    def given(self, variables: Mapping[str, Any], literals: Sequence[Any]) -> Given:
        """What came with a request, checked and converted.

        Raises
        ------
        Unfit
            A variable is missing or has a value that is none of its type.
        """
        if not self._variables:
            return Given(variables, literals)
        converted = {}
        for name, variable in self._variables.items():
            value = variables.get(name, variable.default)
            if value is not _MISSING:
                converted[name] = variable.convert(value)
            elif variable.needed:
                raise Unfit
        return Given(converted, literals)

    def known(self, given: Given) -> Plan | None:
        """The plan for these values of the deciding variables, if it was made."""
        key = tuple(map(given.converted.get, self._deciding)) if self._deciding else ()
        return self._plans.get(key)

    def plan(
        self, given: Given, context: Context, fragments: Fragments, lifted: Mapping[int, int]
    ) -> Plan:
        """The plan for these values of the deciding variables.

        Raises
        ------
        Unsupported
            The operation is no query, or asks for the schema.
        """
        found = self.known(given)
        if found is None:
            values = {name: given.converted.get(name) for name in self._deciding}
            found = self._compiled(values, context, fragments, lifted)
            self._plans.put(tuple(values.values()), found)
        return found

    def _compiled(
        self,
        values: Mapping[str, Any],
        context: Context,
        fragments: Fragments,
        lifted: Mapping[int, int],
    ) -> Plan:
        kind = self._schema.query_type
        if self._node.operation is not OperationType.QUERY or kind is None:
            raise Unsupported("operation")
        collector = Collector(self._schema, self._fragments, values)
        fields = collector.fields(kind, [self._node.selection_set])
        if any(selected.name in ("__schema", "__type") for selected in fields.values()):
            raise Unsupported("introspection")
        compiler = Compiler(collector, context, values, lifted, keeps=bool(fragments))
        return Plan(kind, fields, compiler, Information(context), fragments)
