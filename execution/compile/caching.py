"""Which fields' texts may be kept for later requests.

A text is kept where it depends on its object and on arguments alone.
"""

from __future__ import annotations

from graphql import (
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_object_type,
)

from execution.compile.collector import FieldCollector, FieldGroup
from execution.compile.syntax import Sets
from schema.fields import table_of


def is_cacheable(collector: FieldCollector, kind: GraphQLObjectType, group: FieldGroup) -> bool:
    """Whether the text of a field of this type, with all below it, may be kept."""
    if group.name == "__typename":
        return True
    below = get_named_type(kind.fields[group.name].type)
    if not is_object_type(below):
        return is_leaf_type(below)
    inner = collector.fields(below, group.sets).values()
    return all(is_cacheable(collector, below, each) for each in inner)


def is_cacheable_list(collector: FieldCollector, kind: GraphQLNamedType, sets: Sets) -> bool:
    """Whether the text of a list of such values may be kept by the key of the list.

    Objects that are rows need no key: they are kept one by one, by their row.
    """
    return (
        is_object_type(kind)
        and table_of(kind) is None
        and all(
            is_cacheable(collector, kind, each) for each in collector.fields(kind, sets).values()
        )
    )
