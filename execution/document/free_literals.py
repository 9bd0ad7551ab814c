"""Which literals of a document may differ in another text of its shape, and what they must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    Node,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)

from execution.document.literals import LiftedText, literal_starts
from execution.document.walk import walk
from execution.values.inputs import Converter, converter


def free_literals(document: DocumentNode, lifted: LiftedText | None) -> Iterator[tuple[int, int]]:
    """Where each literal begins that may differ, and its number.

    Those are the literals in arguments of fields whose key occurs once: of a key that occurs
    twice, the arguments must be the same.
    """
    if lifted is None:
        return
    numbers = literal_starts(lifted)
    fields = [node for node in walk(document) if isinstance(node, FieldNode)]
    keys = Counter(map(_key, fields))
    for field in fields:
        for argument in (field.arguments or ()) if keys[_key(field)] == 1 else ():
            for node in walk(argument):
                if node.loc and node.kind.endswith("_value") and node.loc.start in numbers:
                    yield node.loc.start, numbers[node.loc.start]


def literal_converters(
    schema: GraphQLSchema, document: DocumentNode, free: Mapping[int, int]
) -> Mapping[int, Converter]:
    """The converter to the type of its place, for each free literal by number."""
    if not free:
        return {}
    types = TypeInfo(schema)
    visitor = _TypeVisitor(types, free)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.converters


class _TypeVisitor(Visitor):
    """Notes of each free literal the converter to the type of its place."""

    def __init__(self, types: TypeInfo, free: Mapping[int, int]) -> None:
        super().__init__()
        self._types, self._free = types, free
        self.converters: dict[int, Converter] = {}

    def enter(self, node: Node, *_: Any) -> None:
        """Look at a node."""
        number = self._free.get(node.loc.start) if node.loc and "value" in node.kind else None
        kind = self._types.get_input_type()
        if number is not None and kind is not None:
            self.converters[number] = converter(kind)


def _key(node: FieldNode) -> str:
    return node.alias.value if node.alias else node.name.value
