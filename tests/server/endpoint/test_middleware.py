"""The lane: what is kept, what caches may do, and who is turned away at the door."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import weakref
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

import httpx
import pytest
from fastapi import FastAPI

from catalog.storage import store
from execution.answer import Answer
from execution.executor import Executor
from execution.request import OperationRequest
from model.recommender import Recommender
from server import current_snapshot
from server.app import create_app
from server.endpoint.endpoint import Endpoint
from server.errors import NoFreeThread
from server.loaded_snapshot import code_hash
from server.observe.instrumentation import Instrumentation
from settings import Settings
from tests import EXTENSIONS, IRREPLACEABLE
from tests.support.http import Client, live, request, talk
from tests.support.patience import HUNG
from tests.support.queries import heavy

HEAT = {"query": "{ movie(id: 949) { title } }"}
LONG = {"query": "{ movies(first: 100) { nodes { id title } } }"}


@pytest.fixture
def make(sample_snapshots: Path, tmp_path: Path) -> Callable[..., FastAPI]:
    """Make an app over the sample with these settings."""

    def make(**settings: Any) -> FastAPI:
        folder = tmp_path / "none"
        return create_app(Settings(snapshots=sample_snapshots, graphiql=folder, **settings))

    return make


@pytest.fixture
def app(make: Callable[..., FastAPI]) -> FastAPI:
    """The app over the sample."""
    return make()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that reach the executor, which answers them as ever."""
    if EXTENSIONS:
        pytest.skip(IRREPLACEABLE)
    found: list[str] = []
    execute = Executor.execute_on_loop

    def noted(self: Executor, asked: Any) -> Answer | None:
        found.append(asked.text)
        return execute(self, asked)

    monkeypatch.setattr(Executor, "execute_on_loop", noted)
    return found


# ── kept responses ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("method", "part"), [("POST", "json"), ("GET", "params")])
def test_the_same_request_is_answered_once(
    method: str, part: str, app: FastAPI, asked: list[str]
) -> None:
    async def twice(client: Client) -> list[httpx.Response]:
        return [await client.request(method, "/graphql", **{part: HEAT}) for _ in range(2)]  # type: ignore[arg-type]  # by its name

    first, second = talk(app, twice)
    assert asked == [HEAT["query"]]
    assert second.content == first.content
    assert "Heat" in first.text
    without_id = [{**each.headers, "x-request-id": ""} for each in (first, second)]
    assert without_id[0] == without_id[1]
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


@pytest.mark.parametrize(
    "other",
    [
        {"json": {"query": "{ movie(id: 862) { title } }"}},
        {"json": HEAT, "headers": {"accept": "application/graphql-response+json"}},
        {"json": HEAT, "headers": {"accept-encoding": "identity"}},
    ],
    ids=["text", "type", "compression"],
)
def test_a_request_that_differs_is_answered_anew(
    other: dict[str, Any], app: FastAPI, asked: list[str]
) -> None:
    async def both(client: Client) -> None:
        assert (await client.post("/graphql", json=HEAT)).status_code == 200
        assert (await client.post("/graphql", **other)).status_code == 200

    talk(app, both)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "query",
    ["{", "{ nope }", "{ movie { title } }", '{ movie(id: 1, title: "Heat") { title } }'],
)
def test_an_answer_with_errors_is_not_kept(query: str, app: FastAPI, asked: list[str]) -> None:
    async def twice(client: Client) -> list[httpx.Response]:
        return [await client.get("/graphql", params={"query": query}) for _ in range(2)]

    for response in talk(app, twice):
        assert response.json()["errors"]
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers
    assert asked == [query, query]


