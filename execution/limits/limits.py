"""What a document may ask: depth, aliases, fields, directives and cost, in one pass.

Each fragment is measured once, however often it is spread, so the time is linear in the document.
The cost of a field is 1 and, for a list, its size times 1 and the cost of what is asked of each
item; leaves are free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    SelectionSetNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from execution.document.literals import MOST_DIGITS
from execution.errors import Unfit
from execution.values.arguments import (
    Constant,
    Fill,
    Given,
    arguments_of,
)
from schema.fields import PAGE, SIZE, SLOW, declaration, is_slow

SLOW_COST = 25
"""What a field costs beside its items that takes milliseconds."""
LARGEST = 200
"""The most items that any argument can ask for."""
CODE = "QUERY_TOO_COMPLEX"
_ENDLESS = re.compile(rf"[0-9]{{{MOST_DIGITS + 1}}}")


@dataclass(frozen=True)
class Limits:
    """The greatest numbers allowed; how each is counted is written in docs/security.md."""

    tokens: int = 1_000
    depth: int = 15
    aliases: int = 30
    fields: int = 500
    directives: int = 20
    cost: int = 5_000
    seconds: float = 0.8


def _refusal(message: str, node: Node | None = None, **facts: Any) -> GraphQLError:
    return GraphQLError(message, node, extensions={"code": CODE, **facts})


def refuse_endless(text: str) -> None:
    """Refuse a number that no type takes, and that Python would not even read."""
    if _ENDLESS.search(text):
        message = f"A number has too many digits; allowed are {MOST_DIGITS}"
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def worded(error: GraphQLError, limits: Limits) -> GraphQLError:
    """An error of the parser; where it gave up, with the limit that it met."""
    if "more than" in error.message and "tokens" in error.message:
        return _refusal(f"The document has too many tokens; allowed are {limits.tokens:,}")
    if "nested too deeply" in error.message:
        return _refusal(f"The document is nested too deeply; allowed is a depth of {limits.depth}")
    return error


def too_costly(cost: int, limits: Limits, dearest: tuple[str, int]) -> GraphQLError:
    """The operation asks for too much."""
    name, share = dearest
    return _refusal(
        f"The query costs {cost:,}; allowed is {limits.cost:,}. "
        f"The dearest field is {name} ({share:,}): ask for fewer items, or for less of each",
        cost={"requested": cost, "maximum": limits.cost},
    )


class Counts(NamedTuple):
    """What can be counted without the values of a request."""

    depth: int
    fields: int
    aliases: int
    directives: int

    def refusal(self, limits: Limits) -> GraphQLError | None:
        """The error for the first number that is too great."""
        for name, found in self._asdict().items():
            allowed = getattr(limits, name)
            if found > allowed:
                what = f"is {found:,} fields deep" if name == "depth" else f"has {found:,} {name}"
                return _refusal(
                    f"The query {what}, fragments expanded; allowed is {allowed}",
                )
        return None


@dataclass(frozen=True)
class Part:
    """A field of a selection as far as its cost goes.

    `size` is that of the list, or of the page that a connection shows; a number in `sizes` where
    the request decides it, `PAGE` where the field above does, and None for a single thing.
    """

    name: str
    own: int
    size: int | Fill | str | None
    many: bool
    parts: Sequence[Part | str]


class Total(NamedTuple):
    """A cost; `paged` is what each item costs of the page that stands above."""

    once: int
    paged: int


class Measure:
    """Measures the operations of one document."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        lifted: Mapping[int, int],
        limits: Limits,
    ) -> None:
        self._schema, self._fragments, self._lifted = schema, fragments, lifted
        self.limits = limits
        self._counted: dict[str, Counts] = {}
        self._parts: dict[str, Sequence[Part | str]] = {}

    def counts(self, selections: SelectionSetNode) -> Counts:
        """Depth, fields, aliases and directives of a selection, fragments expanded."""
        depth = fields = aliases = directives = 0
        for node in selections.selections:
            below = Counts(0, 0, 0, 0)
            if isinstance(node, FragmentSpreadNode):
                below = self._fragment(node.name.value)
            elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                below = self.counts(node.selection_set)
            own = isinstance(node, FieldNode)
            free = isinstance(node, FieldNode) and node.name.value.startswith("__")
            depth = max(depth, 1 if free else own + below.depth)
            fields += own + below.fields
            aliases += below.aliases + (isinstance(node, FieldNode) and node.alias is not None)
            directives += below.directives + len(node.directives or ())
        return Counts(depth, fields, aliases, directives)

    def _fragment(self, name: str) -> Counts:
        if name not in self._counted:
            self._counted[name] = self.counts(self._fragments[name].selection_set)
        return self._counted[name]

    def cost(self, kind: GraphQLNamedType, selections: SelectionSetNode) -> Cost:
        """The cost of an operation."""
        return Cost(list(self._costly(kind, selections)), self._parts)

    def _costly(self, kind: GraphQLNamedType, selections: SelectionSetNode) -> Iterator[Part | str]:
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
            elif isinstance(node, FieldNode) and not node.name.value.startswith("__"):
                fields: Mapping[str, GraphQLField] = getattr(kind, "fields", {})
                part = self._part(fields[node.name.value], node)
                if part.own or part.parts:
                    yield part

    def _part(self, field: GraphQLField, node: FieldNode) -> Part:
        metadata = declaration(field).metadata
        below = get_named_type(field.type)
        slow = SLOW_COST if is_slow(metadata.get(SLOW, False), node) else 0
        bare = field.type.of_type if is_non_null_type(field.type) else field.type
        return Part(
            node.name.value,
            (0 if is_leaf_type(below) else 1) + slow,
            self._size(metadata.get(SIZE), field, node),
            is_list_type(bare) and not is_leaf_type(below),
            list(self._costly(below, node.selection_set)) if node.selection_set else [],
        )

    def _size(self, declared: Any, field: GraphQLField, node: FieldNode) -> int | Fill | str | None:
        if not isinstance(declared, tuple):
            size: int | str | None = declared
            return size
        arguments = arguments_of(field, node, self._lifted, {})
        given = [arguments[name] for name in declared]
        if all(isinstance(argument, Constant) for argument in given):
            return _first([each.value for each in given if isinstance(each, Constant)])
        if len(given) == 1 and not isinstance(given[0], Constant):
            only = given[0]
            return _known(lambda request: _size(only(request)))
        return _known(
            lambda request: _first(
                [each.value if isinstance(each, Constant) else each(request) for each in given]
            )
        )


