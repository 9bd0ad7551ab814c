"""Declarations of fields: by the column that holds the value, or by the resolver that computes it.

A declaration is kept in the metadata of the field.  From it the compiler makes code, and
`schema.readers` makes what graphql-core calls, so that both executors read the same columns.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from catalog.storage.table import Table
from resolvers.field_costs import Work
from schema.arguments import ARGUMENTS

T = TypeVar("T")
COLUMN = "column"
DEFAULT_COLUMN = "default column"
SIZE = "size"
WORK = "work"
PAGE = "page"
"""The size of a list whose length is that of the page that the parent field asks for."""
BACKING = "__backing__"


@dataclass(frozen=True, slots=True)
class ColumnField:
    """The column of a field.

    Parameters
    ----------
    name
        The column; None for the one that is called like the field.
    argument, variants
        The argument that chooses the column, and the column for each of its values.
    """

    name: str | None = None
    argument: str | None = None
    variants: Mapping[Enum, str] | None = None


def backed_by(backing: type[Table[Any]] | type[Any]) -> Callable[[type[T]], type[T]]:
    """Declare what the values of an object type are: rows of a table, or values of a small class.

    A row is an int.  In a position of an interface or union it must be of the row class of its
    table; elsewhere a plain int will do.
    """

    def decorate(cls: type[T]) -> type[T]:
        values = backing.row_type if issubclass(backing, Table) else backing
        plain = int if issubclass(backing, Table) else values

        def is_type_of(value: object, _: GraphQLResolveInfo[Any]) -> bool:
            return type(value) is plain or isinstance(value, values)

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
    work: int | Work = 0,
    deprecated: str | None = None,
) -> Any:
    """Declare a field that is a column of the table behind its type, or an attribute of its value.

    Parameters
    ----------
    name
        The column or attribute; by default the one that is called like the field.
    variants
        A column for each value of an enum.  The field then has an argument that is called like the
        enum; the first value is its default.
    size
        For a list, how many items to expect, which its cost is computed from; or `PAGE`.  For a
        text that may be long, how many letters to expect.
    work
        What it costs beside the objects that it shows, in units of cost.
    deprecated
        What to use instead, and the version that removes the field.
    """
    if variants is None:
        metadata = {COLUMN: ColumnField(name), SIZE: size, WORK: work}
        return strawberry.field(
            description=description, metadata=metadata, deprecation_reason=deprecated
        )
    choices = type(next(iter(variants)))
    argument = choices.__name__.lower()
    field = strawberry.field(
        resolver=_choice_resolver(argument, choices, next(iter(variants))),
        description=description,
        metadata={COLUMN: ColumnField(name, argument, variants)},
        deprecation_reason=deprecated,
    )
    return _describe_arguments(field)


def resolved(
    *,
    by: Callable[..., Any],
    description: str,
    arguments: Mapping[str, str] | None = None,
    size: int | tuple[str, ...] | None = None,
    work: int | Work = 0,
    deprecated: str | None = None,
    default_column: str | None = None,
) -> Any:
    """Declare a field that the resolver `by` answers.

    Parameters
    ----------
    arguments
        Descriptions of arguments that differ from those in `ARGUMENTS`.
    default_column
        The column of the type's table that has the value if no argument is given; it is read then,
        and the resolver is not called.
    size
        For a list or a page, how many items to expect, which its cost is computed from; or the
        arguments that say so, of which the first that is given counts.  For a text that may be
        long, how many letters to expect.
    work
        What it costs beside the objects that it shows, in units of cost; or what tells by the
        arguments.
    deprecated
        What to use instead, and the version that removes the field.
    """
    metadata: dict[str, Any] = {SIZE: size, WORK: work}
    if default_column is not None:
        metadata[DEFAULT_COLUMN] = ColumnField(default_column)
    field = strawberry.field(
        resolver=by, description=description, metadata=metadata, deprecation_reason=deprecated
    )
    return _describe_arguments(field, arguments)


def declaration(kind: Any) -> Any:
    """Strawberry's definition of a type, a field or an argument of the schema."""
    return kind.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)


def backing_of(kind: GraphQLObjectType) -> type[Any] | None:
    """The table or class that an object type is `backed_by`, if it is."""
    found: type[Any] | None = getattr(getattr(declaration(kind), "origin", None), BACKING, None)
    return found


def table_of(kind: GraphQLObjectType) -> type[Table[Any]] | None:
    """The table that an object type is `backed_by`, if it is a table."""
    backing = backing_of(kind)
    return backing if backing is not None and issubclass(backing, Table) else None


def columns_of(
    schema: strawberry.Schema, table: type[Table[Any]]
) -> Iterator[tuple[str, str, str]]:
    """Each column of `table` that the schema shows: its name, its field, and its description."""
    for backing, _, declared in column_fields(schema):
        if backing is table:
            shown = column_of(declared)
            names = (shown.variants or {}).values() or [shown.name or declared.python_name]
            graphql_name = schema.config.name_converter.from_field(declared)
            for name in names:
                yield name, f"{table.type_name()}.{graphql_name}", declared.description or ""


def column_fields(
    schema: strawberry.Schema,
) -> Iterator[tuple[type[Any], GraphQLField, StrawberryField]]:
    """Every field of the schema that is a column: the backing of its type, and its definitions."""
    for kind in schema._schema.type_map.values():  # noqa: SLF001 - Strawberry shows no other way
        if isinstance(kind, GraphQLObjectType) and (backing := backing_of(kind)):
            for field in kind.fields.values():
                declared = declaration(field)
                if not declared.metadata.keys().isdisjoint((COLUMN, DEFAULT_COLUMN)):
                    yield backing, field, declared


def column_of(declared: StrawberryField) -> ColumnField:
    """The column that a field shows, always or if no argument is given."""
    metadata: Any = declared.metadata
    found: ColumnField = metadata.get(COLUMN) or metadata[DEFAULT_COLUMN]
    return found


def _choice_resolver(argument: str, choices: type[Enum], default: Enum) -> Callable[..., Any]:
    """A resolver that is never called: Strawberry takes the argument of the field from it."""

    def choose(**_: object) -> None:
        raise NotImplementedError

    annotation = choices | None
    parameter = inspect.Parameter(
        argument, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
    choose.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]  # read by inspect
    choose.__annotations__ = {argument: annotation, "return": Any}
    return choose


def _describe_arguments(field: Any, arguments: Mapping[str, str] | None = None) -> Any:
    if not isinstance(field, StrawberryField):
        raise TypeError(f"{field!r} is not a field")
    for argument in field.arguments:
        argument.description = (ARGUMENTS | dict(arguments or {}))[argument.python_name]
        if argument.default is None:
            argument.default = strawberry.UNSET  # so that the schema does not show `= null`
    return field
