"""Requests to an app without a socket."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI


def request(
    app: FastAPI, method: str, path: str, *, started: bool = True, **arguments: Any
) -> httpx.Response:
    """What the app answers, once it has started or before."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            if not started:
                return await client.request(method, path, **arguments)
            async with app.router.lifespan_context(app):
                return await client.request(method, path, **arguments)

    return asyncio.run(send())


def post(app: FastAPI, query: str, variables: Any = None) -> Any:
    """The answer to a query, as JSON."""
    body = {"query": query, "variables": variables}
    response = request(app, "POST", "/graphql", json=body)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()
