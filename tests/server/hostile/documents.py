"""Documents that are wrong, or right and strange."""

from __future__ import annotations

import json

from tests.server.hostile.row import EITHER, GRAPHQL, Hostile, body, query


def refused(name: str, text: str, said: str = "") -> list[Hostile]:
    """A document that is wrong: 200 as JSON, 400 in GraphQL's own media type."""
    content = json.dumps({"query": text}).encode()
    other = f"{name}, asked for in GraphQL's media type"
    return [
        Hostile(name, content, text=said),
        Hostile(other, content, (400,), text=said, headers={"accept": GRAPHQL}),
    ]


SYNTAX = [
    *refused("a brace that stays open", "{ movie(id: 949) { title }", "Syntax Error"),
    *refused("a brace too many", "{ __typename } }", "Syntax Error"),
    *refused("5,000 open braces", "{" * 5_000),
    *refused("300 open braces", "{ a " * 300),
    *refused("900 open brackets in a value", "{ nodes(ids: " + "[" * 900),
    *refused("a document of spaces", " " * 1_000, "Syntax Error"),
    *refused("a document that is a comment", "# nothing here", "Syntax Error"),
    *refused("a string that stays open", '{ movie(title: "Heat) { title } }'),
    *refused("a block string that stays open", '{ movie(title: """Heat) { title } }'),
    *refused("a null byte in a document", "{ __type\x00name }"),
    *refused("half a surrogate pair in a string", r'{ movie(title: "\uD83D") { title } }'),
    *refused("an escape beyond Unicode", r'{ movie(title: "\u{110000}") { title } }'),
    *refused("names in Cyrillic", "{ фильм { название } }"),
    *refused("a name in letters that look like ASCII", "{ m\u043evie(id: 949) { title } }"),
    *refused("a number with a leading zero", "{ movies(first: 01) { totalCount } }"),
    *refused("a number of 5,000 digits", f"{{ movies(first: {'9' * 5_000}) {{ totalCount }} }}"),
    *refused("SQL", "SELECT * FROM movies; DROP TABLE movies", "Syntax Error"),
]

MEANING = [
    *refused("a field that is not there", "{ nothing }", "nothing"),
    *refused("a field of Python's", "{ __class__ }"),
    *refused("an object without a selection", "{ movie(id: 949) }"),
    *refused("a selection on a text", "{ movie(id: 949) { title { length } } }"),
    *refused("an argument that is not there", "{ movie(id: 949, a: 1) { title } }"),
    *refused("an argument twice", "{ movie(id: 949, id: 862) { title } }"),
    *refused(
        "one key for two things", "{ a: movie(id: 949) { title } a: movie(id: 862) { title } }"
    ),
    *refused("a directive that is not there", "{ __typename @nothing }"),
    *refused("@skip without its argument", "{ __typename @skip }"),
    *refused("@defer", "{ movie(id: 949) { ... @defer { title } } }"),
    *refused("@stream", "{ genres @stream(initialCount: 1) { name } }"),
    *refused("a fragment that is not there", "{ ...Nothing }"),
    *refused("a fragment that nobody spreads", "{ __typename } fragment A on Query { __typename }"),
    *refused("a fragment within itself", "{ ...A } fragment A on Query { ...A }"),
    *refused(
        "two fragments within each other",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    ),
    *refused(
        "a ring of fragments through a field",
        "{ movie(id: 949) { ...A } } fragment A on Movie { similar { movie { ...A } } }",
    ),
    *refused("a fragment on a scalar", "{ ... on Int { a } }"),
    *refused("a fragment twice", "{ ...A } " + "fragment A on Query { __typename } " * 2),
    *refused("a mutation", "mutation { deleteEverything }"),
    *refused("a subscription", "subscription { movies { totalCount } }"),
    *refused("an operation twice", "query A { __typename } query A { __typename }"),
    *refused("two operations, both without a name", "{ __typename } { __typename }"),
    *refused("a variable that is not declared", "{ movie(id: $id) { title } }"),
    *refused("a variable that is not used", "query ($id: ID) { __typename }"),
    *refused(
        "a variable of a type that is not there", "query ($a: Nothing) { movie(id: $a) { id } }"
    ),
    *refused("a variable of an output type", "query ($a: Movie) { movie(id: $a) { id } }"),
    *refused("200 fields that are not there", "{" + " ".join(f"a{n}" for n in range(200)) + "}"),
]

CHOICE = [
    body("a schema in place of a query", {"query": "type Query { a: Int }"}, 200, 400),
    body("a fragment alone", {"query": "fragment A on Query { __typename }"}, 200, 400),
    body(
        "an operation that is not in the document",
        {"query": "query A { __typename }", "operationName": "B"},
        200,
        400,
    ),
    body(
        "two operations and no name",
        {"query": "query A { __typename } query B { __typename }"},
        200,
        400,
    ),
    body(
        "an empty name among two operations",
        {"query": "query A { __typename } query B { __typename }", "operationName": ""},
        200,
        400,
    ),
    body(
        "a name of 10 kB",
        {"query": "query A { __typename }", "operationName": "A" * 10_000},
        200,
        400,
    ),
]

STRANGE = [
    query("a selection of nothing", "{ }", code=EITHER),
    query(
        "a float of an enormous exponent",
        "{ movies(where: {budget: {min: 1e999999}}) { totalCount } }",
        code=EITHER,
    ),
    query("a control character in a string", '{ movie(title: "\x07") { title } }', code=None),
    query("a block string as a title", '{ movie(title: """\n  Heat\n""") { title } }', code=None),
    query("an emoji as a title", '{ movie(title: "🎬") { title } }', code=None),
    query("a surrogate pair by escapes", r'{ movie(title: "\uD83C\uDFAC") { title } }', code=None),
    query("a byte order mark before a document", "\ufeff{ __typename }", code=None),
    query("commas for spaces", ",,,{,__typename,},,,", code=None),
    query("a comment of 20 kB", "#" + "x" * 20_000 + "\n{ __typename }", code=None),
    query("a field a hundred times", "{" + " __typename" * 100 + " }", code=None),
    query(
        "a name of 5 kB as an alias",
        "{ " + "a" * 5_000 + ": __typename }",
        code="QUERY_TOO_COMPLEX",
    ),
    query(
        "a key that is a property of objects",
        "{ __proto__: __typename constructor: __typename }",
        code=None,
    ),
]
"""Odd, but right: to refuse them would be wrong."""

ROWS = [*SYNTAX, *MEANING, *CHOICE, *STRANGE]
