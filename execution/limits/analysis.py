"""Reads the cost of operations from a document and from what the schema declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_scalar_type,
    type_from_ast,
)

from catalog.catalog import Catalog
from execution.limits.cost import Cost, CostPart
from execution.limits.introspection import META_FIELDS, introspection_sizes
from execution.limits.sizes import SizeReader, size_of, work_of
from execution.values.arguments import Values
from resolvers.field_costs import Work
from schema.fields import SIZE, WORK, declaration

OBJECT_LETTERS, LEAF_LETTERS = 6, 24
"""What a field takes in an answer beside its key, with a leaf that is not known to be longer."""


class CostAnalysis:
    """Reads the costs of the operations of one document.

    Parameters
    ----------
    fragments
        The fragments of the document, by name.
    lifted
        Where in the text a lifted literal begins, to its number.
    literals
        The values of the lifted literals in this text.
    catalog
        What there is to be filtered, sorted and searched.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        lifted: Mapping[int, int],
        literals: Sequence[Any],
        catalog: Catalog,
    ) -> None:
        self._schema, self._fragments, self._lifted = schema, fragments, lifted
        self._catalog = catalog
        variables = dict(_variables(schema, document))
        self._known = Values(variables, literals)
        self._open = {name for name, value in variables.items() if value is None}
        self._parts: dict[str, Sequence[CostPart | str]] = {}

    def cost(self, root: GraphQLNamedType, selections: SelectionSetNode) -> Cost:
        """The cost of an operation that asks `selections` of the `root` type."""
        return Cost(list(self._costly(root, selections)), self._parts)

    def _costly(
        self, kind: GraphQLNamedType, selections: SelectionSetNode
    ) -> Iterator[CostPart | str]:
        """The fields, leaves together without a name, and the names of fragments."""
        letters = 0
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
                if part.own or part.work or part.parts:
                    yield part
                else:
                    letters += part.letters
        if letters:
            yield CostPart("", 0, None, False, (), 0, letters)

    def _part(self, field: GraphQLField, node: FieldNode) -> CostPart:
        below = get_named_type(field.type)
        bare = field.type.of_type if is_non_null_type(field.type) else field.type
        many = is_list_type(bare) and not is_leaf_type(below)
        parts = list(self._costly(below, node.selection_set)) if node.selection_set else []
        is_leaf = is_leaf_type(below)
        letters = len((node.alias or node.name).value) + (
            LEAF_LETTERS if is_leaf else OBJECT_LETTERS
        )
        if (declared := declaration(field)) is None:  # of the introspection system
            size = introspection_sizes(self._schema).get(node.name.value)
            own = 0 if size is None else 1
            return CostPart(node.name.value, own, size, size is not None, parts, 0, letters)
        expected = declared.metadata.get(SIZE)
        if is_leaf:
            letters += expected or 0
            expected = None
        return CostPart(
            node.name.value,
            0 if is_leaf else 1,
            size_of(expected, field, node, self._lifted),
            many,
            parts,
            self._work(declared.metadata.get(WORK, 0), field, node),
            letters,
        )

    def _work(self, declared: int | Work, field: GraphQLField, node: FieldNode) -> int | SizeReader:
        if isinstance(declared, int):
            return declared
        given = [name for each in node.arguments or () for name in _names(each.value)]
        is_open = not self._open.isdisjoint(given)
        estimate = partial(declared, self._catalog)
        return work_of(estimate, field, node, self._lifted, None if is_open else self._known)


def _names(value: ValueNode) -> Iterator[str]:
    """The names of the variables in a value."""
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        for each in value.values:
            yield from _names(each)
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from _names(field.value)


def _variables(schema: GraphQLSchema, document: DocumentNode) -> Iterator[tuple[str, Any]]:
    """What is known of variables without a request, where work depends on nothing else.

    Of a scalar, that it is there counts; the values of others have to be read.
    """
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            for declared in operation.variable_definitions or ():
                kind = type_from_ast(schema, declared.type)
                bare = kind.of_type if is_non_null_type(kind) else kind
                yield declared.variable.name.value, True if is_scalar_type(bare) else None
