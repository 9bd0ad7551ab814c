"""Which fields are asked of an object: fragments expanded, directives applied, keys merged.

This is CollectFields of the GraphQL specification (section 6.3.2), for a type that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from execution.errors import InvalidValue

Conditions = Mapping[str, bool | None]
"""The values of the variables that stand in `@skip` and `@include`."""


@dataclass
class FieldGroup:
    """One key of an answer and every place of the document that asks for it."""

    key: str
    nodes: list[FieldNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the field, which all places share."""
        return self.nodes[0].name.value

    @property
    def sets(self) -> list[SelectionSetNode]:
        """What is asked of its value."""
        return [node.selection_set for node in self.nodes if node.selection_set]


@dataclass(frozen=True)
class FieldCollector:
    """Collects the fields of one operation."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Conditions

    def fields(
        self, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode]
    ) -> Mapping[str, FieldGroup]:
        """What `sets` ask of an object of this type, by key and in order.

        Raises
        ------
        InvalidValue
            The condition of a directive is null.
        """
        found: dict[str, FieldGroup] = {}
        visited: set[str] = set()
        for selections in sets:
            for node in self._nodes(kind, selections.selections, visited):
                key = node.alias.value if node.alias else node.name.value
                found.setdefault(key, FieldGroup(key)).nodes.append(node)
        return found

    def _nodes(
        self, kind: GraphQLObjectType, selections: Sequence[SelectionNode], visited: set[str]
    ) -> Iterator[FieldNode]:
        for selection in selections:
            if not self._is_included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
                continue
            part: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(selection, InlineFragmentNode):
                part = selection
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in visited:
                visited.add(selection.name.value)
                part = self.fragments[selection.name.value]
            else:
                continue
            condition = part.type_condition
            if condition is None or self._applies(kind, condition.name.value):
                yield from self._nodes(kind, part.selection_set.selections, visited)

    def _applies(self, kind: GraphQLObjectType, condition: str) -> bool:
        """Whether a fragment on the type called `condition` applies to objects of this type."""
        wanted = self.schema.type_map[condition]
        return wanted is kind or (
            is_abstract_type(wanted) and self.schema.is_sub_type(wanted, kind)
        )

    def _is_included(self, selection: SelectionNode) -> bool:
        """Whether its directives let a selection in; as in graphql-core `@skip` comes first."""
        directives = {directive.name.value: directive for directive in selection.directives or ()}
        skip, include = directives.get("skip"), directives.get("include")
        if skip is not None and self._condition(skip):
            return False
        return include is None or self._condition(include)

    def _condition(self, directive: DirectiveNode) -> bool:
        """The value of `if`; validation made sure that it is there."""
        given = (directive.arguments or ())[0].value
        if isinstance(given, VariableNode):
            condition = self.conditions[given.name.value]
            if condition is None:
                raise InvalidValue
            return condition
        return isinstance(given, BooleanValueNode) and given.value