class Cost:
    """The cost of an operation, by the sizes that come with a request."""

    def __init__(
        self, parts: Sequence[Part | str], fragments: Mapping[str, Sequence[Part | str]]
    ) -> None:
        self._parts, self._fragments = parts, fragments
        everything = [*parts, *(part for each in fragments.values() for part in each)]
        self._fills = list(dict.fromkeys(_fills(everything)))
        self._known: dict[tuple[int, ...], int] = {}

    def of(self, given: Given) -> int:
        """The cost of a request."""
        if not self._fills and self._known:
            return self._known[()]
        sizes = tuple([fill(given) for fill in self._fills])
        cost = self._known.get(sizes)
        if cost is None:
            cost = self._total(self._parts, dict(zip(self._fills, sizes, strict=True)), {}).once
            if len(self._known) < LARGEST:
                self._known[sizes] = cost
        return cost

    def dearest(self, given: Given) -> tuple[str, int]:
        """The path of the field that costs most, and how much."""
        sizes = {fill: fill(given) for fill in self._fills}
        parts, dearest = self._parts, 0
        path: list[str] = []
        while found := [(self._total([p], sizes, {}), p) for p in self._flat(parts)]:
            total, part = max(found, key=lambda each: sum(each[0]))
            if path and part.size is None:
                break
            path.append(part.name)
            dearest, parts = dearest or sum(total), part.parts
        return ".".join(path), dearest

    def _flat(self, parts: Sequence[Part | str]) -> list[Part]:
        flat: list[Part] = []
        for part in parts:
            flat += self._flat(self._fragments[part]) if isinstance(part, str) else [part]
        return flat

    def _total(
        self, parts: Sequence[Part | str], sizes: Mapping[Fill, int], spread: dict[str, Total]
    ) -> Total:
        once = paged = 0
        for part in parts:
            if isinstance(part, str):
                if part not in spread:
                    spread[part] = self._total(self._fragments[part], sizes, spread)
                once, paged = once + spread[part].once, paged + spread[part].paged
                continue
            below = self._total(part.parts, sizes, spread)
            size = sizes[part.size] if callable(part.size) else part.size
            once += part.own
            if size == PAGE:
                paged += 1 + below.once
            elif part.many:
                once += int(size if size is not None else LARGEST) * (1 + below.once)
            else:
                once += below.once + below.paged * int(size or 0)
        return Total(once, paged)


def _fills(parts: Sequence[Part | str]) -> Iterator[Callable[[Given], int]]:
    for part in parts:
        if isinstance(part, Part):
            if callable(part.size):
                yield part.size
            yield from _fills(part.parts)


def _known(size: Fill) -> Fill:
    """The size; the largest where the argument is none, as in a field that is skipped."""

    def known(request: Given) -> int:
        try:
            found: int = size(request)
        except Unfit:
            return LARGEST
        return found

    return known


def _first(values: Sequence[Any]) -> int:
    """The size that the first argument given asks for; what cannot be is refused elsewhere."""
    return _size(next((value for value in values if value is not None), None))


def _size(value: Any) -> int:
    if isinstance(value, int):
        return min(max(value, 0), LARGEST)
    return min(len(value), LARGEST) if isinstance(value, list) else LARGEST
