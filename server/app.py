"""The FastAPI app: GraphQL, its page, its schema, and whether it is well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from catalog import snapshot
from catalog.catalog import Catalog
from model.recommender import Recommender
from resolvers.context import Context
from schema import schema
from server import ide
from server.endpoint import Endpoint
from settings import Settings

GRAPHQL = "/graphql"
SMALLEST_TO_COMPRESS = 1_000
"""Bytes; a shorter answer fits one packet anyhow."""


class Served:
    """The snapshot that is being served, if one is loaded."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.snapshot: snapshot.Snapshot | None = None
        self._context: Context | None = None

    def load(self) -> None:
        """Open the current snapshot.

        Raises
        ------
        catalog.errors.CatalogError
            There is none, or it is damaged.
        """
        opened = snapshot.Snapshot.open(snapshot.current(self._settings.snapshots))
        self._context = context_of(opened)
        self.snapshot = opened

    def context(self) -> Context:
        """What resolvers see, for one request."""
        if self._context is None:
            raise HTTPException(503, "no snapshot is loaded yet")
        return self._context


def context_of(opened: snapshot.Snapshot) -> Context:
    """What resolvers see of a snapshot."""
    catalog = Catalog(opened)
    return Context(catalog, Recommender(opened, catalog))


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
    endpoint = Endpoint(ide.page(settings.graphiql), served.context)
    app.add_route(GRAPHQL, endpoint)  # type: ignore[arg-type]  # an ASGI app is an endpoint, too
    if settings.graphiql.is_dir():
        app.mount(ide.MOUNT, StaticFiles(directory=settings.graphiql))

    @app.get("/")
    def home() -> RedirectResponse:
        return RedirectResponse(GRAPHQL)

    @app.get("/schema.graphql")
    def sdl() -> PlainTextResponse:
        return PlainTextResponse(schema.as_str() + "\n")

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        manifest = served.snapshot.manifest if served.snapshot else None
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
