"""The app: its middleware, its routes, and what runs from its start to its end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from threadpoolctl import threadpool_limits
from uvicorn.config import STARTUP_FAILURE

from server.compression import GZIP_MIN_BYTES, MAX_BYTES_ON_LOOP
from server.current_snapshot import CurrentSnapshot
from server.endpoint.endpoint import Endpoint
from server.endpoint.limited_protocol import STATE_KEY
from server.endpoint.middleware import GraphQLMiddleware
from server.forwarded import Forwarded
from server.observe import logs, telemetry
from server.observe.instrumentation import Instrumentation
from server.pages.headers import PageHeaders
from server.pages.routes import add_routes
from settings import Settings, version

SWITCH_INTERVAL = 0.001
"""Seconds after which a thread of the pool has to let the event loop run, if that waits."""
SAVE_INTERVAL = 1.0
"""Seconds between two times that a worker saves its metrics for the others."""
VERIFY_INTERVAL = 5.0
"""Seconds between two looks whether a file of the snapshot was written to."""
NOT_READY_SECONDS = 2.0
"""How long /readyz says that the server is not ready before it stops, for proxies to see."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the app; the snapshot is loaded when the server starts.

    Parameters
    ----------
    settings
        Without them they are read from the environment, as each worker process does.

    Returns
    -------
    The app, with its `CurrentSnapshot` in `state.current_snapshot`.
    """
    settings = settings or Settings()
    logs.configure(settings.log_format)
    current, instrumentation = CurrentSnapshot(settings), Instrumentation(settings.slow_ms)
    endpoint = Endpoint(current, instrumentation, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        sys.setswitchinterval(SWITCH_INTERVAL)
        await asyncio.to_thread(current.load)
        background = [current.watch(), _verify(current), _save_metrics(endpoint)]
        tasks = [asyncio.create_task(each) for each in background]
        with threadpool_limits(1):  # a request has one thread; more of them wait for each other
            yield {STATE_KEY: endpoint}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        current.close()
        instrumentation.metrics.close()
        if send_rest is not None:
            send_rest()
        if current.damage:
            os._exit(STARTUP_FAILURE)  # uvicorn would end with the code 0

    app = FastAPI(
        title="Reelgraph",
        version=version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.current_snapshot = current
    app.add_middleware(
        GZipMiddleware, minimum_size=GZIP_MIN_BYTES, thread_minimum_size=MAX_BYTES_ON_LOOP
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["*"],
        allow_headers=["*"],
        allow_private_network=True,
    )
    app.add_middleware(PageHeaders)
    app.add_middleware(GraphQLMiddleware, endpoint=endpoint)
    send_rest = telemetry.trace(app) if settings.telemetry else None
    app.add_middleware(Forwarded, root_path=settings.root_path)  # the outermost
    add_routes(app, current, instrumentation.metrics, settings)
    return app


async def _verify(current: CurrentSnapshot) -> None:
    """Verify the snapshot; if it is damaged, stop, so that nobody relies on its answers."""
    await asyncio.to_thread(current.verify)
    while not current.damage:
        await asyncio.sleep(VERIFY_INTERVAL)
        await asyncio.to_thread(current.verify)
    await asyncio.sleep(NOT_READY_SECONDS)
    signal.raise_signal(signal.SIGTERM)


async def _save_metrics(endpoint: Endpoint) -> None:
    while True:
        await asyncio.sleep(SAVE_INTERVAL)
        endpoint.instrumentation.metrics.caches = endpoint.cache_usage
        endpoint.instrumentation.save_metrics()
