"""Requests to an app without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
from fastapi import FastAPI

T = TypeVar("T")
Client = httpx.AsyncClient
JSON = "application/json; charset=utf-8"


def talk(
    app: FastAPI, conversation: Callable[[Client], Awaitable[T]], *, started: bool = True
) -> T:
    """What comes of several requests to one app, with its snapshot loaded or before.

    Nothing runs in the background, see `live`.
    """
    if started and not getattr(app.state, "loaded", False):
        app.state.current_snapshot.load()
        app.state.loaded = True  # starting and stopping for each request takes half a second

    async def run() -> T:
        async with client_of(app) as client:
            return await conversation(client)

    return asyncio.run(run())


def live(app: FastAPI, conversation: Callable[[Client], Awaitable[T]]) -> T:
    """The same, between the start and the end of the app."""

    async def run() -> T:
        async with app.router.lifespan_context(app), client_of(app) as client:
            return await conversation(client)

    return asyncio.run(run())


def client_of(app: FastAPI) -> Client:
    """A client of the app."""
    return Client(transport=httpx.ASGITransport(app), base_url="http://test")


def request(
    app: FastAPI, method: str, path: str, *, started: bool = True, **arguments: Any
) -> httpx.Response:
    """What the app answers, once it has started or before."""

    async def send(client: Client) -> httpx.Response:
        return await client.request(method, path, **arguments)

    return talk(app, send, started=started)


def post(app: FastAPI, query: str, variables: Any = None) -> Any:
    """The answer to a query, as JSON; without what it cost."""
    body = {"query": query, "variables": variables}
    response = request(app, "POST", "/graphql", json=body)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == JSON
    return answer(response)


def answer(response: httpx.Response) -> Any:
    """The answer in a response, without what it cost."""
    found = response.json()
    found.pop("extensions", None)
    return found
