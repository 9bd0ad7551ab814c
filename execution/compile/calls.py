"""The expressions that read a field's value: from a column, or by a call of its resolver."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLLeafType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    is_leaf_type,
)

from execution.compile.collector import FieldGroup
from execution.compile.json_values import cell
from execution.compile.program import RequestArgument
from execution.compile.scope import Scope
from execution.compile.syntax import FILLED, Module, attribute, call, item, load
from execution.values.arguments import Argument, Constant, arguments_of
from resolvers.context import Context
from schema.fields import COLUMN, DEFAULT_COLUMN, ColumnField, declaration, table_of


class Calls:
    """Makes the expressions for one plan, and notes what they ask of each request.

    Parameters
    ----------
    module
        Takes the functions that are called.
    context
        The snapshot whose columns are read.
    constants
        Values of the variables that the plan is made for, by name.
    lifted
        Where in the text a lifted literal begins, to its number.
    """

    def __init__(
        self,
        module: Module,
        context: Context,
        constants: Mapping[str, Any],
        lifted: Mapping[int, int],
    ) -> None:
        self._module, self._context = module, context
        self._constants, self._lifted = constants, lifted
        self.arguments: list[RequestArgument] = []

    def column_name(self, field: GraphQLField, group: FieldGroup) -> str | None:
        """The column that a field shows; None where its resolver has to be called.

        An argument may choose the column, or be the reason to call the resolver.
        """
        declared = declaration(field)
        shown: ColumnField | None = declared.metadata.get(COLUMN)
        if shown is None:
            default: ColumnField | None = declared.metadata.get(DEFAULT_COLUMN)
            given = self._arguments(field, group).values() if default else ()
            is_bare = all(isinstance(each, Constant) and each.value is None for each in given)
            return default.name if default and is_bare else None
        if not shown.variants or not shown.argument:
            return shown.name or str(declared.python_name)
        argument = self._arguments(field, group)[shown.argument]
        choice = argument.value if isinstance(argument, Constant) else None
        return shown.variants[choice or next(iter(shown.variants))]

    def cell_text(
        self, kind: GraphQLObjectType, field: GraphQLField, name: str, scope: Scope
    ) -> ast.expr | None:
        """The JSON text of a cell of a column; None where the field is no leaf of a row."""
        table, leaf = table_of(kind), _leaf(field.type)
        if table is None or leaf is None:
            return None
        column = self._context.catalog.table(table).column(name)
        return call(self._module.bind(name, cell(column, leaf)), scope.row)

    def column(self, kind: GraphQLObjectType, name: str, scope: Scope) -> ast.expr:
        """The value in a column of the row, or in an attribute of a value that is no row."""
        table = table_of(kind)
        if table is None:
            return attribute(load(scope.row), name)
        column = self._context.catalog.table(table).column(name)
        return call(self._module.bind(name, column.reader), scope.row)

    def resolver(self, field: GraphQLField, group: FieldGroup, scope: Scope) -> ast.expr:
        """The call of the resolver of a field."""
        function = declaration(field).base_resolver.wrapped_func
        arguments = self._arguments(field, group)
        passed: list[ast.expr] = []
        for name in inspect.signature(function).parameters:
            if name in arguments:
                passed.append(self._argument(group.name, name, arguments[name], scope))
            else:
                passed.append(_filled(0) if name == "info" else load(scope.row))
        return call(self._module.bind(function.__name__, function), *passed)

    def _argument(self, field: str, name: str, argument: Argument, scope: Scope) -> ast.expr:
        if isinstance(argument, Constant):
            return self._module.constant(name, argument.value)
        self.arguments.append(RequestArgument(field, name, argument))
        number = len(self.arguments)
        if scope.needs is not None:
            scope.needs.add(number)
        return _filled(number)

    def _arguments(self, field: GraphQLField, group: FieldGroup) -> Mapping[str, Argument]:
        return arguments_of(field, group.nodes[0], self._lifted, self._constants)


def _leaf(kind: GraphQLOutputType) -> GraphQLLeafType | None:
    """The type of a leaf that stands alone, null or not."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return bare if is_leaf_type(bare) else None


def _filled(number: int) -> ast.expr:
    """What a request filled in under this number; 0 is the `info`."""
    return item(load(FILLED), ast.Constant(number))
