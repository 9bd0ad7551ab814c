"""Requests behind a proxy: whose they are, and behind which path."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from server.app import create_app
from settings import Settings

QUERY = {"query": "{ __typename }"}


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app()


@pytest.fixture(scope="module")
def behind() -> FastAPI:
    """An app that is told its path."""
    return create_app(Settings(root_path="/our/films/"))


def get(app: FastAPI, path: str, peer: str = "127.0.0.1", **headers: str) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(peer, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.get(path, headers=named)

    return asyncio.run(send())


@pytest.mark.parametrize("path", ["/healthz", "/our/films/healthz", "/our/films/web/app.js"])
def test_the_path_that_is_set_is_there_or_cut_off_already(behind: FastAPI, path: str) -> None:
    assert get(behind, path).status_code == 200


@pytest.mark.parametrize("path", ["/our", "/our/film", "/our/filmshealthz", "/films/healthz"])
def test_another_path_is_not_cut_off(behind: FastAPI, path: str) -> None:
    assert get(behind, path).status_code == 404


def test_the_path_without_its_slash_is_sent_on_to_the_start(behind: FastAPI) -> None:
    found = get(behind, "/our/films?lang=es")
    assert (found.status_code, found.headers["location"]) == (307, "films/?lang=es")


@pytest.mark.parametrize(
    ("path", "way_up"), [("/our/films/", "./"), ("/our/films/film/949", "../"), ("/browse", "./")]
)
def test_a_page_loads_its_files_from_where_it_is(behind: FastAPI, path: str, way_up: str) -> None:
    assert f'src="{way_up}web/app.js"' in get(behind, path).text


@pytest.mark.parametrize("prefix", ["/films", "/films/"])
def test_a_proxy_names_the_path_that_it_does_not_cut_off(app: FastAPI, prefix: str) -> None:
    assert get(app, "/films/healthz", x_forwarded_prefix=prefix).status_code == 200
    assert get(app, "/healthz", x_forwarded_prefix=prefix).status_code == 200
    assert get(app, "/films/healthz", x_forwarded_prefix="").status_code == 404


def test_others_than_the_proxy_are_not_believed(
    app: FastAPI, behind: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = {"peer": "192.0.2.7", "x_forwarded_prefix": "/films"}
    assert get(app, "/films/healthz", **stranger).status_code == 404
    assert get(behind, "/our/films/healthz", **stranger).status_code == 200
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "192.0.2.0/24")
    assert get(create_app(), "/films/healthz", **stranger).status_code == 200


def test_graphiql_with_a_slash_at_the_end_is_sent_to_where_its_files_are(behind: FastAPI) -> None:
    found = get(behind, "/our/films/graphql/?query=%7Ba%7D", accept="text/html")
    assert (found.status_code, found.headers["location"]) == (307, "../graphql?query=%7Ba%7D")
