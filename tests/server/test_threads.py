"""Operations run in threads, so that a long one makes no other request wait."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from model.recommender import Neighbor, Recommender
from server.app import create_app
from settings import Settings

AT_MOST = 60
"""Seconds until a thread that nobody lets go gives up, so that a failure ends."""
SLOW = {"query": "{ movie(id: 949) { similar { rank } } }"}
QUICK = {"query": "{ movie(id: 949) { title } }"}


@pytest.fixture
def app(sample_snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The app over the sample, on a machine with two cores."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return create_app(Settings(snapshots=sample_snapshots, graphiql=tmp_path / "none"))


def test_a_slow_answer_keeps_no_other_request_waiting(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, released = threading.Event(), threading.Event()

    def wait(*_: object) -> Sequence[Neighbor]:
        begun.set()
        assert released.wait(AT_MOST)
        return []

    monkeypatch.setattr(Recommender, "similar", wait)

    async def ask() -> None:
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            slow = asyncio.create_task(client.post("/graphql", json=SLOW))
            try:
                assert await asyncio.to_thread(begun.wait, AT_MOST)
                quick = await client.post("/graphql", json=QUICK)
                assert quick.json() == {"data": {"movie": {"title": "Heat"}}}
                assert (await client.get("/readyz")).status_code == 200
                assert not slow.done()
            finally:
                released.set()
            assert (await slow).json() == {"data": {"movie": {"similar": []}}}

    asyncio.run(ask())


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

    monkeypatch.setattr(Recommender, "similar", meet)

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            return await asyncio.gather(*(client.post("/graphql", json=SLOW) for _ in range(6)))

    answers = asyncio.run(ask())
    assert [answer.json() for answer in answers] == [{"data": {"movie": {"similar": []}}}] * 6
    assert len(threads) == 2
    assert threading.get_ident() not in threads
