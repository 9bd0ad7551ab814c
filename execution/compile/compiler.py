"""Turns the selections of an operation into the functions of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLNonNull, GraphQLObjectType

from execution.compile.calls import Calls
from execution.compile.collector import FieldCollector, FieldGroup
from execution.compile.program import Program, RootFunctions
from execution.compile.scope import Scope
from execution.compile.syntax import FILLED, ROW, Module, joined, load
from execution.compile.writer import Writer
from resolvers.context import Context


class Compiler:
    """Makes the functions of one plan.

    Parameters
    ----------
    context
        The snapshot; the functions are bound to its columns.
    constants
        Values of the variables that the plan is made for, by name.
    lifted
        Where in the text a lifted literal begins, to its number.
    max_bytes
        Bytes that an answer may have.
    caches
        Whether texts of rows are kept for later requests.
    """

    def __init__(
        self,
        collector: FieldCollector,
        context: Context,
        constants: Mapping[str, Any],
        lifted: Mapping[int, int],
        max_bytes: int,
        *,
        caches: bool,
    ) -> None:
        self._module = Module()
        self._calls = Calls(self._module, context, constants, lifted)
        self._writer = Writer(self._module, self._calls, collector, max_bytes, caches=caches)
        self._max_bytes = max_bytes

    def program(
        self, kind: GraphQLObjectType, fields: Mapping[str, FieldGroup], length: int
    ) -> Program:
        """The functions that answer these fields of the `kind` that queries begin at.

        Parameters
        ----------
        length
            Characters of the text.
        """
        return Program(
            self._module,
            length,
            [self._root(kind, group) for group in fields.values()],
            self._calls.arguments,
            self._writer.cached,
            self._max_bytes,
        )

    def _root(self, kind: GraphQLObjectType, group: FieldGroup) -> RootFunctions | str:
        """A root field gets two functions, so that an error of the first can become null."""
        if group.name == "__typename":
            return f'"{group.key}":"{kind.name}"'
        field = kind.fields[group.name]
        value = self._calls.resolver(field, group, Scope())
        resolve = self._module.define(f"resolve_{group.name}", [FILLED], value)
        text = self._writer.nullable_text(field.type, load(ROW), group.sets, Scope())
        keyed = joined([f'"{group.key}":', text])
        write = self._module.define(f"write_{group.name}", [ROW, FILLED], keyed)
        nullable = not isinstance(field.type, GraphQLNonNull)
        places = [node.loc.start for node in group.nodes if node.loc]
        return RootFunctions(group.key, places, nullable, resolve, write)
