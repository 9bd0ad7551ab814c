"""How a field is declared: by the column that holds it or by the resolver that works it out.

One declaration serves every executor: what it says is kept in the field's metadata, and `bind`
gives graphql-core a reader of the column.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import strawberry
from graphql import FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from catalog.storage.table import Table
from schema.arguments import ARGUMENTS

T = TypeVar("T")
COLUMN = "column"
SLOW = "slow"
SIZE = "size"
PAGE = "page"
"""The size of a list that the field above it shows a page of."""
BACKING = "__backing__"


@dataclass(frozen=True, slots=True)
class ColumnField:
    """Which column a field shows: `name`, or by the value of the argument one of `variants`."""

    name: str | None = None
    argument: str | None = None
    variants: Mapping[Enum, str] | None = None


def backed_by(backing: type[Table[Any]] | type[Any]) -> Callable[[type[T]], type[T]]:
    """Say what the values of an object type are: rows of a table, or values of a small class.

    A row is an int.  Where any type of object can stand it is of the table's row type; elsewhere
    a bare int will do.
    """

    def decorate(cls: type[T]) -> type[T]:
        values = backing.row_type if issubclass(backing, Table) else backing
        bare = int if issubclass(backing, Table) else values

        def is_type_of(value: object, _: GraphQLResolveInfo[Any]) -> bool:
            return type(value) is bare or isinstance(value, values)

        setattr(cls, BACKING, backing)
        setattr(cls, "is_type_of", staticmethod(is_type_of))  # noqa: B010 - mypy knows no such attribute
        return cls

    return decorate


def column(
    name: str | None = None,
    *,
    description: str,
    variants: Mapping[Any, str] | None = None,
    size: int | str | None = None,
    deprecated: str | None = None,
) -> Any:
    """A field that is a column of the type's table, or an attribute of its value.

    Parameters
    ----------
    name
        The column; without it, the one called like the field.
    variants
        One column for each value of an enum; the field then takes an argument called like the
        enum, whose default is the first.
    size
        Of a list, how many to expect; `PAGE` where a field above it says.
    deprecated
        What to use instead, and the version that removes the field.
    """
    if variants is None:
        metadata = {COLUMN: ColumnField(name), SIZE: size}
        return strawberry.field(
            description=description, metadata=metadata, deprecation_reason=deprecated
        )
    choices = type(next(iter(variants)))
    argument = choices.__name__.lower()
    field = strawberry.field(
        resolver=_choosing(argument, choices, next(iter(variants))),
        description=description,
        metadata={COLUMN: ColumnField(name, argument, variants)},
        deprecation_reason=deprecated,
    )
    return _with_described_arguments(field)


def resolved(
    *,
    by: Callable[..., Any],
    description: str,
    arguments: Mapping[str, str] | None = None,
    slow: bool | Collection[str] = False,
    size: int | tuple[str, ...] | None = None,
    deprecated: str | None = None,
) -> Any:
    """A field that the resolver `by` works out.

    Parameters
    ----------
    arguments
        What arguments mean that mean something else than usual.
    slow
        Whether it takes milliseconds, or the arguments with which it does.
    size
        Of a list or of something that shows a page, how many items to expect, or the arguments
        that say so, of which the first that is given counts.
    deprecated
        What to use instead, and the version that removes the field.
    """
    metadata = {SLOW: slow, SIZE: size}
    field = strawberry.field(
        resolver=by, description=description, metadata=metadata, deprecation_reason=deprecated
    )
    return _with_described_arguments(field, arguments)


def bind(schema: strawberry.Schema) -> None:
    """Let graphql-core read columns directly, past Strawberry's wrapper of resolvers."""
    for backing, field, declared in _column_fields(schema):
        shown: ColumnField = declared.metadata[COLUMN]
        if issubclass(backing, Table):
            field.resolve = _reader(backing, shown, declared.python_name)
        elif shown.variants:
            field.resolve = _attribute_reader(shown)


def is_slow(declared: bool | Collection[str], node: FieldNode) -> bool:
    """Whether a field that declares so takes milliseconds as it is asked for here."""
    if isinstance(declared, bool):
        return declared
    return any(argument.name.value in declared for argument in node.arguments or ())


def declaration(kind: Any) -> Any:
    """What Strawberry was told of a type, a field or an argument of the schema."""
    return kind.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)


def backing_of(kind: GraphQLObjectType) -> type[Any] | None:
    """What the values of an object type are: rows of a table, or values of a class."""
    found: type[Any] | None = getattr(getattr(declaration(kind), "origin", None), BACKING, None)
    return found


def table_of(kind: GraphQLObjectType) -> type[Table[Any]] | None:
    """The table whose rows the values of an object type are, if they are rows."""
    backing = backing_of(kind)
    return backing if backing is not None and issubclass(backing, Table) else None


def columns_of(
    schema: strawberry.Schema, table: type[Table[Any]]
) -> Iterator[tuple[str, str, str]]:
    """Each column of `table` that clients see: its name, the field's, and what that means."""
    for backing, _, declared in _column_fields(schema):
        if backing is table:
            shown: ColumnField = declared.metadata[COLUMN]
            names = (shown.variants or {}).values() or [shown.name or declared.python_name]
            graphql_name = schema.config.name_converter.from_field(declared)
            for name in names:
                yield name, f"{table.type_name()}.{graphql_name}", declared.description or ""


def _column_fields(
    schema: strawberry.Schema,
) -> Iterator[tuple[type[Any], GraphQLField, StrawberryField]]:
    """Every field of the schema that shows a column, with what backs its type."""
    for kind in schema._schema.type_map.values():  # noqa: SLF001 - Strawberry shows no other way
        if isinstance(kind, GraphQLObjectType) and (backing := backing_of(kind)):
            for field in kind.fields.values():
                declared = declaration(field)
                if COLUMN in declared.metadata:
                    yield backing, field, declared


def _reader(table: type[Table[Any]], shown: ColumnField, field_name: str) -> Callable[..., Any]:
    column_name = shown.name or field_name
    argument, variants = shown.argument or "", shown.variants or {}

    def read(row: int, info: GraphQLResolveInfo[Any]) -> Any:
        return info.context.catalog.table(table).column(column_name)[row]

    def read_variant(row: int, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        chosen = given.get(argument) or next(iter(variants))
        return info.context.catalog.table(table).column(variants[chosen])[row]

    return read_variant if variants else read


def _attribute_reader(shown: ColumnField) -> Callable[..., Any]:
    argument, variants = shown.argument or "", shown.variants or {}

    def read(value: object, _: GraphQLResolveInfo[Any], **given: Any) -> Any:
        return getattr(value, variants[given.get(argument) or next(iter(variants))])

    return read


def _choosing(argument: str, choices: type[Enum], default: Enum) -> Callable[..., Any]:
    """A resolver that is never called; its signature is the field's argument."""

    def choose(**_: object) -> None:
        raise NotImplementedError

    annotation = choices | None
    parameter = inspect.Parameter(
        argument, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
    choose.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]  # read by inspect
    choose.__annotations__ = {argument: annotation, "return": Any}
    return choose


def _with_described_arguments(field: Any, arguments: Mapping[str, str] | None = None) -> Any:
    if not isinstance(field, StrawberryField):
        raise TypeError(f"{field!r} is not a field")
    for argument in field.arguments:
        argument.description = (ARGUMENTS | dict(arguments or {}))[argument.python_name]
        if argument.default is None:
            argument.default = strawberry.UNSET  # so that the schema does not show `= null`
    return field
