"""Reads the cost of operations from a document and from what the schema declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from execution.limits.cost import SLOW_COST, Cost, CostPart
from execution.limits.introspection import META_FIELDS, introspection_sizes
from execution.limits.sizes import size_of
from schema.fields import SIZE, SLOW, declaration, is_slow


class CostAnalysis:
    """Reads the costs of the operations of one document.

    Parameters
    ----------
    fragments
        The fragments of the document, by name.
    lifted
        Where in the text a lifted literal begins, to its number.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        lifted: Mapping[int, int],
    ) -> None:
        self._schema, self._fragments, self._lifted = schema, fragments, lifted
        self._parts: dict[str, Sequence[CostPart | str]] = {}

    def cost(self, root: GraphQLNamedType, selections: SelectionSetNode) -> Cost:
        """The cost of an operation that asks `selections` of the `root` type."""
        return Cost(list(self._costly(root, selections)), self._parts)

    def _costly(
        self, kind: GraphQLNamedType, selections: SelectionSetNode
    ) -> Iterator[CostPart | str]:
        """The fields that cost something, and the names of fragments."""
        for node in selections.selections:
            if isinstance(node, FragmentSpreadNode):
                name = node.name.value
                if name not in self._parts:
                    fragment = self._fragments[name]
                    on = self._schema.type_map[fragment.type_condition.name.value]
                    self._parts[name] = list(self._costly(on, fragment.selection_set))
                yield name
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                on = self._schema.type_map[condition.name.value] if condition else kind
                yield from self._costly(on, node.selection_set)
            elif isinstance(node, FieldNode) and node.name.value != "__typename":
                fields: Mapping[str, GraphQLField] = getattr(kind, "fields", {})
                name = node.name.value
                part = self._part(META_FIELDS.get(name) or fields[name], node)
                if part.own or part.parts:
                    yield part

    def _part(self, field: GraphQLField, node: FieldNode) -> CostPart:
        below = get_named_type(field.type)
        bare = field.type.of_type if is_non_null_type(field.type) else field.type
        many = is_list_type(bare) and not is_leaf_type(below)
        parts = list(self._costly(below, node.selection_set)) if node.selection_set else []
        if (declared := declaration(field)) is None:  # of the introspection system
            size = introspection_sizes(self._schema).get(node.name.value)
            return CostPart(node.name.value, 1 if many else 0, size, many, parts)
        slow = SLOW_COST if is_slow(declared.metadata.get(SLOW, False), node) else 0
        return CostPart(
            node.name.value,
            (0 if is_leaf_type(below) else 1) + slow,
            size_of(declared.metadata.get(SIZE), field, node, self._lifted),
            many,
            parts,
        )
