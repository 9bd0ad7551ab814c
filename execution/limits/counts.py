"""Depth, fields, aliases and directives of an operation: what the document alone tells.

Each fragment is counted once, however often it is spread, so the time is linear in the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    SelectionSetNode,
)

from execution.limits.limits import Limits, complexity_error


class Counts(NamedTuple):
    """How much a selection asks for, fragments expanded."""

    depth: int
    fields: int
    aliases: int
    directives: int

    def refusal(self, limits: Limits) -> GraphQLError | None:
        """The error for the first number that is too great; None where none is."""
        checked = (
            (self.depth, limits.depth, f"is {self.depth:,} fields deep"),
            (self.fields, limits.fields, f"has {self.fields:,} fields"),
            (self.aliases, limits.aliases, f"has {self.aliases:,} aliases"),
            (self.directives, limits.directives, f"has {self.directives:,} directives"),
        )
        for count, allowed, fault in checked:
            if count > allowed:
                return complexity_error(
                    f"The query {fault}, fragments expanded; the limit is {allowed}"
                )
        return None


class SelectionCounter:
    """Counts the selections of one document, whose fragments it is given by name."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._by_fragment: dict[str, Counts] = {}

    def counts(self, selections: SelectionSetNode) -> Counts:
        """Depth, fields, aliases and directives of a selection."""
        depth = fields = aliases = directives = 0
        for node in selections.selections:
            below = Counts(0, 0, 0, 0)
            if isinstance(node, FragmentSpreadNode):
                below = self._fragment(node.name.value)
            elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                below = self.counts(node.selection_set)
            own = isinstance(node, FieldNode)
            introspection = isinstance(node, FieldNode) and node.name.value.startswith("__")
            depth = max(depth, 1 if introspection else own + below.depth)
            fields += own + below.fields
            aliases += below.aliases + (isinstance(node, FieldNode) and node.alias is not None)
            directives += below.directives + len(node.directives or ())
        return Counts(depth, fields, aliases, directives)

    def _fragment(self, name: str) -> Counts:
        if name not in self._by_fragment:
            self._by_fragment[name] = self.counts(self._fragments[name].selection_set)
        return self._by_fragment[name]
