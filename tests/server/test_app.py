"""The app: what each address answers, before and after the snapshot is loaded."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from catalog.errors import SnapshotCorrupt, SnapshotMissing
from catalog.storage import store
from schema import schema
from server.app import create_app
from settings import Settings
from tests.support.http import (
    Client,
    answer,
    live,
    post,
    request,
)
from tests.support.patience import HUNG


@pytest.fixture
def app(sample_snapshots: Path) -> FastAPI:
    """The app over the sample, without GraphiQL's files."""
    return create_app(Settings(snapshots=sample_snapshots, graphiql=sample_snapshots / "none"))


def start(app: FastAPI) -> None:
    async def enter() -> None:
        async with app.router.lifespan_context(app):
            pass

    asyncio.run(enter())


def test_it_is_alive_even_before_it_is_ready(app: FastAPI) -> None:
    for started in (False, True):
        response = request(app, "GET", "/healthz", started=started)
        assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_it_is_not_ready_before_the_snapshot_is_loaded(app: FastAPI) -> None:
    response = request(app, "GET", "/readyz", started=False)
    assert response.status_code == 503
    assert "fingerprint" not in response.json()


def test_it_is_ready_then_and_shows_the_fingerprint(app: FastAPI, sample_snapshots: Path) -> None:
    response = request(app, "GET", "/readyz")
    ready: dict[str, Any] = response.json()
    assert response.status_code == 200
    assert ready["status"] == "ready"
    assert ready["fingerprint"] == store.current(sample_snapshots).name
    assert ready["source"] == "the-movies-dataset: sample"
    assert 0 <= ready["age_seconds"] < 3600


def test_it_tells_when_the_whole_snapshot_was_read_and_compared(app: FastAPI) -> None:
    async def verified(client: Client) -> None:
        while "snapshot_verified 1.0" not in (await client.get("/metrics")).text:
            await asyncio.sleep(0.01)

    live(app, lambda client: asyncio.wait_for(verified(client), HUNG))


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


def test_a_browser_gets_graphiql_with_the_ready_queries(app: FastAPI) -> None:
    response = request(app, "GET", "/graphql", headers={"accept": "text/html"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "query SimilarFilms" in response.text


def test_the_schema_is_served_as_text(app: FastAPI) -> None:
    response = request(app, "GET", "/schema.graphql", started=False)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.strip() == schema.as_str().strip()


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


LONG = {"query": "{ movies(first: 100) { nodes { id title originalTitle } } }"}
SHORT = {"query": "{ __typename }"}


@pytest.mark.parametrize(
    ("body", "accepted", "expected"),
    [(LONG, "gzip", "gzip"), (LONG, "identity", None), (SHORT, "gzip", None)],
    ids=["long", "long, but not asked for", "short"],
)
def test_a_long_answer_is_compressed_when_asked_for(
    app: FastAPI, body: dict[str, str], accepted: str, expected: str | None
) -> None:
    response = request(app, "POST", "/graphql", json=body, headers={"accept-encoding": accepted})
    assert response.headers.get("content-encoding") == expected
    assert response.json()["data"]


def test_compression_makes_it_smaller(app: FastAPI) -> None:
    plain = request(app, "POST", "/graphql", json=LONG, headers={"accept-encoding": "identity"})
    small = request(app, "POST", "/graphql", json=LONG, headers={"accept-encoding": "gzip"})
    assert int(small.headers["content-length"]) < len(plain.content) / 2
    assert small.content == plain.content


def test_what_is_nowhere_is_not_found(app: FastAPI) -> None:
    assert request(app, "GET", "/docs").status_code == 404
    assert request(app, "GET", "/openapi.json").status_code == 404
