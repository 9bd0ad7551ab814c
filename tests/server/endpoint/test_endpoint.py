"""The endpoint: cached responses, the event loop and the thread pool, conditional requests."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

import httpx
import pytest
from fastapi import FastAPI

from catalog.catalog import Catalog
from catalog.storage import store
from execution.answer import Answer
from execution.executor import Executor
from execution.request import OperationRequest
from model.answers import Neighbor
from model.recommender import Recommender
from server import current_snapshot, responses
from server.app import create_app
from server.compression import compress
from server.endpoint import endpoint
from server.endpoint.endpoint import Endpoint, GraphQLRequest
from server.errors import NoFreeThread
from server.loaded_snapshot import code_hash
from server.observe.instrumentation import Instrumentation
from settings import Settings
from tests import EXTENSIONS, IRREPLACEABLE, replaces
from tests.support.http import Client, answer, live, post, request, talk
from tests.support.patience import HUNG
from tests.support.queries import HEAT

SLOW = {"query": "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }"}
EMPTY: dict[str, Any] = {"data": {"movie": {"similar": []}}}
WAITING = threading.Event()


@pytest.fixture
def two_threads(make_app: Callable[..., FastAPI], monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """An app on a machine with two cores, so with two threads in its pool for each client."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return make_app()


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every search for films that is tuned wait until this is set; `WAITING` tells of one."""
    event = threading.Event()

    def wait(*_: object) -> Sequence[Neighbor]:
        WAITING.set()
        assert event.wait(HUNG)
        return []

    WAITING.clear()
    monkeypatch.setattr(Recommender, "nearest", wait)
    yield event
    event.set()


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """In which thread each film was looked up."""
    found: list[str] = []
    look_up = Catalog.movie

    def movie(self: Catalog, text: str) -> Any:
        found.append(threading.current_thread().name)
        return look_up(self, text)

    monkeypatch.setattr(Catalog, "movie", movie)
    return found


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that reach the executor, which answers them as ever."""
    if EXTENSIONS:
        pytest.skip(IRREPLACEABLE)
    found: list[str] = []
    execute = Executor.execute_on_loop

    def noted(self: Executor, executed: Any) -> Answer | None:
        found.append(executed.text)
        return execute(self, executed)

    monkeypatch.setattr(Executor, "execute_on_loop", noted)
    return found


@pytest.mark.parametrize(("method", "part"), [("POST", "json"), ("GET", "params")])
def test_the_same_request_is_answered_once(
    method: str, part: str, app: FastAPI, executed: list[str]
) -> None:
    async def twice(client: Client) -> list[httpx.Response]:
        return [await client.request(method, "/graphql", **{part: HEAT}) for _ in range(2)]  # type: ignore[arg-type]  # by its name

    first, second = talk(app, twice)
    assert executed == [HEAT["query"]]
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
    other: dict[str, Any], app: FastAPI, executed: list[str]
) -> None:
    async def both(client: Client) -> None:
        assert (await client.post("/graphql", json=HEAT)).status_code == 200
        assert (await client.post("/graphql", **other)).status_code == 200

    talk(app, both)
    assert len(executed) == 2


@pytest.mark.parametrize(
    "query",
    ["{", "{ nope }", "{ movie { title } }", '{ movie(id: 1, title: "Heat") { title } }'],
)
def test_an_answer_with_errors_is_not_kept(query: str, app: FastAPI, executed: list[str]) -> None:
    async def twice(client: Client) -> list[httpx.Response]:
        return [await client.get("/graphql", params={"query": query}) for _ in range(2)]

    for response in talk(app, twice):
        assert response.json()["errors"]
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers
    assert executed == [query, query]


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


def test_without_a_budget_nothing_is_kept(
    make_app: Callable[..., FastAPI], executed: list[str]
) -> None:
    async def twice(client: Client) -> list[bytes]:
        return [(await client.post("/graphql", json=HEAT)).content for _ in range(2)]

    first, second = talk(make_app(response_cache_mb=0), twice)
    assert first == second
    assert len(executed) == 2


