"""Connections to the app that all tests share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.endpoint.fast_path import FastPath
from server.endpoint.limited_protocol import STATE_KEY
from tests.support.http import request
from tests.support.queries import HEAT
from tests.support.wire import Connection, Loop

Script = Callable[[Connection], Coroutine[Any, Any, None]]


@pytest.fixture
def run(shared_app: FastAPI) -> Callable[..., None]:
    """Run what a client does on a new connection, once its query is known and quick to answer."""
    assert request(shared_app, "POST", "/graphql", json=HEAT).status_code == 200
    (endpoint,) = (
        middleware.kwargs["endpoint"]
        for middleware in shared_app.user_middleware
        if "endpoint" in middleware.kwargs
    )

    def run(script: Script, kind: type[HttpToolsProtocol] = FastPath) -> None:
        async def session() -> None:
            await script(Connection(shared_app, {STATE_KEY: endpoint}, kind))

        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(session())

    return run
