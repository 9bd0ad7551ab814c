"""The report, where one was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from server.app import create_app
from settings import Settings
from tests.support.http import request


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the report stands, once it was written."""
    return tmp_path / "report.html"


@pytest.fixture
def app(file: Path, tmp_path: Path) -> FastAPI:
    """An app that looks there."""
    return create_app(Settings(report=file, graphiql=tmp_path / "none"))


def test_a_report_is_served_as_soon_as_it_is_written(app: FastAPI, file: Path) -> None:
    missing = request(app, "GET", "/report", started=False)
    assert missing.status_code == 404
    assert "make report" in missing.text

    file.write_text("<p>é</p>", "utf-8")
    found = request(app, "GET", "/report", started=False)
    assert (found.status_code, found.text) == (200, "<p>é</p>")
    assert found.headers["content-type"] == "text/html; charset=utf-8"
