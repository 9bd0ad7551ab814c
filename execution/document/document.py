"""A document: parsed, checked, and its operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    Source,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    is_object_type,
    parse,
    validate,
    visit,
)

from execution.document.literals import Lifted, moved, starts
from execution.errors import Unfit
from execution.limits.limits import (
    Limits,
    Measure,
    refuse_endless,
    worded,
)
from execution.operation import Operation
from execution.plan import MOST_ERRORS, Field
from execution.values.inputs import Converter, converter
from resolvers.errors import ClientError
from schema.fields import COLUMN, declaration


class Document:
    """A text that a client sent, once for all texts that differ in lifted literals alone.

    Parameters
    ----------
    lifted
        The text taken apart, where that can be done.
    """

    def __init__(
        self, schema: GraphQLSchema, text: str, lifted: Lifted | None, limits: Limits
    ) -> None:
        self.text, self.lifted = text, lifted
        self.node = DocumentNode(definitions=())
        self.errors: Sequence[GraphQLError] = ()
        try:
            refuse_endless(text)
            self.node = parse(text, max_tokens=limits.tokens)
            self.errors = validate(schema, self.node, max_errors=MOST_ERRORS)[:MOST_ERRORS]
        except GraphQLError as error:
            self.errors = [worded(error, limits)]
        self.operations: Mapping[str, Operation] = {}
        self.free: Mapping[int, int] = {}
        self._checks: Sequence[tuple[int, Converter]] = ()
        if not self.errors:
            self.free = dict(self._free())
            self._checks = list(self._converters(schema))
            self.operations = dict(self._operations(schema, limits))
        self.only = next(iter(self.operations.values())) if len(self.operations) == 1 else None

    def operation(self, name: str | None) -> Operation | None:
        """The operation of that name; without a name, the only one."""
        return self.only if name is None and self.only else self.operations.get(name or "")

    @property
    def fixed(self) -> tuple[int, ...]:
        """The numbers of the literals whose values belong to the document."""
        count = len(self.lifted.literals) if self.lifted else 0
        return tuple(sorted(set(range(count)) - set(self.free.values())))

    def takes(self, literals: Sequence[Any]) -> bool:
        """Whether the document is valid with these literals, too, those not used included."""
        try:
            for number, convert in self._checks:
                convert(literals[number])
        except Unfit:
            return False
        return True

    def located(self, error: ClientError, field: Field, literals: Sequence[str]) -> GraphQLError:
        """An error of a root field, in a text with these literals."""
        places = [node.loc.start for node in field.nodes if node.loc]
        text = self.text
        if self.lifted:
            places = [moved(place, self.lifted, literals) for place in places]
            parts = zip(self.lifted.shape, (*literals, ""), strict=True)
            text = "".join(part + literal for part, literal in parts)
        return GraphQLError(
            str(error),
            source=Source(text),
            positions=places,
            path=[field.key],
            original_error=error,
        )

    def _operations(self, schema: GraphQLSchema, limits: Limits) -> Iterator[tuple[str, Operation]]:
        definitions = self.node.definitions
        fragments = {
            node.name.value: node
            for node in definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        conditions = frozenset(
            value.name.value
            for node in _walk(self.node)
            if isinstance(node, DirectiveNode)
            for argument in node.arguments or ()
            if isinstance(value := argument.value, VariableNode)
        )
        measure = Measure(schema, fragments, self.free, limits)
        for node in definitions:
            if isinstance(node, OperationDefinitionNode):
                operation = Operation(
                    schema, node, fragments, conditions, _choosing(schema), measure
                )
                yield operation.name, operation

    def _converters(self, schema: GraphQLSchema) -> Iterator[tuple[int, Converter]]:
        if self.free:
            types = TypeInfo(schema)
            visitor = _Types(types, self.free)
            visit(self.node, TypeInfoVisitor(types, visitor))
            yield from visitor.found.items()

    def _free(self) -> Iterator[tuple[int, int]]:
        """Where each literal begins that may differ in another text, and its number.

        Those are the literals in arguments of fields whose key occurs once: of a key that occurs
        twice, the arguments must be the same.
        """
        if self.lifted is None:
            return
        numbers = starts(self.lifted)
        fields = [node for node in _walk(self.node) if isinstance(node, FieldNode)]
        keys = Counter(_key(node) for node in fields)
        for field in fields:
            for argument in (field.arguments or ()) if keys[_key(field)] == 1 else ():
                for node in _walk(argument):
                    if node.loc and node.kind.endswith("_value") and node.loc.start in numbers:
                        yield node.loc.start, numbers[node.loc.start]


class _Types(Visitor):
    """Notes of each free literal the converter to the type of its place."""

    def __init__(self, types: TypeInfo, free: Mapping[int, int]) -> None:
        super().__init__()
        self._types, self._free = types, free
        self.found: dict[int, Converter] = {}

    def enter(self, node: Node, *_: Any) -> None:
        """Look at a node."""
        number = self._free.get(node.loc.start) if node.loc and "value" in node.kind else None
        kind = self._types.get_input_type()
        if number is not None and kind is not None:
            self.found[number] = converter(kind)


def _key(node: FieldNode) -> str:
    return node.alias.value if node.alias else node.name.value


def _walk(node: Node) -> Iterator[Node]:
    """A node and all below it, without recursion: a document may be as deep as it likes."""
    left = [node]
    while left:
        current = left.pop()
        yield current
        for key in current.keys:
            below = getattr(current, key, None)
            if isinstance(below, Node):
                left.append(below)
            elif isinstance(below, tuple | list):
                left.extend(each for each in below if isinstance(each, Node))


@cache
def _choosing(schema: GraphQLSchema) -> frozenset[str]:
    """The enums whose values choose among the columns of a field."""
    found = set()
    for kind in schema.type_map.values():
        for field in kind.fields.values() if is_object_type(kind) else ():
            declared = declaration(field)
            if declared and (shown := declared.metadata.get(COLUMN)) and shown.argument:
                found.add(get_named_type(field.args[shown.argument].type).name)
    return frozenset(found)
