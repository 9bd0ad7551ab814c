"""Turns the selections of an operation into Python functions that write JSON.

Every object of the answer gets one function, whose body is one f-string.  Names in it come
through the GraphQL grammar or are made here; the code is an AST, never text.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from graphql import (
    GraphQLField,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    SelectionSetNode,
    get_named_type,
    is_leaf_type,
    is_object_type,
)
from graphql.type import GraphQLAbstractType

from execution.compile.collector import Collector, Selected
from execution.compile.leaves import NULL, cell, encoder
from execution.compile.syntax import (
    REQUEST,
    ROW,
    Module,
    Part,
    attribute,
    call,
    commas,
    item,
    joined,
    load,
    named,
    unless_none,
)
from execution.values.arguments import (
    Argument,
    Constant,
    Fill,
    arguments_of,
)
from resolvers.context import Context
from schema.fields import COLUMN, SLOW, ColumnField, backing_of, declaration, is_slow, table_of

Sets = Sequence[SelectionSetNode]


class Information:
    """What resolvers see of the `info` that Strawberry gives them."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context


class Kept(NamedTuple):
    """A function whose texts are kept, by name: by row, or `by_key` of the values that have one.

    What it writes depends on the row or value and on `needs`, numbers of what comes with a request.
    """

    function: str
    needs: tuple[int, ...]
    by_key: bool


@dataclass(frozen=True)
class Root:
    """A root field: the functions that work out its value and write it, by name."""

    selected: Selected
    nullable: bool
    resolve: str
    write: str


