"""Documents that ask for too much, each above one line only, and their neighbors below it."""

from __future__ import annotations

from tests.server.hostile.row import COMPLEX, EITHER, Hostile, query


def nested(depth: int) -> str:
    """A query of so many levels, each of one row."""
    text = "title"
    for _ in range((depth - 2) // 2):
        text = f"similar(k: 1) {{ movie {{ {text} }} }}"
    return f"{{ movie(id: 949) {{ {text} }} }}"


def chain(parts: list[str]) -> str:
    """Fragments on films, each of which can spread the next one."""
    fragments = " ".join(
        f"fragment F{number} on Movie {{ {part} }}" for number, part in enumerate([*parts, "title"])
    )
    return f"{{ movie(id: 949) {{ ...F0 }} }} {fragments}"


def doubling(fragments: int) -> str:
    """Fragments that each spread the next one twice."""
    return chain([f"...F{n} ...F{n}" for n in range(1, fragments + 1)])


def doubling_fields(fragments: int) -> str:
    """Fragments that each select the next one under two fields."""
    one, other = "collection { movies { ...F%d } }", "similar { movie { ...F%d } }"
    return chain([f"{one} {other}" % (n, n) for n in range(1, fragments + 1)])


def aliases(count: int) -> str:
    """So many keys for one field."""
    return "{" + " ".join(f"a{n}: __typename" for n in range(count)) + "}"


def fields(count: int) -> str:
    """So many fields by way of one fragment, which has few aliases and few tokens."""
    spreads = " ".join(f"a{n}: movie(id: {n}) {{ ...F }}" for n in range(count // 21))
    names = (
        "id tmdbId imdbId title originalTitle year releaseDate datePrecision status overview"
        " tagline homepage runtime adult posterUrl castCount crewCount popularity voteCount budget"
    )
    return f"{{ {spreads} }} fragment F on Movie {{ {names} }}"


def over(name: str, text: str, said: str = "") -> Hostile:
    """Too much."""
    return query(name, text, code=COMPLEX, text=said)


def under(name: str, text: str) -> Hostile:
    """Not too much: to refuse it would be wrong."""
    return query(name, text, code=None)


PAGE = "movies(first: 100) { nodes { %s } }"
SIMILAR = "similar(k: 100) { movie { %s } }"

LINES = [
    over("1,102 tokens", "{" + " __typename" * 1_100 + "}"),
    over("20,000 tokens", "{" + " a" * 20_000 + "}"),
    over("a depth of 18", nested(18), "15"),
    over("a depth of 20", nested(20), "15"),
    over("a depth of 60", nested(60), "15"),
    over(
        "a depth of 20 through fragments",
        chain([f"similar(k: 1) {{ movie {{ ...F{n} }} }}" for n in range(1, 10)]),
    ),
    over("31 aliases", aliases(31), "30"),
    over("50 aliases", aliases(50), "30"),
    over("300 aliases", aliases(300), "30"),
    over("600 fields through one fragment", fields(600), "500"),
    over("21 directives", "{" + " __typename @include(if: true)" * 21 + " }"),
    over("100 directives", "{" + " __typename @skip(if: false)" * 100 + " }"),
    over("26 fragments that double", doubling(26)),
    over("12 fragments that double fields", doubling_fields(12)),
]

ALLOWED = [
    under("a depth of 10", nested(10)),
    under("10 aliases", aliases(10)),
    under("30 aliases", aliases(30)),
    under("10 directives", "{" + " __typename @skip(if: false)" * 10 + " }"),
    under("3 fragments that double", doubling(3)),
]

VARIABLE = """query ($n: Int = 100) {
    movies(first: $n) { nodes { similar(k: 100) { movie { title } } } } }"""

COSTS = [
    over(
        "a hundred films with a hundred neighbors each",
        "{ " + PAGE % (SIMILAR % "title") + " }",
    ),
    over(
        "a page of people with all that they did",
        "{ people(first: 100) { nodes { cast(first: 100) { movie { title } } } } }",
    ),
    over(
        "a hundred neighbors of a hundred neighbors",
        "{ movie(id: 949) { " + SIMILAR % (SIMILAR % "title") + " } }",
    ),
    over(
        "five lists within each other",
        "{ "
        + PAGE
        % (
            SIMILAR
            % (SIMILAR % "cast(first: 100) { person { movies(first: 100) { nodes { title } } } }")
        )
        + " }",
    ),
    over(
        "a hundred nodes with a hundred credits",
        "{ nodes(ids: ["
        + "949 " * 100
        + "]) { ... on Movie { "
        + SIMILAR % "cast(first: 100) { character }"
        + " } } }",
    ),
    over(
        "25 searches for similar films",
        "{"
        + " ".join(
            f"a{n}: movie(id: {n}) {{ similar(k: 100) {{ movie {{ genres {{ name }} }} }} }}"
            for n in range(25)
        )
        + "}",
    ),
    query(
        "a page whose size is a variable",
        VARIABLE,
        {"n": 100},
        code=COMPLEX,
    ),
    query(
        "a page whose size is the default of a variable",
        VARIABLE,
        code=COMPLEX,
    ),
]

BOMBS = [
    query(
        "the fields of the types of the fields of the types",
        "{ __schema { types {" + " fields { type {" * 5 + " name" + " }" * 13,
    ),
    query(
        "a ring through interfaces",
        "{ __schema { types {" + " interfaces { possibleTypes {" * 3 + " name" + " }" * 9,
    ),
    query(
        "20 aliases of the whole schema",
        "{"
        + " ".join(
            f"a{n}: __schema {{ types {{ fields {{ args {{ type {{ ofType {{ name }} }} }} }} }} }}"
            for n in range(20)
        )
        + "}",
        code=EITHER,
    ),
]
"""Introspection that grows beyond measure; graphql-core's own rule refuses lists within lists."""

ROWS = [*LINES, *ALLOWED, *BOMBS, *COSTS]
