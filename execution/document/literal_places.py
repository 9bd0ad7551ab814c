"""Which literals of a document may differ in another text of its shape, and what they must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    Node,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)

from execution.document.lifting import LiftedText, literal_starts
from execution.document.walk import walk
from execution.values.inputs import Converter, converter

_ROOT = ""
"""Ends a path that is known as far as the operation."""
_PATH_LENGTH = 6
"""Keys that are looked at of each path, so that deep documents take no longer."""


def liftable_literals(
    document: DocumentNode, lifted: LiftedText | None
) -> Iterator[tuple[int, int]]:
    """Where each literal begins that may differ, and its number.

    Those are the literals in arguments of fields that merge with no other field: of fields that
    merge, the arguments must be the same.
    """
    if lifted is None:
        return
    numbers = literal_starts(lifted)
    for field in _unmerged(document):
        for argument in field.arguments or ():
            for node in walk(argument):
                if node.loc and node.kind.endswith("_value") and node.loc.start in numbers:
                    yield node.loc.start, numbers[node.loc.start]


def literal_converters(
    schema: GraphQLSchema, document: DocumentNode, liftable: Mapping[int, int]
) -> Mapping[int, Converter]:
    """The converter to the type of its place, for each liftable literal by number."""
    if not liftable:
        return {}
    types = TypeInfo(schema)
    visitor = _TypeVisitor(types, liftable)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.converters


class _TypeVisitor(Visitor):
    """Notes of each liftable literal the converter to the type of its place."""

    def __init__(self, types: TypeInfo, liftable: Mapping[int, int]) -> None:
        super().__init__()
        self._types, self._liftable = types, liftable
        self.converters: dict[int, Converter] = {}

    def enter(self, node: Node, *_: Any) -> None:
        """Look at a node."""
        number = self._liftable.get(node.loc.start) if node.loc and "value" in node.kind else None
        kind = self._types.get_input_type()
        if number is not None and kind is not None:
            self.converters[number] = converter(kind)


def _unmerged(document: DocumentNode) -> Iterator[FieldNode]:
    """The fields that merge with no other, wherever fragments are spread.

    Fields merge that have the same path.  Of a path that is known in part, each path that begins
    with it may be the same.
    """
    fields = list(_fields(document))
    partial = Counter(path for _, path in fields if path[-1] != _ROOT)
    beginnings = Counter(part for _, path in fields for part in (*_parts(path), path))
    for field, path in fields:
        if beginnings[path] + sum(partial[part] for part in _parts(path)) == 1:
            yield field


def _fields(document: DocumentNode) -> Iterator[tuple[FieldNode, tuple[str, ...]]]:
    """Each field and its path: keys from its own outwards, as far as they are known."""
    left: list[tuple[Node, tuple[str, ...]]] = [
        (node, () if isinstance(node, FragmentDefinitionNode) else (_ROOT,))
        for node in document.definitions
    ]
    while left:
        node, path = left.pop()
        if isinstance(node, FieldNode):
            path = (_key(node), *path)[:_PATH_LENGTH]
            yield node, path
        selections = getattr(node, "selection_set", None)
        left.extend((each, path) for each in (selections.selections if selections else ()))


def _parts(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (path[:length] for length in range(1, len(path)))


def _key(node: FieldNode) -> str:
    return node.alias.value if node.alias else node.name.value
