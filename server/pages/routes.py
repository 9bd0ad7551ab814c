"""The routes of the app: every address but those that the GraphQL middleware answers itself.

FastAPI runs these functions in threads of its own.  They read attributes that are assigned whole,
and counts that `Metrics` lets threads read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST

from schema import schema
from server.current_snapshot import CurrentSnapshot
from server.endpoint.middleware import PATH
from server.observe.metrics import Metrics
from server.pages import explorer, graphiql
from server.pages.headers import CLOSED, CSP, Files, policy_of
from settings import ROOT, Settings

NO_REPORT = "<p>There is no report yet; <code>make report</code> writes one.</p>"
SITE = ROOT / "site"
"""Where `make docs` writes the documentation."""
SITE_POLICY = (
    # Diagrams come from a CDN where their script was not there to be built into the site.
    "default-src 'self'; script-src 'self' 'unsafe-inline' https://unpkg.com; "
    f"style-src 'self' 'unsafe-inline'; img-src 'self' data:; {CLOSED}"
)
REPORT_HEADERS = {
    "cache-control": "no-cache",
    CSP: (
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "  # Vega compiles formulas
        f"style-src 'unsafe-inline'; img-src data:; {CLOSED}"
    ),
}


def add_routes(
    app: FastAPI, current: CurrentSnapshot, metrics: Metrics, settings: Settings
) -> None:
    """Give an app all its routes.

    Parameters
    ----------
    current, metrics
        What /readyz and /metrics tell about.
    settings
        Say where GraphiQL's files and the report are.
    """
    _add_graphiql(app, settings.graphiql)
    _add_explorer(app, settings.report)
    _add_schema(app)
    _add_probes(app, current)
    _add_metrics(app, current, metrics)


def _add_graphiql(app: FastAPI, assets: Path) -> None:
    page, voyager = graphiql.page(assets), graphiql.voyager(assets)
    page_headers = {CSP: policy_of(page), "vary": "accept"}
    voyager_headers = {CSP: policy_of(voyager, workers=True)}
    if assets.is_dir():
        app.mount(f"/{graphiql.MOUNT}", StaticFiles(directory=assets))

    @app.get(PATH)
    def graphiql_page() -> HTMLResponse:
        return HTMLResponse(page, headers=page_headers)

    @app.get("/voyager")
    def schema_map() -> HTMLResponse:
        return HTMLResponse(voyager, headers=voyager_headers)


def _add_explorer(app: FastAPI, report_file: Path) -> None:
    """Add the explorer, its page for what is not there, and the two sites that it links to."""
    files = explorer.Explorer({"report": report_file, "docs": SITE / "index.html"})
    app.mount(explorer.MOUNT, files)
    app.add_exception_handler(404, files.missing)
    for view in explorer.VIEWS:
        app.add_route(view, files.page)
    app.mount("/docs", Files({CSP: SITE_POLICY}, directory=SITE, html=True, check_dir=False))
    reports = StaticFiles(directory=report_file.parent, check_dir=False)

    @app.get("/report", response_model=None)
    def report(request: Request) -> Response:
        if report_file.is_file():
            response = reports.file_response(report_file, report_file.stat(), request.scope)
            response.headers.update(REPORT_HEADERS)
            return response
        return HTMLResponse(NO_REPORT, 404)


def _add_schema(app: FastAPI) -> None:
    @app.get("/schema.graphql")
    def sdl() -> PlainTextResponse:
        return PlainTextResponse(schema.as_str() + "\n")


def _add_probes(app: FastAPI, current: CurrentSnapshot) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        loaded = current.current
        if loaded is None or current.damage:
            reason = current.damage or "no snapshot is loaded yet"
            return JSONResponse({"status": "not ready", "reason": _without_folders(reason)}, 503)
        manifest = loaded.manifest
        return JSONResponse(
            {
                "status": "ready",
                "version": app.version,
                "fingerprint": manifest.fingerprint,
                "source": manifest.source,
                "built_at": manifest.built_at,
                "age_seconds": round(_age(manifest.built_at)),
            }
        )


def _add_metrics(app: FastAPI, current: CurrentSnapshot, metrics: Metrics) -> None:
    @app.get("/metrics")
    def scrape() -> PlainTextResponse:
        gauges: dict[str, float] = {}
        if current.current is not None:
            gauges = {
                "snapshot_age_seconds": _age(current.current.manifest.built_at),
                "snapshot_verified": float(current.verified),
                "swaps": current.swaps,
            }
        return PlainTextResponse(metrics.text(gauges), media_type=CONTENT_TYPE_LATEST)


def _age(built_at: str) -> float:
    """Give the seconds since a snapshot was built."""
    return (datetime.now(UTC) - datetime.fromisoformat(built_at)).total_seconds()


def _without_folders(reason: str) -> str:
    """Name files in a message without the folders they are in, which are nobody's business."""
    return " ".join(Path(word).name if "/" in word else word for word in reason.split())
