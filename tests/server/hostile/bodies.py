"""Bodies that are no request, or hardly one."""

from __future__ import annotations

import gzip
import json
import zlib

from tests.server.hostile.row import BAD, HUNG_UP, UNKNOWN_HASH, body, raw

GOOD = json.dumps({"query": "{ movie(id: 949) { title } }"}).encode()
TYPENAME = '"query": "{ __typename }"'
HASH = "0" * 64

NO_REQUEST = [
    raw("an empty body", ""),
    raw("a body of spaces", " " * 100),
    body("null as the body", None),
    body("a number as the body", 42),
    body("a string as the body", "{ movie(id: 949) { title } }"),
    body("true as the body", True),
    body("an empty array as the body", []),
    body("a batch of two queries", [{"query": "{ __typename }"}] * 2),
    body("a batch of a thousand queries", [{"query": "{ __typename }"}] * 1_000),
    body("an array of numbers as the body", [1, 2, 3]),
    body("an empty object as the body", {}),
    body("an object that has variables only", {"variables": {}}),
    body("a query that is null", {"query": None}),
    body("a query that is a number", {"query": 1}),
    body("a query that is an array", {"query": ["{ __typename }"]}),
    body("a query that is an object", {"query": {"kind": "Document"}}),
    body("a query that is true", {"query": True}),
    body("variables that are an array", {"query": "{ __typename }", "variables": [1]}),
    body("variables that are a string", {"query": "{ __typename }", "variables": "{}"}),
    body("variables that are a number", {"query": "{ __typename }", "variables": 7}),
    body("variables that are true", {"query": "{ __typename }", "variables": True}),
    body("extensions that are an array", {"query": "{ __typename }", "extensions": []}),
    body("extensions that are a string", {"query": "{ __typename }", "extensions": "x"}),
    body("the name of an operation as a number", {"query": "{ __typename }", "operationName": 1}),
    body("the name of an operation as a list", {"query": "{ __typename }", "operationName": []}),
]
"""Well-formed JSON that is no request."""

