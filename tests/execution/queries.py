"""Valid queries at random, over the whole schema, with values that a snapshot has.

`requests_of` gives one document and some requests for it: other variables, other literals.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
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

from execution.executor import Request
from resolvers.context import Context

MISSING: Any = object()
MOST_OBJECTS = 60
"""Objects of one kind that a query may lead to, about; deeper lists are then left out."""
STRAY = 0.04
"""How often a value is out of bounds, or no value of its type at all."""
GENERALS = ["Titanic", "zzz", "", "x" * 201, "é", "Ελλάδα", "12", "{brackets}", "a, b", "# no"]
JOBS = ["Director", "Screenplay", "Producer", "Editor", "director", "Nobody"]
DEPARTMENTS = ["Directing", "Writing", "Sound", "Nothing"]
MONTHS = ["enero", "January", "1", "13", "dec", ""]
WEEKDAYS = ["viernes", "Friday", "7", "0", "fri"]
DAYS = ["1995-12-15", "1900-01-01", "2016-02-29", "2020-12-31"]
STRAY_DAYS = ["1995-13-01", "tomorrow", "", 19951215]


class Pool(NamedTuple):
    """Values that a snapshot has."""

    movies: Sequence[Any]
    titles: Sequence[str]
    names: Mapping[str, Sequence[str]]
    ids: Mapping[str, Sequence[Any]]
    cursors: Sequence[str]

    @classmethod
    def of(cls, context: Context, cursors: Sequence[str]) -> Pool:
        """Take every fifth of everything, so that most of it is popular with nobody."""
        catalog: Any = context.catalog

        def cells(table: str, column: str) -> list[Any]:
            found = getattr(catalog, table).column(column)
            step = max(len(found) // 60, 1)
            return [found[row] for row in range(0, len(found), step) if found[row] is not None]

        tables = {
            "movies": "title",
            "collections": "name",
            "genres": "name_en",
            "companies": "name",
            "people": "name",
            "keywords": "name",
            "countries": "code",
            "languages": "code",
        }
        names = {table: cells(table, column) for table, column in tables.items()}
        names["genres"] += cells("genres", "name_es")
        ids = {
            table: [*cells(table, "id")[:20], *cells(table, "tmdb_id")[:20]]
            for table in tables
            if table not in ("countries", "languages")
        }
        films = [949, 862, "949", "tt0113277", *ids["movies"], *cells("movies", "imdb_id")[:10]]
        titles = [*names["movies"], "Heat", "the godfater", "Heat (1995)", "Toy Stroy"]
        return cls(films, titles, names, ids, cursors)


class Place(NamedTuple):
    """Where a value stands: the field or input type that has it, and its name there."""

    owner: str
    name: str


@dataclass
class Fragment:
    """A named fragment; `variables` are those that stand anywhere in it."""

    name: str
    text: str
    variables: frozenset[str]
    size: int


@dataclass
class Declared:
    """A variable; `values` gives a value for one request, or MISSING."""

    kind: str
    text: str
    values: Callable[[], Any]


@dataclass
class Writer:
    """Writes one document."""

    schema: GraphQLSchema
    pool: Pool
    random: random.Random
    variables: dict[str, Declared] = field(default_factory=dict)
    fragments: dict[str, list[Fragment]] = field(default_factory=dict)
    plain: dict[tuple[str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
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
        parts = [*operations, *fragments]
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
        if isinstance(kind, GraphQLUnionType):
            return self.inline(kind, depth, objects)
        if isinstance(kind, GraphQLInterfaceType) and self.chance(0.6):
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
        return f"{self.pick(['x', 'movie', '_', 'W', 'ñ'[:0] or 'K'])}{self.count}: "

    # ── fragments ────────────────────────────────────────────────────────────────────────────────

    def conditions(self, kind: GraphQLNamedType) -> list[GraphQLNamedType]:
        """Types that a fragment may be on where a value of this kind stands."""
        if is_abstract_type(kind):
            return [kind, *self.schema.get_possible_types(kind), self.schema.type_map["Node"]]
        wider = [
            other
            for other in self.schema.type_map.values()
            if is_abstract_type(other) and self.schema.is_sub_type(other, kind)  # type: ignore[arg-type]  # an object
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
            if not (required or paging or self.chance(self.often(owner, argument, chosen))):
                continue
            place = Place(owner, argument)
            given.append(f"{argument}: {self.argument(declared, place, small=paging)}")
        self.random.shuffle(given)
        return f"({self.pick([', ', ' ', ','])[0:2].join(given)})" if given else ""

    def often(self, owner: str, argument: str, chosen: GraphQLField) -> float:
        """Of `id` and `name` or `title` mostly one is given, as it must be."""
        if "id" in chosen.args and len(chosen.args) > 1:
            return {"id": 0.95 if self.count % 2 else 0.03, "year": 0.2}.get(
                argument, 0.03 if self.count % 2 else 0.97
            )
        if argument in ("after", "before", "last", "offset"):
            return 0.12
        return 0.35 if argument in ("where", "tuning") else 0.5

    def argument(
        self, declared: GraphQLArgument | GraphQLInputField, place: Place, *, small: bool
    ) -> str:
        if small:
            return str(self.random.randint(0, 3))
        return self.position(declared.type, declared.default_value is not Undefined, place)

    def position(self, kind: GraphQLInputType, defaulted: bool, place: Place) -> str:
        """A literal, or a variable that may stand here."""
        if self.chance(0.3):
            return self.variable(kind, defaulted, place)
        return self.literal(kind, place)

    def variable(self, kind: GraphQLInputType, defaulted: bool, place: Place) -> str:
        needed = isinstance(kind, GraphQLNonNull)
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        same = [
            name
            for name, declared in self.variables.items()
            if declared.kind == f"{kind} {place.name}"
        ]
        if same and self.chance(0.4):
            name = self.pick(same)
            self.used.add(name)
            return f"${name}"
        name = f"{self.pick(['v', 'first', 'on', '_'])}{len(self.variables)}"
        with_default = self.chance(0.35)
        strict = self.chance(0.4) or (needed and not defaulted and not with_default)
        text = f"${name}: {bare}{'!' if strict else ''}"
        if with_default:
            text += f" = {self.literal(bare, place, constant=True, nullable=False)}"

        def value() -> Any:
            if self.chance(STRAY):
                return self.pick([None, MISSING, [], {}, "nonsense", -1, 1.5, True, 2**31, "W1"])
            if not strict and self.chance(0.25):
                return self.pick([None, MISSING]) if not needed else MISSING
            if with_default and self.chance(0.3):
                return MISSING
            return self.value(bare, place)

        self.variables[name] = Declared(f"{kind} {place.name}", text, value)
        self.used.add(name)
        return f"${name}"

    # ── values ───────────────────────────────────────────────────────────────────────────────────

    def value(self, kind: GraphQLInputType, place: Place) -> Any:
        """A value as JSON has it."""
        if isinstance(kind, GraphQLNonNull):
            return self.value(kind.of_type, place)
        if isinstance(kind, GraphQLList):
            if self.chance(0.15):
                return self.value(kind.of_type, place)
            return [self.value(kind.of_type, place) for _ in range(self.pick([0, 1, 1, 2, 3]))]
        if isinstance(kind, GraphQLEnumType):
            return self.pick(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return {
                name: None
                if not isinstance(given.type, GraphQLNonNull) and self.chance(0.05)
                else self.value(given.type, self.inside(kind, name, place))
                for name, given in self.chosen_fields(kind)
            }
        return self.scalar(kind.name, place)

    def chosen_fields(
        self, kind: GraphQLInputObjectType
    ) -> Iterator[tuple[str, GraphQLInputField]]:
        share = 0.12 if len(kind.fields) > 10 else 0.5
        for name, given in kind.fields.items():
            if isinstance(given.type, GraphQLNonNull) or self.chance(share):
                yield name, given

    @staticmethod
    def inside(kind: GraphQLInputObjectType, name: str, place: Place) -> Place:
        """In a range or a set, what the range or set is of matters more than its own fields."""
        if kind.name.endswith("Range") or kind.name == "SetFilter":
            return Place(place.owner, place.name)
        return Place(kind.name, name)

    def scalar(self, kind: str, place: Place) -> Any:
        stray = self.chance(STRAY)
        match kind:
            case "Int":
                return self.integer(place, stray=stray)
            case "Float":
                return self.number(place, stray=stray)
            case "Boolean":
                return self.chance(0.5)
            case "ID":
                return self.identifier(place)
            case "Date":
                return self.pick(STRAY_DAYS if stray else DAYS)
        return self.text(place)

    def integer(self, place: Place, *, stray: bool) -> int:
        if stray:
            return self.pick([-1, 101, 201, 10_001, 0, 2**31 - 1, -(2**31), 1_000_000])
        match place.name:
            case "first" | "k" | "last":
                return self.random.randint(1, 6)
            case "offset":
                return self.random.randint(0, 12)
            case "year":
                return self.pick([1995, 1972, 1999, 2010, 1950])
            case "runtime":
                return self.random.randint(60, 180)
        return self.pick([0, 1, 100, 1000, 2000, 5000])

    def number(self, place: Place, *, stray: bool) -> float | int:
        if stray:
            return self.pick([-1, 1.5, 11, -0.0, 1e300, 0])
        match place.name:
            case "diversity" | "minScore":
                return self.pick([0, 0.1, 0.25, 0.5, 1])
            case "weight":
                return self.pick([0, 0.5, 1, 2.5, 10])
            case "voteAverage":
                return self.pick([5, 6.5, 7.25, 8.0])
        return self.pick([0, 1, 1.5, 2.5e6, 100_000_000, 12.5])

    def identifier(self, place: Place) -> Any:
        stray: list[Any] = ["", "nothing", 0, -5, "TW92aWU6MQ==", "x" * 201, 10**12]
        if self.chance(2 * STRAY):
            return self.pick(stray)
        owner = place.owner.rpartition(".")[2]
        tables = {
            "genre": "genres",
            "company": "companies",
            "person": "people",
            "collection": "collections",
        }
        if owner in tables:
            return self.pick(self.pool.ids[tables[owner]])
        if owner in ("node", "nodes"):
            return self.pick(self.pool.ids[self.pick(list(self.pool.ids))])
        return self.pick(self.pool.movies)

    def text(self, place: Place) -> str:
        if self.chance(2 * STRAY):
            return self.pick(GENERALS)
        owner = place.owner.rpartition(".")[2]
        match place.name:
            case "after" | "before":
                return self.pick([*self.pool.cursors, *self.pool.cursors, "", "bm8="])
            case "month":
                return self.pick(MONTHS)
            case "weekday":
                return self.pick(WEEKDAYS)
            case "job":
                return self.pick(JOBS)
            case "department":
                return self.pick(DEPARTMENTS)
            case "cast" | "crew":
                return self.pick(self.pool.names["people"])
            case "title":
                return self.pick(self.pool.titles)
        names = {"genre": "genres", "company": "companies", "person": "people"}
        table = names.get(owner, owner if owner in self.pool.names else place.name)
        if table == "collection":
            table = "collections"
        found = self.pick(self.pool.names.get(table, self.pool.titles))
        return found[: self.random.randint(2, 8)] if place.name == "query" else found

    # ── literals ─────────────────────────────────────────────────────────────────────────────────

    def literal(
        self, kind: GraphQLInputType, place: Place, *, constant: bool = False, nullable: bool = True
    ) -> str:
        """A value as GraphQL has it; with variables in it unless it is to be constant."""
        if isinstance(kind, GraphQLNonNull):
            return self.literal(kind.of_type, place, constant=constant, nullable=False)
        if nullable and self.chance(STRAY):
            return "null"
        if isinstance(kind, GraphQLList):
            return self.list_literal(kind, place, constant=constant)
        if isinstance(kind, GraphQLInputObjectType):
            return self.object_literal(kind, place, constant=constant)
        if isinstance(kind, GraphQLEnumType):
            return self.pick(list(kind.values))
        value = self.scalar(kind.name, place)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self.quoted(value)
        if kind.name == "Float" and self.chance(0.2):
            return f"{float(value):e}"
        if kind.name == "ID" and self.chance(0.1):
            return f'"{value}"'
        return repr(value)

    def list_literal(self, kind: GraphQLList[Any], place: Place, *, constant: bool) -> str:
        def item() -> str:
            inner = kind.of_type
            if not constant and self.chance(0.15):
                return self.variable(inner, defaulted=False, place=place)
            return self.literal(inner, place, constant=constant)

        if self.chance(0.15):
            return self.literal(kind.of_type, place, constant=constant, nullable=False)
        items = [item() for _ in range(self.pick([0, 1, 1, 2, 3]))]
        return f"[{self.pick([', ', ' '])[0:2].join(items)}]"

    def object_literal(self, kind: GraphQLInputObjectType, place: Place, *, constant: bool) -> str:
        parts = []
        for name, given in self.chosen_fields(kind):
            inner = self.inside(kind, name, place)
            defaulted = given.default_value is not Undefined
            text = (
                self.literal(given.type, inner, constant=True)
                if constant
                else self.position(given.type, defaulted, inner)
            )
            parts.append(f"{name}: {text}")
        return "{" + self.pick([", ", " "]).join(parts) + "}"

    def quoted(self, value: str) -> str:
        chance = self.random.random()
        plain = '"' not in value and "\\" not in value
        if plain and chance < 0.02 and value.strip() == value:
            return f'"""\n    {value}\n    """'
        if chance < 0.05 or not plain:
            return json.dumps(value, ensure_ascii=True)
        if chance < 0.06 and value and value[0].isascii():
            return f'"\\u{{{ord(value[0]):x}}}{value[1:]}"'
        return f'"{value}"'

    # ── chance ───────────────────────────────────────────────────────────────────────────────────

    def chance(self, often: float) -> bool:
        return self.random.random() < often

    def pick(self, things: Sequence[Any]) -> Any:
        return self.random.choice(things)


def requests_of(
    schema: GraphQLSchema, pool: Pool, chance: random.Random
) -> tuple[str, list[Request]]:
    """A document, and requests for it and for texts that differ from it in literals alone."""
    writer = Writer(schema, pool, chance)
    text, names = writer.document()
    requests = [Request(text, writer.values(), name) for name in names]
    if writer.variables:
        requests.append(Request(text, writer.values(), names[0]))
    other = _with_other_literals(text, chance, pool)
    if other != text:
        requests.append(Request(other, writer.values(), names[0]))
    return text, requests


def _with_other_literals(text: str, chance: random.Random, pool: Pool) -> str:
    """The text with some numbers and strings replaced by others of another length."""

    def number(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        others = [
            2,
            4,
            7,
            12,
            862,
            1995,
            *([-3, 99_999_999_999, 0] if chance.random() < 0.2 else []),
        ]
        return f"{found[1]}{chance.choice(others)}"

    def words(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        return f'{found[1]}"{chance.choice(pool.titles)}"'

    text = re.sub(
        r"((?:first|k|offset|last|year|min|max|id|Votes): ?)(?:[0-9]+)\b(?![.e])", number, text
    )
    return re.sub(r'((?:query|title|name|any|all|none|id): ?)"(?!")[^"\\\n]*"', words, text)
