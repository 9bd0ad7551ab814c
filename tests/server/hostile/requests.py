"""Requests that are wrong outside of the body: methods, headers and addresses."""

from __future__ import annotations

import json
from urllib.parse import quote

from tests.server.hostile.row import ANY, GRAPHQL, JSON, Hostile, raw

TYPENAME = "{ __typename }"
GOOD = json.dumps({"query": TYPENAME}).encode()
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
UPLOAD = b"\r\n".join(
    [
        b"--x",
        b'Content-Disposition: form-data; name="operations"',
        b"",
        GOOD,
        b"--x",
        b'Content-Disposition: form-data; name="map"',
        b"",
        b"{}",
        b"--x--",
        b"",
    ]
)


def typed(content_type: str, content: bytes = GOOD) -> Hostile:
    """A body that says to be of this type, which skips a browser's preflight or makes no sense."""
    name = f"a body of the type {content_type!r}"
    return raw(name, content, 415, headers={"content-type": content_type})


def got(name: str, parameters: str, *statuses: int, **more: object) -> Hostile:
    """A GET."""
    path = f"/graphql?{parameters}"
    return Hostile(name, b"", statuses or (400,), method="GET", path=path, **more)  # type: ignore[arg-type]


TYPES = [
    typed("text/plain"),
    typed("text/plain; charset=utf-8"),
    typed("text/html"),
    typed("application/xml"),
    typed("application/octet-stream"),
    typed("application/graphql", TYPENAME.encode()),
    typed(FORM, f"query={quote(TYPENAME)}".encode()),
    raw("JSON said to be a form", GOOD, 415, headers={"content-type": FORM}),
    typed(MULTIPART, UPLOAD),
    typed("multipart/form-data", UPLOAD),
    typed("multipart/form-data; boundary=", UPLOAD),
    typed("nonsense"),
    typed("/"),
    raw("a body of no type", GOOD, 400, 415, headers={"content-type": ""}),
    raw(
        "JSON in UTF-16 by its type",
        GOOD,
        200,
        400,
        415,
        code=None,
        headers={"content-type": f"{JSON}; charset=utf-16"},
    ),
    raw(
        "JSON in a charset that nobody knows",
        GOOD,
        200,
        400,
        415,
        code=None,
        headers={"content-type": f"{JSON}; charset=klingon"},
    ),
]

METHODS = [
    *(
        Hostile(f"the method {method}", GOOD, (405,), method=method)
        for method in ("PUT", "DELETE", "PATCH")
    ),
    *(
        Hostile(f"the method {method}", b"", (400, 405, 501), method=method)
        for method in ("TRACE", "PROPFIND", "GRAPHQL")
    ),
    Hostile("HEAD without a query", b"", (200, 400, 405), None, method="HEAD"),
    Hostile(
        "HEAD with a query",
        b"",
        (200, 405),
        None,
        method="HEAD",
        path=f"/graphql?query={quote(TYPENAME)}",
    ),
    Hostile("OPTIONS that is no preflight", b"", (200, 204, 400, 405), None, method="OPTIONS"),
    Hostile(
        "a preflight for a method that nobody serves",
        b"",
        (200, 204, 400, 403, 405),
        None,
        method="OPTIONS",
        headers={"origin": "https://example.org", "access-control-request-method": "DELETE"},
    ),
]

GETS = [
    got("GET without anything", ""),
    got("GET with an empty query", "query="),
    got("GET with a query that is no query", "query=%7B", 200),
    got("GET with bytes that are not UTF-8", "query=%FF%FE", 200, 400),
    got("GET with a null byte", "query=%7B%00%7D", 200, 400),
    got("GET with half an escape", "query=%7B%2", 200, 400),
    got("GET with variables that are no JSON", f"query={quote(TYPENAME)}&variables=x"),
    got("GET with variables that are an array", f"query={quote(TYPENAME)}&variables=[]"),
    got("GET with variables that hold NaN", f"query={quote(TYPENAME)}&variables=%7B%22a%22:NaN%7D"),
    got(
        "GET with variables that nest a thousand deep",
        f"query={quote(TYPENAME)}&variables={'[' * 1_000}",
    ),
    got("GET with extensions that are no JSON", f"query={quote(TYPENAME)}&extensions=%7B"),
    got("GET with a 2,000-digit integer", f"query={quote(TYPENAME)}&variables={'9' * 2_000}"),
    got("GET with the query twice", f"query={quote(TYPENAME)}&query=%7B", 200, 400, code=ANY),
    got("GET with 500 parameters", "&".join(f"a{n}={n}" for n in range(500))),
    got("GET with a mutation", f"query={quote('mutation { a }')}", 200, 400, 405),
    got("GET with a subscription", f"query={quote('subscription { a }')}", 200, 400, 405),
    got(
        "GET with an operation that is not there",
        f"query={quote('query A { __typename }')}&operationName=B",
        200,
        400,
    ),
]