BROKEN = [
    raw("half an object", '{"query": "{ __typename }"'),
    raw("an object with a trailing comma", f"{{{TYPENAME},}}"),
    raw("an object in single quotes", "{'query': '{ __typename }'}"),
    raw("two objects in a row", GOOD + GOOD),
    raw("a comment after the object", GOOD + b" // why not"),
    raw("YAML", "query: '{ __typename }'"),
    raw("XML with an external entity", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;'),
    raw("a query without JSON around it", "{ movie(id: 949) { title } }"),
    raw("a form with the type of JSON", "query=%7B__typename%7D"),
    raw("NaN among the variables", f'{{{TYPENAME}, "variables": {{"a": NaN}}}}'),
    raw("Infinity among the variables", f'{{{TYPENAME}, "variables": {{"a": -Infinity}}}}'),
    raw(
        "a 5,000-digit integer among the variables",
        f'{{{TYPENAME}, "variables": {{"a": {"9" * 5_000}}}}}',
    ),
    raw("a 5,000-digit integer as the query", f'{{"query": {"9" * 5_000}}}'),
    raw("10,000 open brackets", "[" * 10_000),
    raw("10,000 nested arrays", "[" * 10_000 + "]" * 10_000),
    raw("10,000 nested objects", '{"a":' * 10_000 + "1" + "}" * 10_000),
    raw(
        "10,000 nested arrays as a variable",
        f'{{{TYPENAME}, "variables": {{"a": {"[" * 10_000}{"]" * 10_000}}}}}',
    ),
    raw("a raw line break within a string", b'{"query": "{\n__typename }"}'),
    raw("a raw null byte within a string", b'{"query": "{ __typename }\x00"}'),
    raw("an unknown escape within a string", rb'{"query": "{ __typename }\q"}'),
]
"""Not JSON, or JSON that nobody should read."""

ENCODED = [
    raw("bytes that are not UTF-8", b'{"query": "{ movie(title: \\"\xff\xfe\\") { title } }"}'),
    raw("an overlong form of UTF-8", b'{"query": "{ \xc0\xaf }"}'),
    raw("a surrogate encoded as UTF-8", b'{"query": "{ a(b: \\"\xed\xa0\x80\\") }"}'),
    raw("Latin-1", '{"query": "{ movie(title: \\"Amélie\\") { title } }"}'.encode("latin-1")),
    raw("UTF-16 with its mark", GOOD.decode().encode("utf-16"), 200, 400, code=None),
    raw("UTF-32", GOOD.decode().encode("utf-32"), 200, 400, code=None),
    raw("a byte order mark before the object", b"\xef\xbb\xbf" + GOOD, 200, 400, code=None),
    raw("random bytes", bytes(range(256))),
    raw("null bytes", b"\x00" * 1_000),
    raw("a gzipped body", gzip.compress(GOOD), 400, 415, headers={"content-encoding": "gzip"}),
    raw("a deflated body", zlib.compress(GOOD), 400, 415, headers={"content-encoding": "deflate"}),
    raw("a body said to be Brotli", GOOD, 400, 415, headers={"content-encoding": "br"}),
    raw("a gzipped body that says nothing of it", gzip.compress(GOOD)),
    raw(
        "a gzip bomb of 50 MB",
        gzip.compress(b" " * 50_000_000),
        400,
        413,
        415,
        headers={"content-encoding": "gzip"},
    ),
]
"""Bytes that are not the UTF-8 of JSON."""

LARGE = [
    body("a query of 66 kB in a string", {"query": "{ __typename }" + " " * 66_000}, 413),
    body("variables of 70 kB", {"query": "{ __typename }", "variables": {"a": "x" * 70_000}}, 413),
    raw("a megabyte of spaces", b" " * 1_000_000, 413),
    raw("ten megabytes of brackets", b"[" * 10_000_000, 413, HUNG_UP),
]
"""Beyond 64 kB."""

REPEATED = [
    raw("the query twice, the last one good", f'{{"query": 1, {TYPENAME}}}', 200, 400, code=None),
    raw("the query twice, the last one bad", f'{{{TYPENAME}, "query": 1}}'),
    raw("2,000 keys that nobody knows", json.dumps({str(n): n for n in range(2_000)})),
    body("a key that is empty", {"": "{ __typename }"}),
    body(
        "a key called __proto__", {"query": "{ __typename }", "__proto__": {"a": 1}}, 200, code=None
    ),
]
"""Keys that are given twice, or by thousands."""

PERSISTED = [
    body(
        "the hash of a query that nobody sent",
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}},
        200,
        code=UNKNOWN_HASH,
        text="PersistedQueryNotFound",
    ),
    body("null as a persisted query", {"extensions": {"persistedQuery": None}}),
    body("a string as a persisted query", {"extensions": {"persistedQuery": HASH}}),
    body("an array as a persisted query", {"extensions": {"persistedQuery": [1, HASH]}}),
    body("an empty object as a persisted query", {"extensions": {"persistedQuery": {}}}),
    *(
        body(
            f"a persisted query whose {name}",
            {
                "query": query,
                "extensions": {"persistedQuery": {"version": version, "sha256Hash": digest}},
            },
            code=BAD,
        )
        for name, query, version, digest in [
            ("hash is that of another", "{ __typename }", 1, HASH),
            ("hash is a path", "{ __typename }", 1, "../../etc/passwd"),
            ("hash is a number", "{ __typename }", 1, 0),
            ("hash is 60 kB long", "{ __typename }", 1, "a" * 60_000),
            ("version is 2", "{ __typename }", 2, HASH),
        ]
    ),
]
"""Automatic persisted queries that are none."""

ROWS = [*NO_REQUEST, *BROKEN, *ENCODED, *LARGE, *REPEATED, *PERSISTED]
