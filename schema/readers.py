"""What graphql-core calls for a field: a reader of the column that the field declares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo

from catalog.storage.table import Table
from schema.fields import DEFAULT_COLUMN, ColumnField, column_fields, column_of


def bind(schema: strawberry.Schema) -> None:
    """Let graphql-core read columns directly instead of by way of Strawberry's resolvers."""
    for backing, field, declared in column_fields(schema):
        column_field = column_of(declared)
        if DEFAULT_COLUMN in declared.metadata:
            field.resolve = _default_reader(backing, column_field, field.resolve)
        elif issubclass(backing, Table):
            field.resolve = _reader(backing, column_field, declared.python_name)
        elif column_field.variants:
            field.resolve = _attribute_reader(column_field)


def _reader(
    table: type[Table[Any]], column_field: ColumnField, field_name: str
) -> Callable[..., Any]:
    column_name = column_field.name or field_name
    argument, variants = column_field.argument or "", column_field.variants or {}

    def read(row: int, info: GraphQLResolveInfo[Any]) -> Any:
        return info.context.catalog.table(table).column(column_name)[row]

    def read_variant(row: int, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        chosen = arguments.get(argument) or next(iter(variants))
        return info.context.catalog.table(table).column(variants[chosen])[row]

    return read_variant if variants else read


def _default_reader(
    table: type[Any], column_field: ColumnField, resolve: Any
) -> Callable[..., Any]:
    """What reads the column if no argument is given, and else calls the resolver."""
    read = _reader(table, column_field, "")

    def read_or_resolve(row: int, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        if any(argument is not None for argument in arguments.values()):
            return resolve(row, info, **arguments)
        return read(row, info)

    return read_or_resolve


def _attribute_reader(column_field: ColumnField) -> Callable[..., Any]:
    argument, variants = column_field.argument or "", column_field.variants or {}

    def read(value: object, _: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        return getattr(value, variants[arguments.get(argument) or next(iter(variants))])

    return read
