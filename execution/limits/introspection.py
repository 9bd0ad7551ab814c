"""How many items the lists of the introspection system have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import ceil

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLSchema,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    is_abstract_type,
    is_interface_type,
    is_object_type,
)

META_FIELDS: Mapping[str, GraphQLField] = {
    "__schema": SchemaMetaFieldDef,
    "__type": TypeMetaFieldDef,
}
"""The fields of the query type through which clients ask for the schema."""


@cache
def introspection_sizes(schema: GraphQLSchema) -> Mapping[str, int]:
    """The size of each list by the name of its field: in all, or the mean over all types."""
    types = list(schema.type_map.values())
    composite = [kind for kind in types if is_object_type(kind) or is_interface_type(kind)]
    fields = [field for kind in composite for field in kind.fields.values()]
    totals = {
        "fields": len(fields),
        "interfaces": sum(len(kind.interfaces) for kind in composite),
        "possibleTypes": sum(
            len(schema.get_possible_types(kind)) for kind in types if is_abstract_type(kind)
        ),
        "enumValues": sum(len(kind.values) for kind in types if isinstance(kind, GraphQLEnumType)),
        "inputFields": sum(
            len(kind.fields) for kind in types if isinstance(kind, GraphQLInputObjectType)
        ),
    }
    return {
        "types": len(types),
        "directives": len(schema.directives),
        "args": ceil(sum(len(field.args) for field in fields) / len(fields)),
        **{name: ceil(total / len(types)) for name, total in totals.items()},
    }