def test_a_failure_that_passes_is_forgotten(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"query": "{ movie(id: 949) { similar(k: 1) { rank } } }"}

    def fail(*_: object) -> NoReturn:
        raise KeyError

    async def twice(client: Client) -> list[Any]:
        with monkeypatch.context() as broken:
            broken.setattr(Recommender, "similar", fail)
            failed = (await client.post("/graphql", json=query)).json()
        return [failed, (await client.post("/graphql", json=query)).json()]

    failed, well = talk(app, twice)
    assert failed["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert well["data"] == {"movie": {"similar": [{"rank": 1}]}}


def test_without_a_budget_nothing_is_kept(make: Callable[..., FastAPI], asked: list[str]) -> None:
    async def twice(client: Client) -> list[bytes]:
        return [(await client.post("/graphql", json=HEAT)).content for _ in range(2)]

    first, second = talk(make(response_cache_mb=0), twice)
    assert first == second
    assert len(asked) == 2


def test_what_was_kept_goes_with_its_snapshot(
    sample_snapshots: Path,
    tmp_path: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second snapshot is the first under another name."""
    monkeypatch.setattr(current_snapshot, "POLL_INTERVAL", 0.01)
    current = store.current(sample_snapshots)
    for name in (current.name, "other"):
        (tmp_path / name).symlink_to(current)
    store.point(tmp_path, current.name)
    app = create_app(Settings(snapshots=tmp_path, graphiql=tmp_path / "none"))

    async def around(client: Client) -> None:
        for _ in range(2):
            await client.post("/graphql", json=HEAT)
        assert len(asked) == 1
        store.point(tmp_path, "other")
        while "swaps 1" not in (await client.get("/metrics")).text.replace(".0", ""):
            await asyncio.sleep(0.01)
        assert (await client.post("/graphql", json=HEAT)).json()["data"]["movie"]
        assert len(asked) == 2

    async def in_time(client: Client) -> None:
        await asyncio.wait_for(around(client), HUNG)

    live(app, in_time)


# ── caches on the way ────────────────────────────────────────────────────────────────────────────


def test_an_answer_to_a_get_may_be_kept_by_caches(app: FastAPI, sample_snapshots: Path) -> None:
    response = request(app, "GET", "/graphql", params=HEAT)
    assert response.headers["etag"] == f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'
    assert response.headers["cache-control"] == "public, max-age=60"
    assert response.headers["vary"] == "accept, accept-encoding"


def test_an_answer_to_a_post_is_for_nobody_else(app: FastAPI) -> None:
    assert "cache-control" not in request(app, "POST", "/graphql", json=HEAT).headers


def test_a_client_that_has_the_answer_is_not_sent_it_again(
    app: FastAPI, sample_snapshots: Path
) -> None:
    etag = f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'
    headers = {"if-none-match": etag}
    response = request(app, "GET", "/graphql", params=HEAT, headers=headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == etag
    assert response.headers["cache-control"] == "public, max-age=60"
    assert "content-length" not in response.headers


@pytest.mark.parametrize("etag", ['W/"older"', "*0", ""])
def test_a_client_that_has_an_older_answer_is_sent_the_new_one(etag: str, app: FastAPI) -> None:
    headers = {"if-none-match": etag}
    response = request(app, "GET", "/graphql", params=HEAT, headers=headers)
    assert response.status_code == 200
    assert "Heat" in response.text


def test_an_error_is_sent_whatever_the_client_has(app: FastAPI, sample_snapshots: Path) -> None:
    headers = {"if-none-match": f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'}
    response = request(app, "GET", "/graphql", params={"query": "{ nope }"}, headers=headers)
    assert response.status_code == 200
    assert response.json()["errors"]


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "gzip;q=0.5"])
def test_a_long_answer_is_compressed_for_whoever_takes_it(accepted: str, app: FastAPI) -> None:
    headers = {"accept-encoding": accepted}
    response = request(app, "POST", "/graphql", json=LONG, headers=headers)
    assert response.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(response.content, 1)) == int(response.headers["content-length"])


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", "gzip; q=0.0, identity"])
def test_a_client_that_takes_no_gzip_gets_none(accepted: str, app: FastAPI) -> None:
    headers = {"accept-encoding": accepted}
    response = request(app, "POST", "/graphql", json=LONG, headers=headers)
    assert "content-encoding" not in response.headers
    assert len(response.json()["data"]["movies"]["nodes"]) == 100


# ── whoever asks ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["{ genres { id } }", "{ nope }", None])
def test_a_script_of_any_site_may_read_the_answer(query: str | None, app: FastAPI) -> None:
    headers = {"origin": "https://films.example"}
    response = request(app, "POST", "/graphql", json={"query": query}, headers=headers)
    assert response.headers.get_list("access-control-allow-origin") == ["*"]


def test_an_id_that_came_with_a_request_comes_back(app: FastAPI) -> None:
    for given, kept in (("abc-1", True), ("a b", False), ("x" * 101, False), ("ü", False)):
        headers = {"x-request-id": given.encode()}
        response = request(app, "POST", "/graphql", json=HEAT, headers=headers)
        assert (response.headers["x-request-id"].encode("latin-1") == given.encode()) is kept


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "TRACE", "QUERY"])
def test_another_method_is_refused(method: str, app: FastAPI) -> None:
    response = request(app, method, "/graphql", json=HEAT)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST, OPTIONS"


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
    headers: list[tuple[str, str]], status: int, path: str, app: FastAPI
) -> None:
    given = [("accept", "application/json"), *headers]
    response = request(app, "GET", path, params=HEAT, headers=given)
    if status == 200:
        assert response.status_code in (200, 307)
    else:
        assert refusal(response) == (431, "TOO_LARGE")


def test_an_address_has_a_limit(app: FastAPI) -> None:
    fits = request(app, "GET", "/graphql", params={**HEAT, "x": "x" * 7_000})
    assert fits.status_code == 200
    for path in ("/graphql", "/healthz"):
        long = request(app, "GET", path, params={"x": "x" * 8_001})
        assert refusal(long) == (414, "TOO_LARGE")


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "status"), [(64_000, 200), (64_001, 413), (1_000_000, 413)])
def test_a_body_has_a_limit(size: int, status: int, chunked: bool, app: FastAPI) -> None:
    body = json.dumps(HEAT).encode().ljust(size)

    async def pieces() -> AsyncIterator[bytes]:
        for begin in range(0, size, 1_000):
            yield body[begin : begin + 1_000]

    async def send(client: Client) -> httpx.Response:
        content = pieces() if chunked else body
        headers = {"content-type": "application/json"}
        return await client.post("/graphql", content=content, headers=headers)

    response = talk(app, send)
    assert response.status_code == status
    if status == 413:
        assert refusal(response) == (413, "TOO_LARGE")
        assert "64,000 bytes" in response.text


def test_a_body_that_is_longer_than_it_says_is_refused(app: FastAPI) -> None:
    body = json.dumps(HEAT).encode().ljust(70_000)
    headers = {"content-type": "application/json", "content-length": "100"}
    response = request(app, "POST", "/graphql", content=body, headers=headers)
    assert refusal(response) == (413, "TOO_LARGE")


@pytest.mark.parametrize("length", ["9" * 5_000, "-1", "many", "64001"])
def test_a_body_that_says_it_is_too_long_is_not_read(length: str, app: FastAPI) -> None:
    headers = {"content-type": "application/json", "content-length": length}
    response = request(app, "POST", "/graphql", content=b"{}", headers=headers)
    assert refusal(response) in ((413, "TOO_LARGE"), (400, "BAD_USER_INPUT"))


def test_more_requests_than_are_allowed_at_once_are_told_to_come_again(
    make: Callable[..., FastAPI],
) -> None:
    async def crowd(client: Client) -> tuple[list[httpx.Response], httpx.Response]:
        asking = [client.post("/graphql", json=heavy(number)) for number in range(12)]
        return await asyncio.gather(*asking), await client.post("/graphql", json=HEAT)

    crowded, afterwards = talk(make(max_in_flight=1, deadline_ms=60_000), crowd)
    refused = [response for response in crowded if response.status_code == 503]
    assert 0 < len(refused) < len(crowded)
    assert {refusal(response) for response in refused} == {(503, "BUSY")}
    assert refused[0].headers["retry-after"] == "1"
    assert {response.status_code for response in (*crowded, afterwards)} == {200, 503}
    assert afterwards.status_code == 200


def test_who_takes_time_to_send_a_body_keeps_nobody_out(make: Callable[..., FastAPI]) -> None:
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

    answered = talk(make(max_in_flight=1), crowd)
    assert [response.status_code for response in answered] == [200] * 25


def test_a_request_that_no_thread_was_free_for_in_time_is_not_begun(sample_snapshots: Path) -> None:
    settings = Settings(snapshots=sample_snapshots, deadline_ms=100)
    server = current_snapshot.CurrentSnapshot(settings)
    server.load()
    endpoint = Endpoint(server, Instrumentation(0), settings)
    introspection = OperationRequest("{ __schema { types { name } } }")
    with pytest.raises(NoFreeThread, match=r"free for 0\.1 s"):
        endpoint._execute(server.loaded(), introspection, monotonic() - 0.2)
    assert not endpoint._execute(server.loaded(), introspection, monotonic() + 60).errors


def test_a_preflight_needs_no_snapshot(app: FastAPI) -> None:
    headers = {"origin": "https://films.example", "access-control-request-method": "POST"}
    response = request(app, "OPTIONS", "/graphql", started=False, headers=headers)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"


def test_nothing_holds_a_snapshot_that_is_not_served_any_more(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    current = store.current(sample_snapshots)
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(current)
    store.point(tmp_path, "one")
    server = current_snapshot.CurrentSnapshot(Settings(snapshots=tmp_path))
    server.load()
    for name in ("two", "one", "two"):
        generation = server.loaded()
        for query in ("{ movies(first: 9) { nodes { title genres { name } } } }", "{ nope }"):
            generation.executor.execute(OperationRequest(query))
        gone = weakref.ref(generation)
        del generation
        store.point(tmp_path, name)
        server.refresh()
        assert server.loaded().snapshot.folder.name == name
        gc.collect()
        assert gone() is None