def test_what_was_kept_goes_with_its_snapshot(
    sample_snapshots: Path,
    tmp_path: Path,
    executed: list[str],
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
        assert len(executed) == 1
        store.point(tmp_path, "other")
        while "swaps 1" not in (await client.get("/metrics")).text.replace(".0", ""):
            await asyncio.sleep(0.01)
        assert (await client.post("/graphql", json=HEAT)).json()["data"]["movie"]
        assert len(executed) == 2

    async def in_time(client: Client) -> None:
        await asyncio.wait_for(around(client), HUNG)

    live(app, in_time)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "form", ["W/{}", "{}", '"x", W/{}', 'W/"x",{} , "y"', "*", " * "], ids=repr
)
def test_a_client_that_has_the_answer_is_not_sent_it_again(
    form: str, method: str, shared_app: FastAPI, sample_snapshots: Path
) -> None:
    etag = f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'
    headers = {"if-none-match": form.format(etag.removeprefix("W/"))}
    response = request(shared_app, method, "/graphql", params=HEAT, headers=headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == etag
    assert response.headers["cache-control"] == "public, max-age=60"
    assert "content-length" not in response.headers


@pytest.mark.parametrize("etag", ['W/"older"', "*0", "", '"a", "b"', "unquoted"])
def test_a_client_that_has_an_older_answer_is_sent_the_new_one(
    etag: str, shared_app: FastAPI
) -> None:
    headers = {"if-none-match": etag}
    response = request(shared_app, "GET", "/graphql", params=HEAT, headers=headers)
    assert response.status_code == 200
    assert "Heat" in response.text


def test_an_error_is_sent_whatever_the_client_has(
    shared_app: FastAPI, sample_snapshots: Path
) -> None:
    headers = {"if-none-match": f'W/"{store.current(sample_snapshots).name}.{code_hash()}"'}
    response = request(shared_app, "GET", "/graphql", params={"query": "{ nope }"}, headers=headers)
    assert response.status_code == 200
    assert response.json()["errors"]


def test_a_slow_answer_keeps_no_other_request_waiting(
    two_threads: FastAPI, released: threading.Event
) -> None:
    async def ask(client: Client) -> None:
        slow = asyncio.create_task(client.post("/graphql", json=SLOW))
        try:
            assert await asyncio.to_thread(WAITING.wait, HUNG)
            quick = await client.post("/graphql", json=HEAT)
            assert answer(quick) == {"data": {"movie": {"title": "Heat"}}}
            assert (await client.get("/readyz")).status_code == 200
            assert not slow.done()
        finally:
            released.set()
        assert answer(await slow) == EMPTY

    talk(two_threads, ask)


def test_no_more_operations_run_at_once_than_there_are_cores(
    two_threads: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits until a second one runs beside it; six of one client share two threads."""
    pair = threading.Barrier(2)
    threads: list[int] = []
    most = 0

    def meet(*_: object) -> Sequence[Neighbor]:
        nonlocal most
        threads.append(threading.get_ident())
        most = max(most, len(threads))
        pair.wait(HUNG)
        threads.remove(threading.get_ident())
        return []

    monkeypatch.setattr(Recommender, "nearest", meet)

    async def ask(client: Client) -> list[httpx.Response]:
        return await asyncio.gather(*(client.post("/graphql", json=SLOW) for _ in range(6)))

    assert [answer(each) for each in talk(two_threads, ask)] == [EMPTY] * 6
    assert most == 2


def test_a_client_gets_an_error_when_its_query_takes_too_long(
    two_threads: FastAPI, released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "RESPONSE_TIMEOUT", 0.01)

    async def ask(client: Client) -> httpx.Response:
        response = await client.post("/graphql", json=SLOW)
        released.set()
        return response

    response = talk(two_threads, ask)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"] == {"code": "TIMEOUT"}


@pytest.mark.parametrize(
    ("queries", "expected"),
    [
        (["{ movie(id: 949) { title } }", "{ movie(id: 862) { title } }"], ["thread", "loop"]),
        (["{ movie(id: 949) { title } }", "{ movie(id: 862) { year } }"], ["thread", "thread"]),
        (
            [
                "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }",
                "{ movie(id: 862) { similar(tuning: {diversity: 0.5}) { rank } } }",
            ],
            ["thread", "thread"],
        ),
        (
            [
                "{ movie(id: 949) { similar { rank } } }",
                "{ movie(id: 862) { similar { rank } } }",
            ],
            ["thread", "loop"],
        ),
        (
            ["{ movie(id: 949) { title } }", "{ movie(id: 862) { title } }" + " " * 16_000],
            ["thread", "thread"],
        ),
    ],
    ids=[
        "a known shape",
        "unknown shapes",
        "a known shape that is slow",
        "stored neighbors",
        "a long text",
    ],
)
def test_what_is_known_and_quick_runs_on_the_event_loop(
    queries: list[str], expected: list[str], two_threads: FastAPI, threads: list[str]
) -> None:
    async def ask(client: Client) -> None:
        for query in queries:
            assert (await client.post("/graphql", json={"query": query})).json()["data"]["movie"]

    talk(two_threads, ask)
    assert ["thread" if name.startswith("graphql") else "loop" for name in threads] == expected


def test_an_answer_out_of_the_cache_looks_nothing_up(
    two_threads: FastAPI, threads: list[str]
) -> None:
    async def ask(client: Client) -> list[bytes]:
        return [(await client.post("/graphql", json=HEAT)).content for _ in range(3)]

    assert len(set(talk(two_threads, ask))) == 1
    assert len(threads) == 1


def test_beyond_the_requests_in_flight_clients_are_told_to_come_again(
    make_app: Callable[..., FastAPI], released: threading.Event
) -> None:
    app = make_app(max_in_flight=1)

    async def ask(client: Client) -> None:
        first = asyncio.create_task(client.post("/graphql", json=SLOW))
        try:
            assert await asyncio.to_thread(WAITING.wait, HUNG)
            refused = await client.post("/graphql", json=HEAT)
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "1"
            (error,) = refused.json()["errors"]
            assert error["extensions"] == {"code": "BUSY"}
        finally:
            released.set()
        assert answer(await first) == EMPTY
        assert (await client.post("/graphql", json=HEAT)).status_code == 200

    talk(app, ask)


def test_a_request_that_no_thread_was_free_for_in_time_is_not_begun(sample_snapshots: Path) -> None:
    settings = Settings(snapshots=sample_snapshots, deadline_ms=100)
    server = current_snapshot.CurrentSnapshot(settings)
    server.load()
    endpoint = Endpoint(server, Instrumentation(0), settings)
    introspection = OperationRequest("{ __schema { types { name } } }")
    sent = GraphQLRequest({b"content-type": b"application/json"}, b"")
    with pytest.raises(NoFreeThread, match=r"free for 0\.1 s"):
        endpoint._execute(sent, server.loaded(), introspection, monotonic() - 0.2)
    answer, _ = endpoint._execute(sent, server.loaded(), introspection, monotonic() + HUNG)
    assert not answer.errors


@replaces
def test_a_large_answer_is_compressed_in_a_thread_and_a_small_one_at_once(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_size: dict[bool, set[str]] = {False: set(), True: set()}

    def noted(body: bytes) -> bytes:
        name = threading.current_thread().name.partition("_")[0]
        by_size[len(body) > 3_000].add(name)
        return compress(body)

    monkeypatch.setattr(responses, "compress", noted)
    monkeypatch.setattr(endpoint, "MAX_BYTES_ON_LOOP", 3_000)
    query = "query ($n: Int) { movies(first: $n) { nodes { title year } } }"

    async def ask(client: Client) -> None:
        for number in (100, 31, 32, 98, 99):  # a new plan is compiled in a thread
            body = {"query": query, "variables": {"n": number}}
            found = await client.post("/graphql", json=body)
            assert found.headers["content-encoding"] == "gzip"
            assert len(found.json()["data"]["movies"]["nodes"]) == number

    talk(app, ask)
    assert by_size == {True: {"graphql"}, False: {threading.current_thread().name}}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_before_the_snapshot_is_loaded_is_told_to_wait(app: FastAPI, method: str) -> None:
    query = {"query": "{ genres { name } }"}
    arguments = {"params": query} if method == "GET" else {"json": query}
    response = request(app, method, "/graphql", started=False, **arguments)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    assert response.json() == {
        "errors": [{"message": "no snapshot is loaded yet", "extensions": {"code": "NOT_READY"}}]
    }


def test_a_query_is_answered_by_post_and_by_get(app: FastAPI) -> None:
    query = "query ($id: ID!) { movie(id: $id) { title genres { name } } }"
    expected = post(app, query, {"id": 949})
    assert expected["data"]["movie"]["title"] == "Heat"

    parameters = {"query": query, "variables": '{"id": 949}'}
    response = request(app, "GET", "/graphql", params=parameters)
    assert response.status_code == 200
    assert answer(response) == expected


def test_the_introspection_that_graphiql_sends_is_answered(app: FastAPI) -> None:
    names = post(app, "{ __schema { types { name } } }")["data"]["__schema"]["types"]
    assert {"name": "SimilarMovies"} in names
