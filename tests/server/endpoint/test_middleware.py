"""The middleware: request ids, methods and limits of size."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.support.http import Client, request, talk
from tests.support.queries import HEAT


def test_an_id_that_came_with_a_request_comes_back(shared_app: FastAPI) -> None:
    for given, kept in (("abc-1", True), ("a b", False), ("x" * 101, False), ("ü", False)):
        headers = {"x-request-id": given.encode()}
        response = request(shared_app, "POST", "/graphql", json=HEAT, headers=headers)
        assert (response.headers["x-request-id"].encode("latin-1") == given.encode()) is kept


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "QUERY"])
def test_another_method_is_refused(method: str, shared_app: FastAPI) -> None:
    response = request(shared_app, method, "/graphql", json=HEAT)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/graphql?query={__typename}", "application/json"),
        ("/graphql?query={nope}", "application/json"),
        ("/graphql?query={types:__schema{types{name,description}}}", "application/json"),
        ("/graphql", "text/html"),
        ("/graphql/", "text/html"),
        ("/healthz", "*/*"),
        ("/readyz", "*/*"),
        ("/schema.graphql", "*/*"),
        ("/voyager", "*/*"),
        ("/report", "*/*"),
        ("/", "*/*"),
        ("/web/app.js", "*/*"),
        ("/nowhere", "*/*"),
    ],
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_head_has_the_headers_of_a_get_and_no_body(
    path: str, accept: str, encoding: str, shared_app: FastAPI
) -> None:
    asked = {"accept": accept, "accept-encoding": encoding}
    get = request(shared_app, "GET", path, headers=asked)
    head = request(shared_app, "HEAD", path, headers=asked)
    changing = ("x-request-id", "content-length" if path == "/readyz" else "")
    assert head.status_code == get.status_code
    assert head.content == b""
    assert "content-length" in head.headers
    assert [pair for pair in head.headers.items() if pair[0] not in changing] == [
        pair for pair in get.headers.items() if pair[0] not in changing
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_with_a_slash_at_the_end_answers_the_same(
    method: str, shared_app: FastAPI
) -> None:
    part: dict[str, Any] = {"params" if method == "GET" else "json": HEAT}
    response = request(shared_app, method, "/graphql/", **part)
    assert (response.status_code, response.json()["data"]) == (200, {"movie": {"title": "Heat"}})


def test_a_client_that_prefers_json_gets_it_even_if_it_takes_pages(shared_app: FastAPI) -> None:
    headers = {"accept": "application/json, text/html;q=0.1"}
    response = request(shared_app, "GET", "/graphql", params=HEAT, headers=headers)
    assert response.json()["data"] == {"movie": {"title": "Heat"}}


def refusal(response: httpx.Response) -> tuple[int, str]:
    """The status, and the code of the only error."""
    (error,) = response.json()["errors"]
    assert set(response.json()) == {"errors"}
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    return response.status_code, error["extensions"]["code"]


@pytest.mark.parametrize("path", ["/graphql", "/healthz", "/"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("x-long", "x" * 15_000)], 200),
        ([("x-long", "x" * 16_001)], 431),
        ([(f"x-{number}", "x" * 100) for number in range(160)], 431),
        ([("x-same", "x" * 100)] * 200, 431),
    ],
    ids=["just right", "one too long", "too many", "one too often"],
)
def test_headers_have_a_limit(
    headers: list[tuple[str, str]], status: int, path: str, shared_app: FastAPI
) -> None:
    given = [("accept", "application/json"), *headers]
    response = request(shared_app, "GET", path, params=HEAT, headers=given)
    if status == 200:
        assert response.status_code in (200, 307)
    else:
        assert refusal(response) == (431, "TOO_LARGE")


def test_a_url_has_a_limit(shared_app: FastAPI) -> None:
    fits = request(shared_app, "GET", "/graphql", params={**HEAT, "x": "x" * 7_000})
    assert fits.status_code == 200
    for path in ("/graphql", "/healthz"):
        long = request(shared_app, "GET", path, params={"x": "x" * 8_001})
        assert refusal(long) == (414, "TOO_LARGE")


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "status"), [(64_000, 200), (64_001, 413), (1_000_000, 413)])
def test_a_body_has_a_limit(size: int, status: int, chunked: bool, shared_app: FastAPI) -> None:
    body = json.dumps(HEAT).encode().ljust(size)

    async def pieces() -> AsyncIterator[bytes]:
        for begin in range(0, size, 1_000):
            yield body[begin : begin + 1_000]

    async def send(client: Client) -> httpx.Response:
        content = pieces() if chunked else body
        headers = {"content-type": "application/json"}
        return await client.post("/graphql", content=content, headers=headers)

    response = talk(shared_app, send)
    assert response.status_code == status
    if status == 413:
        assert refusal(response) == (413, "TOO_LARGE")
        assert "64,000 bytes" in response.text


def test_a_body_that_is_longer_than_it_says_is_refused(shared_app: FastAPI) -> None:
    body = json.dumps(HEAT).encode().ljust(70_000)
    headers = {"content-type": "application/json", "content-length": "100"}
    response = request(shared_app, "POST", "/graphql", content=body, headers=headers)
    assert refusal(response) == (413, "TOO_LARGE")


@pytest.mark.parametrize("length", ["9" * 5_000, "-1", "many", "64001"])
def test_a_body_that_says_it_is_too_long_is_not_read(length: str, shared_app: FastAPI) -> None:
    headers = {"content-type": "application/json", "content-length": length}
    response = request(shared_app, "POST", "/graphql", content=b"{}", headers=headers)
    assert refusal(response) in ((413, "TOO_LARGE"), (400, "BAD_USER_INPUT"))


def test_who_takes_time_to_send_a_body_keeps_nobody_out(make_app: Callable[..., FastAPI]) -> None:
    sent = asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b" "
        await sent.wait()
        yield json.dumps(HEAT).encode()

    async def crowd(client: Client) -> list[httpx.Response]:
        headers = {"content-type": "application/json"}
        slow = [
            asyncio.create_task(client.post("/graphql", content=body(), headers=headers))
            for _ in range(5)
        ]
        await asyncio.sleep(0)
        others = [await client.post("/graphql", json=HEAT) for _ in range(20)]
        sent.set()
        return [*others, *(await asyncio.gather(*slow))]

    answered = talk(make_app(max_in_flight=1), crowd)
    assert [response.status_code for response in answered] == [200] * 25
