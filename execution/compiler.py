"""Turns the selections of an operation into Python functions that write JSON.

Every object of the answer gets one function, whose body is one f-string.  Names in it come
through the GraphQL grammar or are made here; the code is an AST, never text.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    SelectionSetNode,
    is_leaf_type,
    is_object_type,
)
from graphql.type import GraphQLAbstractType

from execution.arguments import Argument, Constant, Fill, arguments_of
from execution.code import (
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
from execution.leaves import NULL, cell, encoder
from execution.selection import Collector, Selected
from resolvers.context import Context
from schema.fields import COLUMN, SLOW, ColumnField, backing_of, declaration, table_of

Sets = Sequence[SelectionSetNode]


class Information:
    """What resolvers see of the `info` that Strawberry gives them."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context


@dataclass(frozen=True)
class Piece:
    """What is written for one field; `pure` where it depends on the row alone."""

    parts: Sequence[Part]
    pure: bool


@dataclass(frozen=True)
class Text:
    """An expression that gives JSON; `pure` where it depends on the row alone."""

    code: ast.expr
    pure: bool


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
    """

    def __init__(
        self,
        collector: Collector,
        context: Context,
        constants: Mapping[str, Any],
        lifted: Mapping[int, int],
    ) -> None:
        self._collector, self._context = collector, context
        self._constants, self._lifted = constants, lifted
        self._information = Information(context)
        self.module = Module()
        self.fills: list[Fill] = []
        self.slow = False

    def root(self, kind: GraphQLObjectType, selected: Selected) -> Root:
        """A field of the query itself."""
        field = kind.fields[selected.name]
        value, _ = self._call(field, selected)
        resolve = self.module.define("resolve", [REQUEST], value)
        text = self._completed(field.type, load(ROW), selected.sets, memo=True)
        write = self.module.define("write", [ROW, REQUEST], text.code)
        return Root(selected, not isinstance(field.type, GraphQLNonNull), resolve, write)

    # ── objects ──────────────────────────────────────────────────────────────────────────────────

    def _object(self, kind: GraphQLObjectType, sets: Sets) -> tuple[str, bool]:
        """The function that writes an object, and whether it takes the row alone.

        In other objects, each run of fields that depend on the row alone is remembered by row.
        """
        fields = self._collector.fields(kind, sets)
        pieces = [self._field(kind, selected) for selected in fields.values()]
        keyed = table_of(kind) is not None
        if keyed and all(piece.pure for piece in pieces):
            body = joined(["{", *_listed(pieces), "}"])
            return self.module.define("object", [ROW], body), True
        parts: list[Part] = []
        run: list[Piece] = []
        for piece in [*pieces, None]:
            if keyed and piece is not None and piece.pure:
                run.append(piece)
                continue
            if run:
                name = self.module.define("run", [ROW], joined(_listed(run)))
                parts += [",", call(self.module.memo(name), ROW)]
                run = []
            if piece is not None:
                parts += [",", *piece.parts]
        body = joined(["{", *parts[1:], "}"])
        return self.module.define("object", [ROW, REQUEST], body), False

    def _field(self, kind: GraphQLObjectType, selected: Selected) -> Piece:
        opening = f'"{selected.key}":'
        if selected.name == "__typename":
            return Piece([f'{opening}"{kind.name}"'], pure=True)
        field = kind.fields[selected.name]
        text = (
            self._column(kind, field, selected)
            if COLUMN in declaration(field).metadata
            else self._resolved(field, selected)
        )
        return Piece([opening, text.code], text.pure)

    def _column(self, kind: GraphQLObjectType, field: GraphQLField, selected: Selected) -> Text:
        name = self._column_name(field, selected)
        table = table_of(kind)
        if table is None:
            value = attribute(load(ROW), name)
            text = self._completed(field.type, value, selected.sets, memo=True)
            return Text(text.code, pure=False)
        column = getattr(self._context.catalog, table.table_name).column(name)
        if leaf := _leaf(field.type):
            return Text(call(self.module.bind(cell(column, leaf)), ROW), pure=True)
        value = call(self.module.bind(column.__getitem__), ROW)
        return self._completed(field.type, value, selected.sets, memo=False)

    def _column_name(self, field: GraphQLField, selected: Selected) -> str:
        declared = declaration(field)
        shown: ColumnField = declared.metadata[COLUMN]
        if not shown.variants or not shown.argument:
            return shown.name or str(declared.python_name)
        given = self._arguments(field, selected)[shown.argument]
        chosen = given.value if isinstance(given, Constant) else None
        return shown.variants[chosen or next(iter(shown.variants))]

    def _resolved(self, field: GraphQLField, selected: Selected) -> Text:
        """A field with a resolver; a leaf whose arguments are constant depends on its row alone."""
        value, constant = self._call(field, selected)
        text = self._completed(field.type, value, selected.sets, memo=True)
        return Text(text.code, pure=constant and _leaf(field.type) is not None)

    def _call(self, field: GraphQLField, selected: Selected) -> tuple[ast.expr, bool]:
        """The call of the resolver, and whether its arguments are the same in every request."""
        declared = declaration(field)
        function = declared.base_resolver.wrapped_func
        given = self._arguments(field, selected)
        written = {argument.name.value for argument in selected.nodes[0].arguments or ()}
        slow = declared.metadata.get(SLOW, False)
        self.slow |= slow if isinstance(slow, bool) else not written.isdisjoint(slow)
        constant = all(isinstance(argument, Constant) for argument in given.values())
        if constant and _leaf(field.type):
            information: ast.expr = self.module.bind(self._information)
        else:
            information = _filled(0)
        passed: list[ast.expr] = []
        for name in inspect.signature(function).parameters:
            if name in given:
                passed.append(self._argument(given[name]))
            else:
                passed.append(information if name == "info" else load(ROW))
        return call(self.module.bind(function), *passed), constant

    def _arguments(self, field: GraphQLField, selected: Selected) -> Mapping[str, Argument]:
        return arguments_of(field, selected.nodes[0], self._lifted, self._constants)

    def _argument(self, argument: Argument) -> ast.expr:
        if isinstance(argument, Constant):
            return self.module.bind(argument.value)
        self.fills.append(argument)
        return _filled(len(self.fills))

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def _completed(
        self, kind: GraphQLOutputType, value: ast.expr, sets: Sets, *, memo: bool
    ) -> Text:
        """The text of a value; `memo` where objects that depend on a row alone are to be kept."""
        if isinstance(kind, GraphQLNonNull):
            return self._present(kind.of_type, value, sets, memo=memo)
        name = self.module.fresh("value")
        text = self._present(kind, load(name), sets, memo=memo)
        return Text(unless_none(named(name, value), NULL, text.code), text.pure)

    def _present(self, kind: Any, value: ast.expr, sets: Sets, *, memo: bool) -> Text:
        if isinstance(kind, GraphQLList):
            each = self.module.fresh("each")
            text = self._completed(kind.of_type, load(each), sets, memo=memo)
            return Text(joined(["[", commas(text.code, each, value), "]"]), text.pure)
        if is_leaf_type(kind):
            return Text(call(self.module.bind(encoder(kind)), value), pure=True)
        if is_object_type(kind):
            function, pure = self._object(kind, sets)
            if pure:
                return Text(call(self.module.memo(function) if memo else function, value), pure)
            return Text(call(function, value, REQUEST), pure)
        return Text(self._abstract(kind, value, sets), pure=False)

    def _abstract(self, kind: GraphQLAbstractType, value: ast.expr, sets: Sets) -> ast.expr:
        """A value whose class says of which type it is."""
        classes: list[ast.expr | None] = []
        functions: list[ast.expr] = []
        for possible in self._collector.schema.get_possible_types(kind):
            function, pure = self._object(possible, sets)
            if pure:
                body = call(self.module.memo(function), ROW)
                function = self.module.define("object", [ROW, REQUEST], body)
            table = table_of(possible)
            classes.append(self.module.bind(table.row_type if table else backing_of(possible)))
            functions.append(load(function))
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


def _listed(pieces: Sequence[Piece]) -> list[Part]:
    parts: list[Part] = []
    for piece in pieces:
        parts += [",", *piece.parts]
    return parts[1:]
