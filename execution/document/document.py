"""A document: parsed, checked, and its operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from sys import getsizeof
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    Source,
    VariableNode,
    get_named_type,
    is_object_type,
    parse,
    validate,
)

from catalog.catalog import Catalog
from execution.document.lifting import LiftedText, literal_value, moved_offset
from execution.document.literal_places import liftable_literals, literal_converters
from execution.document.walk import walk
from execution.errors import InvalidValue
from execution.limits.analysis import CostAnalysis
from execution.limits.counts import SelectionCounter
from execution.limits.limits import (
    MAX_ERRORS,
    Limits,
    parser_error,
    refuse_endless_numbers,
    refuse_long_names,
    validation_error,
)
from execution.operation import Operation
from execution.plan import RootField
from execution.values.inputs import Converter
from resolvers.errors import ClientError
from schema.fields import COLUMN, declaration

BYTES_PER_DOCUMENT, BYTES_PER_NODE, COPIES = 3_000, 270, 3
"""What a document takes in memory, what each node of its syntax tree adds, and how often the text
or parts of it are there; as measured."""


class Document:
    """A text that a client sent, once for all texts that differ in liftable literals alone.

    Threads share it; once made it does not change.

    Parameters
    ----------
    catalog
        What the cost of an operation depends on beside its text.
    lifted
        The text with its literals taken out, where that can be done.

    Attributes
    ----------
    errors
        Why it cannot be executed; it has no operations then.
    weight
        Bytes that it takes in memory.
    liftable_literals
        Where in the text each literal begins that may differ in another text, and its number.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        catalog: Catalog,
        text: str,
        lifted: LiftedText | None,
        limits: Limits,
    ) -> None:
        self.text, self.lifted = text, lifted
        self.node = DocumentNode(definitions=())
        self.errors: Sequence[GraphQLError] = ()
        try:
            refuse_endless_numbers(text)
            self.node = parse(text, max_tokens=limits.tokens)
            refuse_long_names(walk(self.node), limits)
            found = validate(schema, self.node, max_errors=MAX_ERRORS)[:MAX_ERRORS]
            self.errors = [validation_error(error) for error in found]
        except GraphQLError as error:
            self.errors = [parser_error(error, limits).with_traceback(None)]
        nodes = list(walk(self.node))
        for node in nodes:
            if node.loc:  # all tokens of the text would stay, each linked to the next
                del node.loc.start_token, node.loc.end_token
        self.operations: Mapping[str, Operation] = {}
        self.liftable_literals: Mapping[int, int] = {}
        self._converters: Sequence[tuple[int, Converter]] = ()
        if not self.errors:
            self.liftable_literals = dict(liftable_literals(self.node, lifted))
            converters = literal_converters(schema, self.node, self.liftable_literals)
            self._converters = list(converters.items())
            self.operations = dict(self._operations(schema, catalog, limits))
        self.weight = (
            BYTES_PER_DOCUMENT
            + BYTES_PER_NODE * len(nodes)
            + COPIES * getsizeof(text)
            + sum(operation.cost.weight for operation in self.operations.values())
        )
        self._only = next(iter(self.operations.values())) if len(self.operations) == 1 else None

    def operation(self, name: str | None) -> Operation | None:
        """The operation of that name; without a name, the only one."""
        return self._only if name is None and self._only else self.operations.get(name or "")

    @property
    def fixed_literals(self) -> tuple[int, ...]:
        """The numbers of the literals whose values belong to the document."""
        count = len(self.lifted.literals) if self.lifted else 0
        return tuple(sorted(set(range(count)) - set(self.liftable_literals.values())))

    def accepts(self, literals: Sequence[Any]) -> bool:
        """Whether the document is valid with these literals, too, those not used included."""
        try:
            for number, convert in self._converters:
                convert(literals[number])
        except InvalidValue:
            return False
        return True

    def field_error(
        self, error: ClientError, field: RootField, literals: Sequence[str]
    ) -> GraphQLError:
        """An error of a root field, with its place in a text with these literals."""
        places, text = field.places, self.text
        if self.lifted:
            places = [moved_offset(place, self.lifted, literals) for place in places]
            parts = zip(self.lifted.shape, (*literals, ""), strict=True)
            text = "".join(part + literal for part, literal in parts)
        return GraphQLError(
            str(error),
            source=Source(text),
            positions=places,
            path=[field.key],
            original_error=error,
        )

    def _operations(
        self, schema: GraphQLSchema, catalog: Catalog, limits: Limits
    ) -> Iterator[tuple[str, Operation]]:
        definitions = self.node.definitions
        fragments = {
            node.name.value: node
            for node in definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        conditions = frozenset(
            value.name.value
            for node in walk(self.node)
            if isinstance(node, DirectiveNode)
            for argument in node.arguments or ()
            if isinstance(value := argument.value, VariableNode)
        )
        counter = SelectionCounter(fragments)
        pairs = zip(lifted.literals, lifted.kinds, strict=True) if (lifted := self.lifted) else ()
        literals = [literal_value(*pair) for pair in pairs]
        analysis = CostAnalysis(
            schema, self.node, fragments, self.liftable_literals, literals, catalog
        )
        for node in definitions:
            if isinstance(node, OperationDefinitionNode):
                refusal = counter.counts(node.selection_set).refusal(limits)
                root = schema.get_root_type(node.operation)
                cost = analysis.cost(root, node.selection_set)  # type: ignore[arg-type]  # validated
                operation = Operation(
                    schema, node, fragments, conditions, _choosing(schema), refusal, cost
                )
                yield operation.name, operation


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
