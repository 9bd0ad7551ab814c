"""Which fields are asked of an object: fragments expanded, directives heeded, keys merged.

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

from execution.errors import Unfit

Conditions = Mapping[str, bool | None]
"""The values of the variables that stand in `@skip` and `@include`."""


@dataclass
class Selected:
    """One key of an answer and every place that asks for it."""

    key: str
    nodes: list[FieldNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The field."""
        return self.nodes[0].name.value

    @property
    def sets(self) -> list[SelectionSetNode]:
        """What is asked of its value."""
        return [node.selection_set for node in self.nodes if node.selection_set]


@dataclass(frozen=True)
class Collector:
    """Collects the fields of one operation."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Conditions

    def fields(
        self, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode]
    ) -> Mapping[str, Selected]:
        """What `sets` ask of an object of this kind, by key and in order."""
        found: dict[str, Selected] = {}
        seen: set[str] = set()
        for selections in sets:
            for node in self._flat(kind, selections.selections, seen):
                key = node.alias.value if node.alias else node.name.value
                found.setdefault(key, Selected(key)).nodes.append(node)
        return found

    def _flat(
        self, kind: GraphQLObjectType, selections: Sequence[SelectionNode], seen: set[str]
    ) -> Iterator[FieldNode]:
        for selection in selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
                continue
            part: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(selection, InlineFragmentNode):
                part = selection
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                part = self.fragments[selection.name.value]
            else:
                continue
            if part.type_condition is None or self._fits(kind, part.type_condition.name.value):
                yield from self._flat(kind, part.selection_set.selections, seen)

    def _fits(self, kind: GraphQLObjectType, condition: str) -> bool:
        wanted = self.schema.type_map[condition]
        return wanted is kind or (
            is_abstract_type(wanted) and self.schema.is_sub_type(wanted, kind)
        )

    def _included(self, selection: SelectionNode) -> bool:
        return all(
            self._holds(directive) is (directive.name.value == "include")
            for directive in selection.directives or ()
            if directive.name.value in ("skip", "include")
        )

    def _holds(self, directive: DirectiveNode) -> bool:
        """The value of `if`; validation made sure that it is there."""
        given = (directive.arguments or ())[0].value
        if isinstance(given, VariableNode):
            held = self.conditions[given.name.value]
            if held is None:
                raise Unfit
            return held
        return isinstance(given, BooleanValueNode) and given.value
