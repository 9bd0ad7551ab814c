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
SINGLE_TYPES = ("__type", "queryType", "mutationType", "subscriptionType")
"""Fields that are one type, of which clients choose the one that lists most."""


@cache
def introspection_sizes(schema: GraphQLSchema) -> Mapping[str, int]:
    """The size of each list by the name of its field: in all, or the mean over all types.

    A single type counts as so many types that none lists more.
    """
    types = list(schema.type_map.values())
    composite = [kind for kind in types if is_object_type(kind) or is_interface_type(kind)]
    fields = [field for kind in composite for field in kind.fields.values()]
    lists = {
        "fields": [len(kind.fields) for kind in composite],
        "interfaces": [len(kind.interfaces) for kind in composite],
        "possibleTypes": [
            len(schema.get_possible_types(kind)) for kind in types if is_abstract_type(kind)
        ],
        "enumValues": [len(kind.values) for kind in types if isinstance(kind, GraphQLEnumType)],
        "inputFields": [
            len(kind.fields) for kind in types if isinstance(kind, GraphQLInputObjectType)
        ],
    }
    args = ceil(sum(len(field.args) for field in fields) / len(fields))
    means = {name: ceil(sum(lengths) / len(types)) for name, lengths in lists.items()}
    greatest = [max(lengths, default=0) / (means[name] or 1) for name, lengths in lists.items()]
    greatest += [
        sum(len(field.args) for field in kind.fields.values()) / (means["fields"] * args or 1)
        for kind in composite
    ]
    return {
        "types": len(types),
        "directives": len(schema.directives),
        "args": args,
        **means,
        **dict.fromkeys(SINGLE_TYPES, ceil(max(greatest))),
    }
