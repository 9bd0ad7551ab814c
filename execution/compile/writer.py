"""Expressions that write objects, lists and other values as JSON.

An object becomes one f-string, and mostly a function of its own.  Names in the code come through
the GraphQL grammar or are made here; the code is an AST, never text.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from graphql import (
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_leaf_type,
    is_object_type,
)
from graphql.type import GraphQLAbstractType

from execution.compile.caching import is_cacheable, is_cacheable_list
from execution.compile.calls import Calls
from execution.compile.collector import FieldCollector, FieldGroup
from execution.compile.json_values import NULL, encoder, join_within
from execution.compile.program import CachedFunction
from execution.compile.scope import Scope
from execution.compile.syntax import (
    FILLED,
    ROW,
    Module,
    Part,
    Sets,
    call,
    commas,
    item,
    joined,
    load,
    named,
    unless_none,
)
from schema.fields import backing_of, table_of


class Writer:
    """Makes the expressions for one plan.

    Parameters
    ----------
    module
        Takes the functions that the expressions call.
    calls
        Makes the expressions that read fields.
    max_bytes
        Bytes that an answer may have.
    caches
        Whether texts of rows are kept for later requests.

    Attributes
    ----------
    cached
        The functions whose texts are kept; the first one is called as ``filled[-1]``.
    """

    def __init__(
        self,
        module: Module,
        calls: Calls,
        collector: FieldCollector,
        max_bytes: int,
        *,
        caches: bool,
    ) -> None:
        self._join, self._lists = join_within(max_bytes), 0
        self._module, self._calls = module, calls
        self._collector, self._caches = collector, caches
        self.cached: list[CachedFunction] = []

    # ── objects ──────────────────────────────────────────────────────────────────────────────────

    def _object_text(
        self, kind: GraphQLObjectType, value: ast.expr, sets: Sets, scope: Scope
    ) -> ast.expr:
        """The text of an object: kept by its row if all of it may be, else written anew."""
        fields = list(self._collector.fields(kind, sets).values())
        by_row = self._caches and not scope.is_cached and table_of(kind) is not None
        if by_row and all(self._is_cacheable(kind, group) for group in fields):
            return self._cached_text(
                kind, value, lambda inner: ["{", *self._fields_text(kind, fields, inner), "}"]
            )
        if isinstance(value, ast.Name):  # it is at hand, and what is made of it can stand in place
            return self._fresh_object(kind, fields, scope._replace(row=value.id), by_row=by_row)
        text = self._fresh_object(kind, fields, scope._replace(row=ROW), by_row=by_row)
        function = self._module.define(f"write_{kind.name}", [ROW, FILLED], text)
        return call(function, value, FILLED)

    def _fresh_object(
        self, kind: GraphQLObjectType, fields: Sequence[FieldGroup], scope: Scope, *, by_row: bool
    ) -> ast.expr:
        """The text of an object that is written anew, but for runs of fields kept `by_row`."""
        parts: list[Part] = []
        for cacheable, run in groupby(
            fields, lambda group: by_row and self._is_cacheable(kind, group)
        ):
            text = partial(self._fields_text, kind, list(run))
            if cacheable:
                parts += [",", self._cached_text(kind, load(scope.row), text)]
            else:
                parts += [",", *text(scope)]
        return joined(["{", *parts[1:], "}"])

    def _cached_text(
        self,
        kind: GraphQLNamedType,
        value: ast.expr,
        text: Callable[[Scope], Sequence[Part]],
        *,
        by_key: bool = False,
    ) -> ast.expr:
        """A text that is written once for each row, or value with a key, and then looked up."""
        needs: set[int] = set()
        stem = f"cached_{kind.name}"
        function = self._module.define(stem, [ROW, FILLED], joined(text(Scope(ROW, needs))))
        self.cached.append(CachedFunction(function, tuple(sorted(needs)), by_key))
        return call(item(load(FILLED), ast.Constant(-len(self.cached))), value)

    def _is_cacheable(self, kind: GraphQLObjectType, group: FieldGroup) -> bool:
        return is_cacheable(self._collector, kind, group)

    def _fields_text(
        self, kind: GraphQLObjectType, fields: Sequence[FieldGroup], scope: Scope
    ) -> list[Part]:
        """The texts of fields, each with its key, and commas between them."""
        parts: list[Part] = []
        for group in fields:
            parts += [",", f'"{group.key}":', self._field_text(kind, group, scope)]
        return parts[1:]

    def _field_text(self, kind: GraphQLObjectType, group: FieldGroup, scope: Scope) -> Part:
        if group.name == "__typename":
            return f'"{kind.name}"'
        field = kind.fields[group.name]
        if (name := self._calls.column_name(field, group)) is not None:
            text = self._calls.cell_text(kind, field, name, scope)
            if text is not None:
                return text
            value = self._calls.column(kind, name, scope)
        else:
            value = self._calls.resolver(field, group, scope)
        return self.nullable_text(field.type, value, group.sets, scope)

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def nullable_text(
        self, kind: GraphQLOutputType, value: ast.expr, sets: Sets, scope: Scope
    ) -> ast.expr:
        """The text of a value that may be null, unless its type says that it is not."""
        if isinstance(kind, GraphQLNonNull):
            return self._non_null_text(kind.of_type, value, sets, scope)
        name = self._module.fresh("value")
        text = self._non_null_text(kind, load(name), sets, scope)
        return unless_none(named(name, value), NULL, text)

    def _non_null_text(self, kind: Any, value: ast.expr, sets: Sets, scope: Scope) -> ast.expr:
        if isinstance(kind, GraphQLList):
            below = get_named_type(kind)
            cacheable = self._caches and not scope.is_cached
            if cacheable and is_cacheable_list(self._collector, below, sets):
                return self._cached_text(
                    below,
                    value,
                    lambda inner: [self._list_text(kind, load(ROW), sets, inner)],
                    by_key=True,
                )
            return self._list_text(kind, value, sets, scope)
        if is_leaf_type(kind):
            return call(self._module.bind(f"write_{kind.name.lower()}", encoder(kind)), value)
        if is_object_type(kind):
            return self._object_text(kind, value, sets, scope)
        return self._abstract_text(kind, value, sets)

    def _list_text(
        self, kind: GraphQLList[Any], value: ast.expr, sets: Sets, scope: Scope
    ) -> ast.expr:
        each, before = self._module.fresh("each"), self._lists
        text = self.nullable_text(kind.of_type, load(each), sets, scope)
        # Lists of what holds no lists have some megabytes at the most.
        join = self._module.bind("join", self._join) if self._lists > before else None
        self._lists += 1
        return joined(["[", commas(text, each, value, join), "]"])

    def _abstract_text(self, kind: GraphQLAbstractType, value: ast.expr, sets: Sets) -> ast.expr:
        """The text of a value whose class says of which type it is."""
        classes: list[ast.expr | None] = []
        functions: list[ast.expr] = []
        for possible in self._collector.schema.get_possible_types(kind):
            text = self._object_text(possible, load(ROW), sets, Scope())
            table, stem = table_of(possible), possible.name
            backing = table.row_type if table else backing_of(possible)
            classes.append(self._module.bind(f"{stem}_class", backing))
            functions.append(load(self._module.define(f"write_{stem}", [ROW, FILLED], text)))
        by_class = self._module.assign("by_class", ast.Dict(classes, functions))
        name = self._module.fresh("value")
        function_of = item(load(by_class), call("type", named(name, value)))
        return call(function_of, name, FILLED)
