"""The FastAPI app: GraphQL, its page, its schema, and whether it is well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from schema import schema
from server import ide
from server.lane import PATH, SMALLEST_TO_COMPRESS, Lane
from server.served import Served
from settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the app; the snapshot is loaded when the server starts.

    Parameters
    ----------
    settings
        Without them they are read from the environment, as each worker process does.
    """
    settings = settings or Settings()
    served = Served(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(served.load)
        yield

    app = FastAPI(
        title="Reelgraph", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_TO_COMPRESS)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]
    )
    app.add_middleware(Lane, served=served)  # the last is the outermost
    page = ide.page(settings.graphiql)
    if settings.graphiql.is_dir():
        app.mount(ide.MOUNT, StaticFiles(directory=settings.graphiql))

    @app.get("/")
    def home() -> RedirectResponse:
        return RedirectResponse(PATH)

    @app.get(PATH)
    def graphiql() -> HTMLResponse:
        return HTMLResponse(page)

    @app.get("/schema.graphql")
    def sdl() -> PlainTextResponse:
        return PlainTextResponse(schema.as_str() + "\n")

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        generation = served.generation
        manifest = generation.snapshot.manifest if generation else None
        if manifest is None:
            return JSONResponse({"status": "no snapshot is loaded yet"}, 503)
        age = datetime.now(UTC) - datetime.fromisoformat(manifest.built_at)
        return JSONResponse(
            {
                "status": "ready",
                "fingerprint": manifest.fingerprint,
                "source": manifest.source,
                "built_at": manifest.built_at,
                "age_seconds": round(age.total_seconds()),
            }
        )

    return app
