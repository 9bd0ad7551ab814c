"""Everything that is declared in the schema, for tests to walk over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from catalog.storage.table import ColumnSpec
from schema import schema
from schema.fields import BACKING, COLUMN, ColumnField

DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
BUILTIN = re.compile(r"__|(String|Int|Float|Boolean|ID)$")


class Field(NamedTuple):
    """One field of an object type, as graphql-core and as Strawberry know it."""

    owner: GraphQLObjectType
    backing: Any
    name: str
    field: GraphQLField
    declared: Any

    def __str__(self) -> str:
        return f"{self.owner.name}.{self.name}"

    @property
    def column(self) -> ColumnField | None:
        """What `column` left, if the field was made with it."""
        shown: ColumnField | None = self.declared.metadata.get(COLUMN)
        return shown

    @property
    def names(self) -> list[str]:
        """The columns, or attributes of a value, that it shows."""
        assert self.column is not None
        variants = self.column.variants or {}
        return list(variants.values()) or [self.column.name or self.declared.python_name]

    @property
    def columns(self) -> list[ColumnSpec]:
        """The columns of the table that it shows, as the table declares them."""
        return [self.backing.columns()[name] for name in self.names]

    @property
    def resolver(self) -> Any:
        """The function that answers it."""
        return self.declared.base_resolver.wrapped_func

    @property
    def arguments(self) -> list[str]:
        """What its arguments are called in Python."""
        return [argument.python_name for argument in self.declared.arguments]

    @property
    def mirror(self) -> str:
        """The module that its resolver should stand in."""
        return f"resolvers.{snake(self.owner.name)}"


def snake(name: str) -> str:
    """`TitleMatch` and `titleMatch` as `title_match`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def types() -> list[GraphQLNamedType]:
    """Every type that is ours."""
    known: dict[str, GraphQLNamedType] = schema._schema.type_map
    return [kind for name, kind in known.items() if not BUILTIN.match(name)]


def objects() -> list[GraphQLObjectType]:
    """Every object type."""
    return [kind for kind in types() if isinstance(kind, GraphQLObjectType)]


def fields() -> list[Field]:
    """Every field of every object type."""
    return [
        Field(kind, getattr(origin, BACKING, None), name, field, field.extensions[DEFINITION])
        for kind in objects()
        for origin in [kind.extensions[DEFINITION].origin]
        for name, field in kind.fields.items()
    ]


def described() -> Iterator[tuple[str, str]]:
    """Every type, field, argument and enum value, with its description."""
    for kind in types():
        yield kind.name, kind.description or ""
        if isinstance(kind, GraphQLEnumType):
            for name, value in kind.values.items():
                yield f"{kind.name}.{name}", value.description or ""
        if isinstance(kind, GraphQLInputObjectType):
            for name, given in kind.fields.items():
                yield f"{kind.name}.{name}", given.description or ""
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field.description or ""
                for argument, declared in field.args.items():
                    yield f"{kind.name}.{name}({argument}:)", declared.description or ""
