"""A running server, and GraphiQL opened in a browser that reaches nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build import build
from tests.support import rated_catalog
from tests.support.chromium import (
    OfflinePage,
    chromium,
    installed,
    open_graphiql,
    page_of,
)
from tests.support.servers import PATIENT, serving


@pytest.fixture(scope="session")
def server(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample as a user would; give the server's address."""
    with serving(sample_snapshots, tmp_path_factory.mktemp("server") / "log", **PATIENT) as running:
        yield running.address


@pytest.fixture(scope="session")
def rated_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a catalog with ratings; give the server's address."""
    folder = tmp_path_factory.mktemp("rated")
    build(rated_catalog.source(folder / "source"), folder / "snapshots")
    with serving(folder / "snapshots", folder / "log", **PATIENT) as running:
        yield running.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser; skip where there is none."""
    if installed() is None:
        pytest.skip("chromium is not installed; `make tools` installs it where apt can")
    with chromium() as started:
        yield started


@pytest.fixture
def offline(browser: Browser) -> Iterator[OfflinePage]:
    """Give a page with a fresh profile."""
    with page_of(browser) as page:
        yield page


@pytest.fixture
def graphiql(offline: OfflinePage, server: str) -> OfflinePage:
    """Give a page on which GraphiQL is open."""
    open_graphiql(offline, f"{server}/graphql")
    return offline
