"""A running server, and GraphiQL opened in a browser that reaches nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import (
    ChromiumUnavailableError,
    OfflinePage,
    offline_page,
    open_graphiql,
)
from tests.serving import PATIENT, serving


@pytest.fixture(scope="session")
def server(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample as a user would; give the server's address."""
    with serving(sample_snapshots, tmp_path_factory.mktemp("server") / "log", **PATIENT) as running:
        yield running.address


@pytest.fixture
def offline() -> Iterator[OfflinePage]:
    """Give a fresh browser's page; skip where there is no browser."""
    try:
        with offline_page() as page:
            yield page
    except ChromiumUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture
def graphiql(offline: OfflinePage, server: str) -> OfflinePage:
    """Give a page on which GraphiQL is open."""
    open_graphiql(offline, f"{server}/graphql")
    return offline
