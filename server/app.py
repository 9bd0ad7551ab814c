"""The FastAPI app: GraphQL, its page, the explorer, the schema, and whether it is well."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware.gzip import GZipMiddleware
from uvicorn.config import STARTUP_FAILURE

from schema import schema
from server.current_snapshot import Served
from server.endpoint.endpoint import Desk
from server.endpoint.fast_path import STATE
from server.endpoint.middleware import PATH, Lane
from server.observe import logs, telemetry
from server.observe.instrumentation import Books
from server.pages import graphiql
from server.pages.explorer import MOUNT, VIEWS, Explorer
from server.responses import SMALLEST_TO_COMPRESS
from settings import ROOT, Settings

NO_REPORT = "<p>There is no report yet; <code>make report</code> writes one.</p>"
SITE = ROOT / "site"
"""Where `make docs` writes the documentation."""
SAVED_EVERY = 1.0
"""Seconds between two times that a worker leaves its numbers for the others."""
NOTICE = 2.0
"""Seconds in which a proxy can see that the server is not ready any more."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the app; the snapshot is loaded when the server starts.

    Parameters
    ----------
    settings
        Without them they are read from the environment, as each worker process does.
    """
    settings = settings or Settings()
    logs.configure(settings.log_format)
    served, books = Served(settings), Books(settings.slow_ms)
    desk = Desk(served, books, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        await asyncio.to_thread(served.load)
        work = [served.watch(), _verify(served), _keep_books(books)]
        tasks = [asyncio.create_task(each) for each in work]
        yield {STATE: desk}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        served.close()
        books.metrics.close()
        if send_rest is not None:
            send_rest()
        if served.damage:
            os._exit(STARTUP_FAILURE)  # what remains to be done would end with the code 0

    app = FastAPI(
        title="Reelgraph", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.served = served
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_TO_COMPRESS)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]
    )
    app.add_middleware(Lane, desk=desk)
    send_rest = telemetry.trace(app) if settings.telemetry else None  # the outermost
    page, voyager = graphiql.page(settings.graphiql), graphiql.voyager(settings.graphiql)
    if settings.graphiql.is_dir():
        app.mount(graphiql.MOUNT, StaticFiles(directory=settings.graphiql))
    files = Explorer({"report": settings.report, "docs": SITE / "index.html"})
    app.mount(MOUNT, files)
    if SITE.is_dir():
        app.mount("/docs", StaticFiles(directory=SITE, html=True))
    for view in VIEWS:
        app.add_route(view, files.page)

    @app.get(PATH)
    def graphiql_page() -> HTMLResponse:
        return HTMLResponse(page)

    @app.get("/voyager")
    def schema_map() -> HTMLResponse:
        return HTMLResponse(voyager)

    @app.get("/report", response_model=None)
    def report() -> HTMLResponse | FileResponse:
        if settings.report.is_file():
            return FileResponse(settings.report, headers={"Cache-Control": "no-cache"})
        return HTMLResponse(NO_REPORT, 404)

    @app.get("/schema.graphql")
    def sdl() -> PlainTextResponse:
        return PlainTextResponse(schema.as_str() + "\n")

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        if served.generation is None or served.damage:
            reason = served.damage or "no snapshot is loaded yet"
            return JSONResponse({"status": "not ready", "reason": _public(reason)}, 503)
        manifest = served.generation.manifest
        return JSONResponse(
            {
                "status": "ready",
                "fingerprint": manifest.fingerprint,
                "source": manifest.source,
                "built_at": manifest.built_at,
                "age_seconds": round(_age(manifest.built_at)),
            }
        )

    @app.get("/metrics")
    def metrics() -> PlainTextResponse:
        if served.generation is not None:
            age = _age(served.generation.manifest.built_at)
            books.metrics.gauges = {
                "snapshot_age_seconds": age,
                "snapshot_verified": float(served.verified),
                "swaps": served.swaps,
            }
        return PlainTextResponse(books.metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return app


async def _verify(served: Served) -> None:
    """Read the whole snapshot once; where it is damaged, stop, so that nobody relies on it."""
    await asyncio.to_thread(served.verify)
    if served.damage:
        await asyncio.sleep(NOTICE)
        signal.raise_signal(signal.SIGTERM)


async def _keep_books(books: Books) -> None:
    while True:
        await asyncio.sleep(SAVED_EVERY)
        books.save()


def _age(built_at: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(built_at)).total_seconds()


def _public(reason: str) -> str:
    """The reason without the folders that lead to a file."""
    return " ".join(Path(word).name if "/" in word else word for word in reason.split())
