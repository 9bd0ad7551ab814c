"""Status, headers and body of responses."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from catalog.storage import store
from execution.answer import Answer
from server.compression import GZIP_MIN_BYTES
from server.errors import Busy
from server.loaded_snapshot import code_hash
from server.responses import (
    GRAPHQL_JSON,
    JSON,
    Negotiated,
    answer_response,
    error_response,
    not_modified,
)
from tests.support.http import request
from tests.support.queries import HEAT

ETAG = b'W/"1f.2e"'
ANY_CLIENT = Negotiated(JSON, gzip=True, cacheable=False)
QUERY = HEAT["query"]


def answer_of(length: int) -> Answer:
    """An answer whose body has so many bytes."""
    body = Answer(b'""', (), b"{}").json()
    return Answer(b'"%b"' % (b"x" * (length - len(body))), (), b"{}")


@pytest.mark.parametrize(
    ("length", "compressed"), [(GZIP_MIN_BYTES - 1, False), (GZIP_MIN_BYTES, True)]
)
def test_only_a_long_body_is_compressed(length: int, compressed: bool) -> None:
    response = answer_response(answer_of(length), ANY_CLIENT, ETAG)
    headers = dict(response.headers)
    assert headers.get(b"content-encoding") == (b"gzip" if compressed else None)
    assert headers[b"content-length"] == b"%d" % len(response.body)
    body = gzip.decompress(response.body) if compressed else response.body
    assert len(body) == length


def test_the_wire_has_the_same_headers_as_asgi_gets_but_the_length() -> None:
    response = answer_response(answer_of(50), ANY_CLIENT, ETAG)
    lines = response.header_block.wire.decode().split("\r\n")
    assert lines[-1] == ""
    pairs = [(name.decode(), value.decode()) for name, value in response.headers]
    assert [tuple(line.split(": ", 1)) for line in lines[:-1]] == pairs[:-1]
    assert pairs[-1][0] == "content-length"


def test_an_answer_with_errors_has_no_etag_and_is_not_stored() -> None:
    failed = Answer(None, [{"message": "no"}])
    headers = dict(
        answer_response(failed, Negotiated(JSON, gzip=False, cacheable=True), ETAG).headers
    )
    assert b"etag" not in headers
    assert headers[b"cache-control"] == b"no-store"


def test_a_response_that_is_not_modified_has_the_headers_but_no_content() -> None:
    response = answer_response(answer_of(50), ANY_CLIENT, ETAG)
    unchanged = not_modified(response)
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert dict(unchanged.headers) == dict(response.header_block.headers)
    assert b"content-length" not in dict(unchanged.headers)


def test_an_error_keeps_its_own_headers() -> None:
    response = error_response(Busy(200))
    assert response.status == 503
    assert (b"retry-after", b"1") in response.headers
    assert (b"cache-control", b"no-store") in response.headers


@pytest.mark.parametrize(
    ("query", "old", "new"),
    [
        (QUERY, 200, 200),
        ("{ movie { title } }", 200, 200),
        ("{", 200, 400),
        ("{ nope }", 200, 400),
        ("query ($k: Int!) { movies(first: $k) { totalCount } }", 200, 400),
        ("query A { __typename } query B { __typename }", 200, 400),
    ],
    ids=["an answer", "an error of a field", "syntax", "invalid", "variables", "operation"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_that_cannot_be_run_is_400_for_clients_that_know_the_new_type(
    method: str, query: str, old: int, new: int, shared_app: FastAPI
) -> None:
    part = "params" if method == "GET" else "json"
    for accept, status in ((JSON, old), (GRAPHQL_JSON, new)):
        arguments: dict[str, Any] = {part: {"query": query}, "headers": {"accept": accept}}
        response = request(shared_app, method, "/graphql", **arguments)
        assert response.status_code == status
        assert ("data" in response.json()) is (new == 200)


def test_an_answer_to_a_get_may_be_kept_by_caches(
    shared_app: FastAPI, sample_snapshots: Path
) -> None:
    response = request(shared_app, "GET", "/graphql", params=HEAT)
    assert response.headers["etag"] == f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'
    assert response.headers["cache-control"] == "public, max-age=60"
    assert response.headers["vary"] == "accept, accept-encoding"


def test_an_answer_to_a_post_is_for_nobody_else(shared_app: FastAPI) -> None:
    assert "cache-control" not in request(shared_app, "POST", "/graphql", json=HEAT).headers


@pytest.mark.parametrize("query", ["{ genres { id } }", "{ nope }", None])
def test_a_script_of_any_site_may_read_the_answer(query: str | None, shared_app: FastAPI) -> None:
    headers = {"origin": "https://films.example"}
    response = request(shared_app, "POST", "/graphql", json={"query": query}, headers=headers)
    assert response.headers.get_list("access-control-allow-origin") == ["*"]