class Compiler:
    """Makes the functions of one plan.

    Parameters
    ----------
    context
        The snapshot; the functions are bound to its columns.
    constants
        Values of the variables that the plan is made for.
    lifted
        Where in the text a lifted literal begins, to its number.
    keeps
        Whether texts of rows are kept for later requests.
    """

    def __init__(
        self,
        collector: Collector,
        context: Context,
        constants: Mapping[str, Any],
        lifted: Mapping[int, int],
        *,
        keeps: bool,
    ) -> None:
        self._collector, self._context = collector, context
        self._constants, self._lifted = constants, lifted
        self._keeps = keeps
        self._needs: set[int] = set()
        self._row = ROW
        self.module = Module()
        self.fills: list[Fill] = []
        self.kept: list[Kept] = []
        self.slow = False

    def root(self, kind: GraphQLObjectType, selected: Selected) -> Root:
        """A field of the query itself."""
        field = kind.fields[selected.name]
        resolve = self.module.define("resolve", [REQUEST], self._call(field, selected))
        text = self._completed(field.type, load(ROW), selected.sets, inside=False)
        whole = joined([f'"{selected.key}":', text])
        write = self.module.define("write", [ROW, REQUEST], whole)
        return Root(selected, not isinstance(field.type, GraphQLNonNull), resolve, write)

    # ── objects ──────────────────────────────────────────────────────────────────────────────────

    def _written(
        self, kind: GraphQLObjectType, value: ast.expr, sets: Sets, *, inside: bool
    ) -> ast.expr:
        """The text of an object; kept by its row, unless it stands `inside` of what is kept."""
        fields = list(self._collector.fields(kind, sets).values())
        keyed = self._keeps and not inside and table_of(kind) is not None
        if keyed and all(self._settled(kind, selected) for selected in fields):
            return self._kept(
                lambda: joined(["{", *self._listed(kind, fields, inside=True), "}"]), value
            )
        if isinstance(value, ast.Name):  # it is at hand, and what is made of it can stand in place
            outer, self._row = self._row, value.id
            text = self._whole(kind, fields, keyed=keyed, inside=inside)
            self._row = outer
            return text
        outer, self._row = self._row, ROW
        text = self._whole(kind, fields, keyed=keyed, inside=inside)
        self._row = outer
        return call(self.module.define("object", [ROW, REQUEST], text), value, REQUEST)

    def _whole(
        self, kind: GraphQLObjectType, fields: Sequence[Selected], *, keyed: bool, inside: bool
    ) -> ast.expr:
        """The text of an object that is written anew, but for runs of fields that are kept."""
        parts: list[Part] = []
        for settled, run in groupby(fields, lambda each: keyed and self._settled(kind, each)):
            part = partial(self._listed, kind, list(run), inside=inside or settled)
            if settled:
                parts += [",", self._kept(lambda part=part: joined(part()), load(self._row))]  # type: ignore[misc]  # bound now
            else:
                parts += [",", *part()]
        return joined(["{", *parts[1:], "}"])

    def _kept(
        self, text: Callable[[], ast.expr], value: ast.expr, *, by_key: bool = False
    ) -> ast.expr:
        """The text of a row or a value, which is written once."""
        outer, self._needs, at, self._row = self._needs, set(), self._row, ROW
        function = self.module.define("kept", [ROW, REQUEST], text())
        self.kept.append(Kept(function, tuple(sorted(self._needs)), by_key))
        self._needs, self._row = self._needs | outer, at
        return call(item(load(REQUEST), ast.Constant(-len(self.kept))), value)

    def _settled(self, kind: GraphQLObjectType, selected: Selected) -> bool:
        """Whether a field's text depends on its object and its arguments alone, and comes soon."""
        if selected.name == "__typename":
            return True
        field = kind.fields[selected.name]
        if is_slow(declaration(field).metadata.get(SLOW, False), selected.nodes[0]):
            return False
        below = get_named_type(field.type)
        if not is_object_type(below):
            return is_leaf_type(below)
        inner = self._collector.fields(below, selected.sets).values()
        return all(self._settled(below, each) for each in inner)

    def _listed(
        self, kind: GraphQLObjectType, fields: Sequence[Selected], *, inside: bool
    ) -> list[Part]:
        parts: list[Part] = []
        for selected in fields:
            parts += [",", f'"{selected.key}":', self._field(kind, selected, inside=inside)]
        return parts[1:]

    def _field(self, kind: GraphQLObjectType, selected: Selected, *, inside: bool) -> Part:
        if selected.name == "__typename":
            return f'"{kind.name}"'
        field = kind.fields[selected.name]
        if COLUMN in declaration(field).metadata:
            return self._column(kind, field, selected, inside=inside)
        value = self._call(field, selected)
        return self._completed(field.type, value, selected.sets, inside=inside)

    def _column(
        self, kind: GraphQLObjectType, field: GraphQLField, selected: Selected, *, inside: bool
    ) -> ast.expr:
        name = self._column_name(field, selected)
        table = table_of(kind)
        if table is None:
            value = attribute(load(self._row), name)
        else:
            column = self._context.catalog.table(table).column(name)
            if leaf := _leaf(field.type):
                return call(self.module.bind(cell(column, leaf)), self._row)
            value = call(self.module.bind(column.reader), self._row)
        return self._completed(field.type, value, selected.sets, inside=inside)

    def _column_name(self, field: GraphQLField, selected: Selected) -> str:
        declared = declaration(field)
        shown: ColumnField = declared.metadata[COLUMN]
        if not shown.variants or not shown.argument:
            return shown.name or str(declared.python_name)
        given = self._arguments(field, selected)[shown.argument]
        chosen = given.value if isinstance(given, Constant) else None
        return shown.variants[chosen or next(iter(shown.variants))]

    def _call(self, field: GraphQLField, selected: Selected) -> ast.expr:
        """The call of the resolver."""
        declared = declaration(field)
        function = declared.base_resolver.wrapped_func
        given = self._arguments(field, selected)
        self.slow |= is_slow(declared.metadata.get(SLOW, False), selected.nodes[0])
        passed: list[ast.expr] = []
        for name in inspect.signature(function).parameters:
            if name in given:
                passed.append(self._argument(given[name]))
            else:
                passed.append(_filled(0) if name == "info" else load(self._row))
        return call(self.module.bind(function), *passed)

    def _arguments(self, field: GraphQLField, selected: Selected) -> Mapping[str, Argument]:
        return arguments_of(field, selected.nodes[0], self._lifted, self._constants)

    def _argument(self, argument: Argument) -> ast.expr:
        if isinstance(argument, Constant):
            return self.module.bind(argument.value)
        self.fills.append(argument)
        self._needs.add(len(self.fills))
        return _filled(len(self.fills))

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def _completed(
        self, kind: GraphQLOutputType, value: ast.expr, sets: Sets, *, inside: bool
    ) -> ast.expr:
        """The text of a value; `inside` where it is part of a text that is kept."""
        if isinstance(kind, GraphQLNonNull):
            return self._present(kind.of_type, value, sets, inside=inside)
        name = self.module.fresh("value")
        text = self._present(kind, load(name), sets, inside=inside)
        return unless_none(named(name, value), NULL, text)

    def _present(self, kind: Any, value: ast.expr, sets: Sets, *, inside: bool) -> ast.expr:
        if isinstance(kind, GraphQLList):
            if self._keeps and not inside and self._keyed_list(get_named_type(kind), sets):
                return self._kept(
                    lambda: self._list(kind, load(ROW), sets, inside=True), value, by_key=True
                )
            return self._list(kind, value, sets, inside=inside)
        if is_leaf_type(kind):
            return call(self.module.bind(encoder(kind)), value)
        if is_object_type(kind):
            return self._written(kind, value, sets, inside=inside)
        return self._abstract(kind, value, sets)

    def _list(
        self, kind: GraphQLList[Any], value: ast.expr, sets: Sets, *, inside: bool
    ) -> ast.expr:
        each = self.module.fresh("each")
        text = self._completed(kind.of_type, load(each), sets, inside=inside)
        return joined(["[", commas(text, each, value), "]"])

    def _keyed_list(self, kind: GraphQLNamedType, sets: Sets) -> bool:
        """Whether a list of this type may be known by a key, and its text depends on it alone."""
        return (
            is_object_type(kind)
            and table_of(kind) is None
            and all(
                self._settled(kind, each) for each in self._collector.fields(kind, sets).values()
            )
        )

    def _abstract(self, kind: GraphQLAbstractType, value: ast.expr, sets: Sets) -> ast.expr:
        """A value whose class says of which type it is."""
        classes: list[ast.expr | None] = []
        functions: list[ast.expr] = []
        for possible in self._collector.schema.get_possible_types(kind):
            body = self._written(possible, load(ROW), sets, inside=False)
            table = table_of(possible)
            classes.append(self.module.bind(table.row_type if table else backing_of(possible)))
            functions.append(load(self.module.define("object", [ROW, REQUEST], body)))
        by_class = self.module.assign("objects", ast.Dict(classes, functions))
        name = self.module.fresh("value")
        function_of = item(load(by_class), call("type", named(name, value)))
        return call(function_of, name, REQUEST)


def _leaf(kind: GraphQLOutputType) -> GraphQLLeafType | None:
    """The type of a leaf that stands alone, null or not."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return bare if is_leaf_type(bare) else None


def _filled(number: int) -> ast.expr:
    return item(load(REQUEST), ast.Constant(number))