ACCEPTS = [
    *(
        raw(f"Accept: {accept[:30]}", GOOD, 200, 406, code=None, headers={"accept": accept})
        for accept in (
            "",
            ",,,",
            "*",
            "image/png",
            "text/event-stream",
            "multipart/mixed",
            "application/json;q=NaN",
            "application/json;q=-1",
            "a/b;" * 1_000,
            "*/*;q=0",
            "\u00e9/\u00e9",
        )
    ),
    raw(
        "a body that is no JSON, where GraphQL's type is asked for",
        "{",
        headers={"accept": GRAPHQL},
    ),
    raw("null, where GraphQL's type is asked for", "null", headers={"accept": GRAPHQL}),
]

SIZES = [
    raw("a header of 20 kB", GOOD, 431, headers={"x-filler": "x" * 20_000}),
    raw("200 headers of 100 bytes", GOOD, 431, headers={f"x-{n}": "x" * 100 for n in range(200)}),
    raw("cookies of 20 kB", GOOD, 431, headers={"cookie": "a=" + "b" * 20_000}),
    got("a URL of 9 kB", "query=" + quote(TYPENAME + " " * 3_000), 414),
    got("a URL of 40 kB", "a=" + "b" * 40_000, 400, 414, 431),
]

HEADERS = [
    raw("a request id of 8 kB", GOOD, 200, 400, code=None, headers={"x-request-id": "i" * 8_000}),
    raw("a request id that is markup", GOOD, 200, code=None, headers={"x-request-id": "<script>"}),
    raw("an ETag that is none", GOOD, 200, 400, code=None, headers={"if-none-match": '"'}),
    raw("a host that is not ours", GOOD, 200, 400, code=None, headers={"host": "example.org"}),
    raw("a range of bytes", GOOD, 200, 206, code=None, headers={"range": "bytes=0-1"}),
    raw(
        "a forwarded address that is none",
        GOOD,
        200,
        code=None,
        headers={"x-forwarded-for": "'; DROP TABLE movies", "x-forwarded-proto": "gopher"},
    ),
    raw(
        "a wish for a websocket",
        GOOD,
        200,
        400,
        426,
        code=None,
        headers={"upgrade": "websocket", "connection": "upgrade"},
    ),
    raw(
        "an expectation that nobody meets",
        GOOD,
        200,
        400,
        417,
        code=None,
        headers={"expect": "miracles"},
    ),
    raw(
        "a trace parent that is none", GOOD, 200, code=None, headers={"traceparent": "00-zz-zz-zz"}
    ),
]

PATHS = [
    Hostile(f"a request for {path[:40]}", b"", statuses, method="GET", path=path)
    for path, statuses in {
        "/nothing": (404,),
        "/graphql/../../pyproject.toml": (404,),
        "/graphiql/../pyproject.toml": (404,),
        "/graphiql/%2e%2e/%2e%2e/pyproject.toml": (404,),
        "/graphiql/..%2f..%2fpyproject.toml": (404,),
        "/graphiql/%00": (400, 404),
        "/%ff%fe": (404,),
        "/graphql//": (307, 404),
        "/.env": (404,),
        "/docs": (307, 404),
        "/openapi.json": (404,),
        "/" + "a" * 7_000: (404,),
    }.items()
]

ROWS = [*TYPES, *METHODS, *GETS, *ACCEPTS, *SIZES, *HEADERS, *PATHS]
