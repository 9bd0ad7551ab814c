"""Quick operations run on the event loop, others in threads, where they keep nobody waiting."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from catalog.catalog import Catalog
from model.answers import Neighbor
from model.recommender import Recommender
from server.app import create_app
from server.endpoint import endpoint
from settings import Settings
from tests.support.http import Client, answer, talk

AT_MOST = 60
"""Seconds until a thread that nobody lets go gives up, so that a failure ends."""
SLOW = {"query": "{ movie(id: 949) { similar(tuning: {diversity: 0.5}) { rank } } }"}
QUICK = {"query": "{ movie(id: 949) { title } }"}
EMPTY: dict[str, Any] = {"data": {"movie": {"similar": []}}}


@pytest.fixture
def app(sample_snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The app over the sample, on a machine with two cores, whose operations have all day."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    folder = tmp_path / "none"
    return create_app(
        Settings(snapshots=sample_snapshots, graphiql=folder, deadline_ms=1_000 * AT_MOST)
    )


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every search for films that is tuned wait until this is set; `begun` tells of one."""
    event = threading.Event()

    def wait(*_: object) -> Sequence[Neighbor]:
        BEGUN.set()
        assert event.wait(AT_MOST)
        return []

    BEGUN.clear()
    monkeypatch.setattr(Recommender, "nearest", wait)
    yield event
    event.set()


BEGUN = threading.Event()


def test_a_slow_answer_keeps_no_other_request_waiting(
    app: FastAPI, released: threading.Event
) -> None:
    async def ask(client: Client) -> None:
        slow = asyncio.create_task(client.post("/graphql", json=SLOW))
        try:
            assert await asyncio.to_thread(BEGUN.wait, AT_MOST)
            quick = await client.post("/graphql", json=QUICK)
            assert answer(quick) == {"data": {"movie": {"title": "Heat"}}}
            assert (await client.get("/readyz")).status_code == 200
            assert not slow.done()
        finally:
            released.set()
        assert answer(await slow) == EMPTY

    talk(app, ask)


def test_no_more_operations_run_at_once_than_there_are_cores(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits until a second one runs beside it; six of them share two threads."""
    pair = threading.Barrier(2)
    threads: set[int] = set()

    def meet(*_: object) -> Sequence[Neighbor]:
        threads.add(threading.get_ident())
        pair.wait(AT_MOST)
        return []

    monkeypatch.setattr(Recommender, "nearest", meet)

    async def ask(client: Client) -> list[httpx.Response]:
        return await asyncio.gather(*(client.post("/graphql", json=SLOW) for _ in range(6)))

    assert [answer(each) for each in talk(app, ask)] == [EMPTY] * 6
    assert len(threads) == 2
    assert threading.get_ident() not in threads


def test_a_client_is_told_to_go_when_its_query_takes_too_long(
    app: FastAPI, released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "RESPONSE_TIMEOUT", 0.01)

    async def ask(client: Client) -> httpx.Response:
        response = await client.post("/graphql", json=SLOW)
        released.set()
        return response

    response = talk(app, ask)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"] == {"code": "TIMEOUT"}


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
    ],
    ids=["a known shape", "unknown shapes", "a known shape that is slow", "stored neighbors"],
)
def test_what_is_known_and_quick_runs_on_the_event_loop(
    queries: list[str], expected: list[str], app: FastAPI, threads: list[str]
) -> None:
    async def ask(client: Client) -> None:
        for query in queries:
            assert (await client.post("/graphql", json={"query": query})).json()["data"]["movie"]

    talk(app, ask)
    assert ["thread" if name.startswith("graphql") else "loop" for name in threads] == expected


def test_an_answer_out_of_the_cache_looks_nothing_up(app: FastAPI, threads: list[str]) -> None:
    async def ask(client: Client) -> list[bytes]:
        return [(await client.post("/graphql", json=QUICK)).content for _ in range(3)]

    assert len(set(talk(app, ask))) == 1
    assert len(threads) == 1
