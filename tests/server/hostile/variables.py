"""Variables of wrong types and sizes."""

from __future__ import annotations

import json
from typing import Any

from tests.server.hostile.row import ANY, BAD, Hostile, query, raw

COUNT = "query ($v: Int!) { movies(first: $v) { totalCount } }"
TITLE = "query ($v: String!) { movie(title: $v) { title } }"
ID = "query ($v: ID!) { movie(id: $v) { title } }"
IDS = "query ($v: [ID!]!) { nodes(ids: $v) { id } }"
WHERE = "query ($v: MovieFilter!) { movies(where: $v) { totalCount } }"
SORT = "query ($v: [MovieSort!]) { movies(sort: $v) { totalCount } }"
DAY = "query ($v: Date!) { movies(where: {releaseDate: {from: $v}}) { totalCount } }"
FLOAT = "query ($v: Float!) { movies(where: {budget: {min: $v}}) { totalCount } }"
FLAG = "query ($v: Boolean!) { __typename @skip(if: $v) name: __typename }"


def wrong(document: str, kind: str, value: Any, code: str | None = ANY) -> Hostile:
    """A value that is not of the kind."""
    shown = repr(value)
    shown = shown if len(shown) < 40 else f"{shown[:30]}… ({len(shown)} characters)"
    return query(
        f"{shown} for {kind}", document, {"v": value}, code=code, text="$v" if code == ANY else ""
    )


def all_wrong(document: str, kind: str, *values: Any, code: str = ANY) -> list[Hostile]:
    """Values that are not of the kind."""
    return [wrong(document, kind, value, code) for value in values]


TYPES = [
    *all_wrong(COUNT, "an Int!", None, "ten", "10", 1.5, True, [], {}, 2**31, 10**30, 1e300),
    *all_wrong(TITLE, "a String!", None, 1, 1.5, False, ["a", "b"], {"a": 1}),
    *all_wrong(ID, "an ID!", None, 1.5, True, {}, {"id": 949}),
    *all_wrong(IDS, "a [ID!]!", None, [None], [[949]], [{}], [1.5]),
    *all_wrong(
        WHERE,
        "a MovieFilter!",
        None,
        "Heat",
        [],
        {"nothing": 1},
        {"year": 1995},
        {"year": {"min": "1995"}},
        {"genres": {"any": [1]}},
        {"month": ["SMARCH"]},
        {"status": "released"},
        {"__class__": {}},
    ),
    *all_wrong(SORT, "a [MovieSort!]", "BEST", ["BEST"], 1, [None], {}, ["title"]),
    *all_wrong(FLOAT, "a Float!", None, "1", True, []),
    *all_wrong(FLAG, "a Boolean!", None, 0, 1, "true"),
    *all_wrong(
        DAY, "a Date!", 0, "", "1995", "1995-02-30", "99999-01-01", [], "x" * 1_000, code=BAD
    ),
]

SIZES = [
    query("a title of 201 characters", TITLE, {"v": "x" * 201}, code=BAD, text="200"),
    query("a title of 50,000 characters", TITLE, {"v": "x" * 50_000}, code=BAD, text="200"),
    query("a title of 200 combining accents", TITLE, {"v": "e" + "\u0301" * 199}, code=None),
    query("a title of right-to-left marks", TITLE, {"v": "\u202e" * 200}, code=None),
    query("a title of null characters", TITLE, {"v": "\x00" * 200}, code=None),
    query("a title that is a regular expression", TITLE, {"v": "(a+)+$" * 33}, code=None),
    query(
        "a title that is a query of the search engine",
        TITLE,
        {"v": 'title:"x"~9 AND NOT *'},
        code=None,
    ),
    query("a title that is a format", TITLE, {"v": "%s%n{0.__class__}${7*7}"}, code=None),
    raw(
        "half a surrogate pair as a title",
        json.dumps({"query": TITLE, "variables": {"v": "\ud800"}}),
        200,
        400,
    ),
    query("101 ids", IDS, {"v": ["949"] * 101}, code=BAD, text="100"),
    query("10,000 ids", IDS, {"v": ["1"] * 10_000}, code=BAD, text="100"),
    query("an id of 10,000 characters", ID, {"v": "9" * 10_000}, code=BAD, text="200"),
    query("no variables where one is needed", ID, text="$v"),
    query(
        "a thousand variables that nobody declared",
        "{ __typename }",
        {f"v{n}": n for n in range(1_000)},
        code=None,
    ),
    query(
        "a variable that nests 500 deep",
        WHERE,
        {"v": {"genres": json.loads("[" * 500 + "]" * 500)}},
    ),
]

ROWS = [*TYPES, *SIZES]
