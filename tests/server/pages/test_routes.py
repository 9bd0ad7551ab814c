"""What each address answers, before and after the snapshot is loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from catalog.storage import store
from schema import schema
from server.app import create_app
from server.pages import routes
from settings import Settings
from tests.support.http import request


def test_it_is_alive_even_before_it_is_ready(app: FastAPI) -> None:
    for started in (False, True):
        response = request(app, "GET", "/healthz", started=started)
        assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_it_is_not_ready_before_the_snapshot_is_loaded(app: FastAPI) -> None:
    response = request(app, "GET", "/readyz", started=False)
    assert response.status_code == 503
    assert "fingerprint" not in response.json()


def test_it_is_ready_then_and_shows_the_fingerprint(app: FastAPI, sample_snapshots: Path) -> None:
    asked = datetime.now(UTC)
    response = request(app, "GET", "/readyz")
    ready: dict[str, Any] = response.json()
    assert response.status_code == 200
    assert ready["status"] == "ready"
    assert ready["fingerprint"] == store.current(sample_snapshots).name
    assert ready["source"] == "the-movies-dataset with imdb: sample"
    built = datetime.fromisoformat(ready["built_at"])
    earliest, latest = ((at - built).total_seconds() for at in (asked, datetime.now(UTC)))
    assert round(earliest) <= ready["age_seconds"] <= round(latest)


def test_it_is_not_ready_with_a_damaged_snapshot_and_names_the_file_without_its_folders(
    app: FastAPI,
) -> None:
    app.state.current_snapshot.damage = "/data/snapshots/1f/movies.npy: checksum differs"
    response = request(app, "GET", "/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "reason": "movies.npy: checksum differs"}


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


def test_a_report_is_served_as_soon_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    app = create_app(Settings(report=file, graphiql=tmp_path / "none"))
    missing = request(app, "GET", "/report", started=False)
    assert missing.status_code == 404
    assert "make report" in missing.text

    file.write_text("<p>é</p>", "utf-8")
    found = request(app, "GET", "/report", started=False)
    assert (found.status_code, found.text) == (200, "<p>é</p>")
    assert found.headers["content-type"] == "text/html; charset=utf-8"


def test_the_map_of_the_schema_is_served(app: FastAPI) -> None:
    response = request(app, "GET", "/voyager", started=False)
    assert response.status_code == 200
    assert "GraphQLVoyager" in response.text


def test_the_metrics_tell_about_the_snapshot_once_it_is_loaded(app: FastAPI) -> None:
    before = request(app, "GET", "/metrics", started=False)
    assert "reelgraph_snapshot_age_seconds" not in before.text
    after = request(app, "GET", "/metrics")
    assert after.headers["content-type"].startswith("text/plain; version=")
    for name in ("snapshot_age_seconds", "snapshot_verified", "swaps"):
        assert f"\nreelgraph_{name} " in after.text


def test_the_site_is_served_as_soon_as_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "SITE", tmp_path / "site")
    app = create_app(Settings(report=tmp_path / "none", graphiql=tmp_path / "none"))
    assert request(app, "GET", "/docs/", started=False).status_code == 404

    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>é</p>", "utf-8")
    found = request(app, "GET", "/docs/", started=False)
    assert (found.status_code, found.text) == (200, "<p>é</p>")
    assert request(app, "GET", "/docs", started=False).headers["location"] == "docs/"


def test_what_is_nowhere_is_not_found(app: FastAPI) -> None:
    assert request(app, "GET", "/docs/none").status_code == 404
    assert request(app, "GET", "/openapi.json").status_code == 404
