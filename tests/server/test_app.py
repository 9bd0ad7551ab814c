"""The app: how it starts, and what its middleware does."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from threadpoolctl import threadpool_info

from catalog.errors import SnapshotCorrupt, SnapshotMissing
from catalog.storage import store
from server.app import SWITCH_INTERVAL, create_app
from settings import Settings
from tests.support.http import Client, live, request
from tests.support.patience import HUNG


def start(app: FastAPI) -> None:
    async def enter() -> None:
        async with app.router.lifespan_context(app):
            pass

    asyncio.run(enter())


def test_without_a_snapshot_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match=r"python main\.py build"):
        start(create_app(Settings(snapshots=tmp_path)))


def test_with_a_damaged_snapshot_it_does_not_start(tmp_path: Path, sample_snapshots: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    for file in store.current(sample_snapshots).iterdir():
        if file.name != "movies.runtime.values.npy":
            (folder / file.name).symlink_to(file)
    store.point(tmp_path, "damaged")
    with pytest.raises(SnapshotCorrupt, match=r"movies\.runtime\.values\.npy"):
        start(create_app(Settings(snapshots=tmp_path)))


def test_threads_give_way_to_the_event_loop_and_start_no_others(app: FastAPI) -> None:
    async def look(_: Client) -> None:
        assert sys.getswitchinterval() <= SWITCH_INTERVAL
        assert {pool["num_threads"] for pool in threadpool_info()} <= {1}

    live(app, look)


def test_it_tells_when_the_whole_snapshot_was_read_and_compared(app: FastAPI) -> None:
    async def verified(client: Client) -> None:
        while "snapshot_verified 1.0" not in (await client.get("/metrics")).text:
            await asyncio.sleep(0.01)

    live(app, lambda client: asyncio.wait_for(verified(client), HUNG))


@pytest.mark.parametrize("origin", ["https://films.example", "null"])
def test_any_page_may_ask_without_credentials(app: FastAPI, origin: str) -> None:
    query = {"query": "{ genres { name } }"}
    response = request(app, "POST", "/graphql", json=query, headers={"origin": origin})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers


def test_a_preflight_is_answered(app: FastAPI) -> None:
    asked = {
        "origin": "https://films.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    response = request(app, "OPTIONS", "/graphql", headers=asked)
    assert response.status_code == 200
    assert "POST" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "content-type"


def test_a_preflight_from_a_public_page_to_a_private_network_is_answered(app: FastAPI) -> None:
    asked = {
        "origin": "https://films.example",
        "access-control-request-method": "POST",
        "access-control-request-private-network": "true",
    }
    for path in ("/graphql", "/graphql/"):
        response = request(app, "OPTIONS", path, started=False, headers=asked)
        assert response.status_code == 200
        assert response.headers["access-control-allow-private-network"] == "true"


def test_a_preflight_needs_no_snapshot(app: FastAPI) -> None:
    headers = {"origin": "https://films.example", "access-control-request-method": "POST"}
    response = request(app, "OPTIONS", "/graphql", started=False, headers=headers)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"


def test_a_long_page_is_compressed_when_asked_for(app: FastAPI) -> None:
    plain = {"accept-encoding": "identity"}
    large = request(app, "GET", "/schema.graphql", started=False, headers=plain)
    small = request(
        app, "GET", "/schema.graphql", started=False, headers={"accept-encoding": "gzip"}
    )
    assert "content-encoding" not in large.headers
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(large.content) / 2
    assert small.content == large.content
