"""Automatic persisted queries as they go over the wire."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import httpx
import pytest

from tests.support import servers
from tests.support.servers import Server

GRAPHQL_RESPONSE = "application/graphql-response+json"
HEAT = {"movie": {"title": "Heat"}}


def query_named(name: str) -> str:
    """A query that no other test makes known to the server."""
    return f"query {name} {{ movie(id: 949) {{ title }} }}"


def extensions(query: str) -> dict[str, Any]:
    """What stands beside a persisted query."""
    digest = hashlib.sha256(query.encode()).hexdigest()
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


def post(server: Server, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
    """The answer to a body."""
    return servers.post(server.graphql, json=body, headers=headers)


def get(server: Server, headers: dict[str, str] | None = None, **parameters: Any) -> httpx.Response:
    """The answer to parameters; those that are no text go as JSON."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parameters.items()
    }
    return servers.get(server.graphql, params=texts, headers=headers)


def error_of(response: httpx.Response) -> tuple[str, str | None]:
    """Message and code of the one error of an answer."""
    (error,) = response.json()["errors"]
    return error["message"], error.get("extensions", {}).get("code")


@pytest.mark.parametrize("send", [post, get])
def test_a_hash_that_is_not_known_is_told_as_apollo_tells_it(server: Server, send: Any) -> None:
    response = send(server, extensions=extensions(query_named(f"Unheard{send.__name__}")))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/json")
    assert error_of(response) == ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    assert "data" not in response.json()


def test_that_a_hash_is_not_known_is_kept_by_no_cache(server: Server) -> None:
    """Else the proxy would say so even after the query has become known."""
    response = get(server, extensions=extensions(query_named("Uncached")))
    control = response.headers.get("cache-control", "")
    assert error_of(response)[0] == "PersistedQueryNotFound"
    assert "no-store" in control or "no-cache" in control
    assert "etag" not in response.headers


@pytest.mark.parametrize("register", [post, get])
@pytest.mark.parametrize("ask", [post, get])
def test_a_query_sent_with_its_hash_is_known_from_then_on(
    server: Server, register: Any, ask: Any
) -> None:
    query = query_named(f"Known_{register.__name__}_{ask.__name__}")
    assert register(server, query=query, extensions=extensions(query)).json()["data"] == HEAT
    response = ask(server, extensions=extensions(query))
    assert (response.status_code, response.json()["data"]) == (200, HEAT)


def test_variables_and_the_name_of_an_operation_go_with_a_hash(server: Server) -> None:
    query = """query One($id: ID!) { movie(id: $id) { title } }
        query Two($id: ID!) { movie(id: $id) { year } }"""
    known = {"extensions": extensions(query), "variables": {"id": "949"}}
    post(server, query=query, operationName="One", **known)
    assert get(server, operationName="One", **known).json()["data"] == HEAT
    assert get(server, operationName="Two", **known).json()["data"] == {"movie": {"year": 1995}}


def test_a_hash_in_capitals_is_the_same_hash_or_an_error_of_the_client(server: Server) -> None:
    query = query_named("Capitals")
    shouted = extensions(query)
    shouted["persistedQuery"]["sha256Hash"] = shouted["persistedQuery"]["sha256Hash"].upper()
    response = post(server, query=query, extensions=shouted)
    assert response.json().get("data") == HEAT or 400 <= response.status_code < 500


def test_a_query_is_not_stored_under_the_hash_of_another(server: Server) -> None:
    query, other = query_named("Mine"), query_named("Yours")
    response = post(server, query=query, extensions=extensions(other))
    assert response.status_code == 400
    assert error_of(response)[1] == "BAD_USER_INPUT"
    assert error_of(post(server, extensions=extensions(other)))[0] == "PersistedQueryNotFound"


def test_an_invalid_query_stays_an_error_when_its_hash_is_sent(server: Server) -> None:
    query = "query Invalid { nothing }"
    first = post(server, query=query, extensions=extensions(query))
    again = post(server, extensions=extensions(query))
    assert "nothing" in error_of(first)[0]
    assert error_of(again)[0] in {"PersistedQueryNotFound", error_of(first)[0]}


@pytest.mark.parametrize(
    "beside",
    [
        {"persistedQuery": {"version": 2, "sha256Hash": "0" * 64}},
        {"persistedQuery": {"version": "1", "sha256Hash": "0" * 64}},
        {"persistedQuery": {"version": 1, "sha256Hash": "0" * 63}},
        {"persistedQuery": {"version": 1, "sha256Hash": "x" * 64}},
        {"persistedQuery": {"version": 1, "sha256Hash": 64}},
        {"persistedQuery": {"version": 1, "sha256Hash": None}},
        {"persistedQuery": {"version": 1}},
        {"persistedQuery": []},
        {"persistedQuery": "yes"},
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize("send", [post, get])
def test_what_is_no_persisted_query_is_an_error_in_json(
    server: Server, send: Any, beside: dict[str, Any]
) -> None:
    response = send(server, extensions=beside)
    assert response.status_code in {200, 400}
    message, code = error_of(response)
    assert message
    assert code in {"BAD_USER_INPUT", "PERSISTED_QUERY_NOT_FOUND"}


def test_more_queries_than_are_kept_do_no_harm(server: Server) -> None:
    with httpx.Client() as client:
        long = " " * 30_000
        queries = [f"query Q{number} {{ __typename }}{long}" for number in range(300)]
        for query in queries:
            body = {"query": query, "extensions": extensions(query)}
            assert client.post(server.graphql, json=body).json()["data"] == {"__typename": "Query"}
        body = {"extensions": extensions(queries[-1])}
        assert client.post(server.graphql, json=body).json()["data"] == {"__typename": "Query"}
        body = {"extensions": extensions(queries[0])}
        assert error_of(client.post(server.graphql, json=body))[0] == "PersistedQueryNotFound"


@pytest.mark.parametrize("send", [post, get])
def test_a_hash_is_answered_in_the_media_type_that_is_asked_for(server: Server, send: Any) -> None:
    query = query_named(f"Typed{send.__name__}")
    post(server, query=query, extensions=extensions(query))
    response = send(server, {"accept": GRAPHQL_RESPONSE}, extensions=extensions(query))
    assert response.headers["content-type"].startswith(GRAPHQL_RESPONSE)
    assert (response.status_code, response.json()["data"]) == (200, HEAT)
