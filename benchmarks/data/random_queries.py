"""Valid queries at random, over the whole schema, with values that a snapshot has.

`requests_of` gives one document and some requests for it: other variables, other literals.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from benchmarks.data.random_values import (
    MISSING,
    STRAY,
    STRAY_NUMBERS,
    Declared,
    Place,
    Pool,
    Values,
)
from execution.request import OperationRequest

COMMENTS = ["#", '# "', "# -0 1e400 {", '# """ \\ } "x"', "# $v0 ΔΦ 🎬"]
ENDS_OF_LINE = ["\n", "\r", "\r\n"]
MOST_OBJECTS = 60
"""Objects of one kind that a query may lead to, about; deeper lists are then left out."""


@dataclass
class Fragment:
    """A named fragment; `variables` are those that stand anywhere in it."""

    name: str
    text: str
    variables: frozenset[str]
    size: int


@dataclass
class Writer(Values):
    """Writes one document."""

    fragments: dict[str, list[Fragment]] = field(default_factory=dict)
    plain: dict[tuple[str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)
    count: int = 0

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def document(self) -> tuple[str, Sequence[str | None]]:
        """A document and names to ask it by."""
        query = self.schema.query_type
        assert query is not None
        several = self.chance(0.08)
        names = ["First", "Second"] if several else [self.pick(["", "", "Only", "on", "query"])]
        operations = []
        for name in names:
            self.used = set()
            body = self.selections(query, depth=self.pick([2, 3, 3, 4, 5]), objects=1)
            declared = [self.variables[used].text for used in sorted(self.used)]
            if not name and not declared and self.chance(0.7):
                operations.append(body)
            else:
                head = f"({self.pick([', ', ' ', chr(10)]).join(declared)})" if declared else ""
                operations.append(f"query {name}{head} {body}")
        fragments = [fragment.text for each in self.fragments.values() for fragment in each]
        parts = [self.commented(part) for part in (*operations, *fragments)]
        if self.chance(0.3):
            self.random.shuffle(parts)
        if self.chance(0.06):
            parts.insert(0, '# a comment with 12 and "text" in it\n')
        asked: list[str | None] = [*names] if several else [names[0] or None]
        if several and self.chance(0.3):
            asked.append(None)
        if self.chance(0.05):
            asked.append("Nowhere")
        return self.pick(["\n", "\n\n", " ", " , "]).join(parts), asked

    def commented(self, text: str) -> str:
        """The text, now and then with a comment in it, whose numbers and quotes mean nothing."""
        at = text.rfind("}")
        if not self.chance(0.05):
            return text
        return f"{text[:at]}{self.pick(COMMENTS)}{self.pick(ENDS_OF_LINE)}{text[at:]}"

    def values(self) -> dict[str, Any]:
        """Variables for one request."""
        found = {name: declared.values() for name, declared in self.variables.items()}
        given = {name: value for name, value in found.items() if value is not MISSING}
        if self.chance(0.05):
            given["unheardOf"] = 1
        return given

    # ── selections ───────────────────────────────────────────────────────────────────────────────

    def selections(self, kind: GraphQLNamedType, depth: int, objects: int) -> str:
        """What is asked of a value of this kind, in braces."""
        count = self.pick([1, 1, 2, 2, 3, 4])
        parts = [self.selection(kind, depth, objects) for _ in range(count)]
        kept = [part for part in parts if part] or ["__typename"]
        return "{" + self.pick([" ", " ", "\n  ", ", "]).join(kept) + "}"

    def selection(self, kind: GraphQLNamedType, depth: int, objects: int) -> str:
        chance = self.random.random()
        if chance < 0.07:
            return f"{self.alias(0.3)}__typename{self.directives()}"
        if chance < 0.17 and depth > 1:
            return self.inline(kind, depth, objects)
        if chance < 0.27 and depth > 1:
            return self.spread(kind, depth, objects)
        if isinstance(kind, GraphQLUnionType) or (is_abstract_type(kind) and self.chance(0.6)):
            return self.inline(kind, depth, objects)
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        if kind is self.schema.query_type and self.chance(0.02):
            return self.pick(
                [
                    "__schema { queryType { name } }",
                    '__type(name: "Genre") { kind fields { name } }',
                ]
            )
        return self.field(kind, depth, objects)

    def field(
        self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int, objects: int
    ) -> str:
        names = [name for name in kind.fields if self.fits(kind.fields[name], depth, objects)]
        if not names:
            return "__typename"
        name = self.pick(names)
        chosen = kind.fields[name]
        key, arguments = self.named(kind, name, chosen, objects)
        bare = get_named_type(chosen.type)
        head = f"{key}{arguments}"
        if is_leaf_type(bare):
            twice = self.chance(0.05)
            return f"{head}{self.directives()}" + (f" {head}" if twice else "")
        below = objects * self.length(chosen, arguments)
        text = f"{head}{self.directives()} {self.selections(bare, depth - 1, below)}"
        if self.chance(0.08):
            text += f" {head}{self.directives()} {self.selections(bare, depth - 1, below)}"
        return text

    def fits(self, chosen: GraphQLField, depth: int, objects: int) -> bool:
        if is_leaf_type(get_named_type(chosen.type)):
            return True
        return depth > 1 and objects * self.length(chosen, "") <= MOST_OBJECTS

    @staticmethod
    def length(chosen: GraphQLField, arguments: str) -> int:
        """How many objects the field may lead to, about."""
        kind = chosen.type.of_type if isinstance(chosen.type, GraphQLNonNull) else chosen.type
        if "first" in chosen.args or "k" in chosen.args:
            written = re.search(r"(?:first|k): ?([0-9]{1,2})\b", arguments)
            return int(written[1]) + 1 if written else 5
        return 20 if isinstance(kind, GraphQLList) else 1

    def named(
        self, kind: GraphQLNamedType, name: str, chosen: GraphQLField, objects: int
    ) -> tuple[str, str]:
        """The key of the answer and the arguments; one key stands for the same ones everywhere."""
        clashes = is_abstract_type(kind) or (kind.name, name) == ("Collection", "movies")
        if not clashes and self.chance(0.6):
            if (kind.name, name) not in self.plain:
                before, self.used = self.used, set()
                text = self.arguments(kind, name, chosen, objects)
                self.plain[kind.name, name] = text, frozenset(self.used)
                self.used = before
            text, used = self.plain[kind.name, name]
            self.used |= used
            return name, text
        text = self.arguments(kind, name, chosen, objects)
        if not text and not chosen.args and not clashes and self.chance(0.5):
            return name, ""
        return f"{self.alias(1)}{name}", text

    def alias(self, often: float) -> str:
        if not self.chance(often):
            return ""
        self.count += 1
        return f"{self.pick(['x', 'movie', '_', 'W', 'K'])}{self.count}: "

    # ── fragments ────────────────────────────────────────────────────────────────────────────────

    def conditions(self, kind: GraphQLNamedType) -> list[GraphQLNamedType]:
        """Types that a fragment may be on where a value of this kind stands."""
        if is_abstract_type(kind):
            return [kind, *self.schema.get_possible_types(kind), self.schema.type_map["Node"]]
        wider = [
            other
            for other in self.schema.type_map.values()
            if is_abstract_type(other) and self.schema.is_sub_type(other, kind)
        ]
        return [kind, *wider]

    def inline(self, kind: GraphQLNamedType, depth: int, objects: int) -> str:
        if not is_abstract_type(kind) and self.chance(0.4):
            return f"...{self.directives()} {self.selections(kind, depth - 1, objects)}"
        condition = self.pick(self.conditions(kind))
        body = self.selections(condition, depth - 1, objects)
        return f"... on {condition.name}{self.directives()} {body}"

    def spread(self, kind: GraphQLNamedType, depth: int, objects: int) -> str:
        """A named fragment: one that is there already, or a new one."""
        condition = self.pick(self.conditions(kind))
        known = [f for f in self.fragments.get(condition.name, ()) if f.size * objects <= 100]
        if known and self.chance(0.6):
            fragment = self.pick(known)
        else:
            before, self.used = self.used, set()
            size = self.pick([1, objects])
            body = self.selections(condition, depth - 1, size)
            self.count += 1
            name = self.pick(["parts", "Film", "on_", "fragment"]) + str(self.count)
            text = f"fragment {name} on {condition.name} {body}"
            fragment = Fragment(name, text, frozenset(self.used), MOST_OBJECTS // size)
            self.used = before
            self.fragments.setdefault(condition.name, []).append(fragment)
        self.used |= fragment.variables
        twice = f" ...{fragment.name}" if self.chance(0.1) else ""
        return f"...{fragment.name}{self.directives()}{twice}"

    def directives(self) -> str:
        chance = self.random.random()
        if chance > 0.12:
            return ""
        names = ["include", "skip"] if chance < 0.02 else [self.pick(["include", "skip"])]
        return "".join(f" @{name}(if: {self.condition(name)})" for name in names)

    def condition(self, name: str) -> str:
        if self.chance(0.4):
            return "true" if (name == "include") is self.chance(0.7) else "false"
        names = [each for each in self.variables if each.startswith("flag")]
        if names and self.chance(0.5):
            chosen = self.pick(names)
        else:
            chosen = f"flag{len(self.variables)}"
            kind = self.pick(["Boolean!", "Boolean! = true", "Boolean = false"])
            needed = "=" not in kind

            def flag() -> Any:
                if self.chance(STRAY):
                    return self.pick([None, "true", 1])
                return MISSING if not needed and self.chance(0.3) else self.chance(0.5)

            self.variables[chosen] = Declared("Boolean", f"${chosen}: {kind}", flag)
        self.used.add(chosen)
        return f"${chosen}"

    # ── arguments ────────────────────────────────────────────────────────────────────────────────

    def arguments(
        self, kind: GraphQLNamedType, name: str, chosen: GraphQLField, objects: int
    ) -> str:
        owner = f"{kind.name}.{name}"
        given = []
        for argument, declared in chosen.args.items():
            needed = isinstance(declared.type, GraphQLNonNull)
            required = needed and declared.default_value is Undefined
            paging = argument in ("first", "k") and objects > 1
            if not (required or paging or self.chance(self.often(argument, chosen))):
                continue
            place = Place(owner, argument)
            given.append(f"{argument}: {self.argument(declared, place, small=paging)}")
        self.random.shuffle(given)
        return f"({self.pick([', ', ' ', ','])[0:2].join(given)})" if given else ""

    def often(self, argument: str, chosen: GraphQLField) -> float:
        """Of `id` and `name` or `title` mostly one is given, as it must be."""
        if "id" in chosen.args and len(chosen.args) > 1:
            return {"id": 0.95 if self.count % 2 else 0.03, "year": 0.2}.get(
                argument, 0.03 if self.count % 2 else 0.97
            )
        if argument in ("after", "before", "last", "offset"):
            return 0.12
        return 0.35 if argument in ("where", "tuning") else 0.5

    def argument(self, declared: GraphQLArgument, place: Place, *, small: bool) -> str:
        if small:
            return str(self.random.randint(0, 3))
        return self.position(declared.type, declared.default_value is not Undefined, place)


def requests_of(
    schema: GraphQLSchema, pool: Pool, chance: random.Random
) -> tuple[str, list[OperationRequest]]:
    """A document, and requests for it and for texts that differ from it in literals alone."""
    writer = Writer(schema, pool, chance)
    text, names = writer.document()
    requests = [OperationRequest(text, writer.values(), name) for name in names]
    if writer.variables:
        requests.append(OperationRequest(text, writer.values(), names[0]))
    other = _with_other_literals(text, chance, pool)
    if other != text:
        requests.append(OperationRequest(other, writer.values(), names[0]))
    return text, requests


def _with_other_literals(text: str, chance: random.Random, pool: Pool) -> str:
    """The text with some numbers and strings replaced by others of another length."""

    def number(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        stray = chance.random() < 0.2
        others = ["2", "4", "7", "12", "862", "1995", *(STRAY_NUMBERS if stray else ())]
        return f"{found[1]}{chance.choice(others)}"

    def words(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        return f'{found[1]}"{chance.choice(pool.titles)}"'

    text = re.sub(
        r"((?:first|k|offset|last|year|min|max|id|Votes): ?)(?:[0-9]+)\b(?![.e])", number, text
    )
    return re.sub(r'((?:query|title|name|any|all|none|id): ?)"(?!")[^"\\\n]*"', words, text)
