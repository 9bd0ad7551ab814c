"""A running server, and GraphiQL opened in a browser that reaches nothing else."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import (
    ChromiumUnavailableError,
    OfflinePage,
    offline_page,
    open_graphiql,
)

ROOT = Path(__file__).parents[2]
READY_WITHIN = 60  # seconds


def is_ready(address: str) -> bool:
    """Tell whether the server says that it can answer."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="session")
def server(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample as a user would; give the server's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "log"
    serve = ["main.py", "serve", "--snapshots", str(sample_snapshots), "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *serve], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + READY_WITHIN
        while not is_ready(address):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server is not ready: {log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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
