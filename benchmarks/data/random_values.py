"""Values of arguments at random: literals, variables, and what comes with a request."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    Undefined,
)

from resolvers.context import Context

T = TypeVar("T")
MISSING: Any = object()
STRAY = 0.04
"""How often a value is out of bounds, or no value of its type at all."""
STRAY_NUMBERS = [
    *("-0", "0", "-1", "-3", "101", "2147483647", "2147483648", "-2147483648", "-2147483649"),
    *("99999999999", "9007199254740993", "1e400", "-1e400", "-0.0", "1e2", "5.0", "0E-3", "1e-400"),
]
"""Numbers as a document has them that are out of bounds, or not what they look like."""
UNUSUAL_TEXTS = [
    'say "hi"',
    "back\\slash",
    "two\nlines",
    " \t ",
    "naïve 🎬",
    "\u2028",
    "\x7f",
    "'",
    "#",
    "$v0",
]
GENERALS = [
    *UNUSUAL_TEXTS,
    "Titanic",
    "zzz",
    "",
    "x" * 201,
    "é",
    "Ελλάδα",
    "12",
    "{brackets}",
    "a, b",
    "# no",
]
STRAY_VALUES: list[Any] = [
    *(None, MISSING, [], {}, "nonsense", True, "W1"),
    *(-1, 1.5, 2**31, -(2**31) - 1, 2**53 + 1, -0.0, 1e308, 5.0, 2.0**31),
]
"""Values of variables that are of no type at all, or out of bounds."""
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
            "tags": "name",
            "countries": "code",
            "languages": "code",
        }
        names = {table: cells(table, column) for table, column in tables.items()}
        names["genres"] += cells("genres", "name_es")
        ids = {
            table: [*cells(table, "id")[:20], *cells(table, "tmdb_id")[:20]]
            for table in tables
            if table not in ("countries", "languages", "tags")
        }
        films = [949, 862, "949", "tt0113277", *ids["movies"], *cells("movies", "imdb_id")[:10]]
        titles = [*names["movies"], "Heat", "the godfater", "Heat (1995)", "Toy Stroy"]
        return cls(films, titles, names, ids, cursors)


class Place(NamedTuple):
    """Where a value stands: the field or input type that has it, and its name there."""

    owner: str
    name: str


@dataclass
class Declared:
    """A variable; `values` gives a value for one request, or MISSING."""

    kind: str
    text: str
    values: Callable[[], Any]


@dataclass
class Values:
    """Writes values, and declares the variables that stand for some of them."""

    schema: GraphQLSchema
    pool: Pool
    random: random.Random
    variables: dict[str, Declared] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

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
                return self.pick(STRAY_VALUES)
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
            return str(self.pick(list(kind.values)))
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
        names = self.pool.names
        owner = place.owner.rpartition(".")[2]
        by_place: dict[str, Sequence[str]] = {
            "after": [*self.pool.cursors, "bm8="],
            "before": [*self.pool.cursors, ""],
            "month": MONTHS,
            "weekday": WEEKDAYS,
            "job": JOBS,
            "department": DEPARTMENTS,
            "cast": names["people"],
            "crew": names["people"],
            "title": self.pool.titles,
        }
        by_owner = {
            "genre": names["genres"],
            "company": names["companies"],
            "person": names["people"],
            "collection": names["collections"],
        }
        likely = by_place.get(place.name) or by_owner.get(owner) or names.get(owner)
        found = self.pick(likely or names.get(place.name) or self.pool.titles)
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
            return str(self.pick(list(kind.values)))
        return self.scalar_literal(kind.name, place)

    def scalar_literal(self, kind: str, place: Place) -> str:
        if kind in ("Int", "Float", "ID") and self.chance(STRAY):
            return self.pick(STRAY_NUMBERS)
        value = self.scalar(kind, place)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self.quoted(value)
        if kind == "Float" and self.chance(0.2):
            return f"{float(value):e}"
        return f'"{value}"' if kind == "ID" and self.chance(0.1) else repr(value)

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
        if chance < 0.03:
            block = value.replace('"""', '\\"""')
            return f'"""{self.pick([chr(10), "", "  "])}    {block}{self.pick([chr(10), " "])}"""'
        if chance < 0.06 or not plain:
            return json.dumps(value, ensure_ascii=self.chance(0.5))
        if chance < 0.08 and value:
            return f'"\\u{{{ord(value[0]):x}}}{value[1:]}"'
        if chance < 0.085:
            return f'"{value}\\ud800"'
        return f'"{value}"'

    # ── chance ───────────────────────────────────────────────────────────────────────────────────

    def chance(self, often: float) -> bool:
        return self.random.random() < often

    def pick(self, things: Sequence[T]) -> T:
        return self.random.choice(things)
