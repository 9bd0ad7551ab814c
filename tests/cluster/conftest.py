"""What tests beyond one machine need; they run where the extra `[cluster]` is installed."""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from settings import ROOT
from tests.cluster.hosts import Cluster, NoRay, cluster, starts_anywhere
from tests.faults.conftest import built, pair  # noqa: F401  # fixtures
from tests.support.patience import wait_for
from tests.support.servers import free_port

HERE = Path(__file__).parent
MOTO = ROOT / ".tools" / "moto" / "bin" / "moto_server"
BUCKET = "films"


@pytest.hookimpl(trylast=True)  # once the marks of tests/conftest.py are there
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the extra where it is not installed."""
    try:
        import obstore  # noqa: F401  # whether it is there
        import ray  # noqa: F401  # whether it is there
    except ModuleNotFoundError as error:
        reason = f"{error.name} is not installed here; `make test-cluster` runs it"
    else:
        return
    for item in items:
        if item.get_closest_marker("cluster"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A head and two nodes, which tests may kill; `mend` starts these again.

    Tests are skipped only where Ray does not start on its own, either: else the fault is ours.
    """
    folder = tmp_path_factory.mktemp("hosts")
    with ExitStack() as ending:
        try:
            made = ending.enter_context(cluster(folder))
        except NoRay as error:
            if starts_anywhere(folder / "plain"):
                raise
            pytest.skip(f"Ray does not start on this machine, not even alone: {error}")
        yield made


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server; `AWS_…` variables lead to it."""
    before = dict(os.environ)
    with s3_server("127.0.0.1", tmp_path_factory.mktemp("s3")) as variables:
        os.environ.update(variables)
        yield variables["AWS_ENDPOINT_URL"]
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def s3_server(host: str, folder: Path) -> Iterator[dict[str, str]]:
    """Run an S3 server with an empty bucket; gives the variables that lead to it."""
    if not MOTO.is_file():
        pytest.skip(f"{MOTO} is not there; `make test-cluster` installs it")
    port = free_port()
    address, log = f"http://{host}:{port}", folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [MOTO, "--host", host, "--port", str(port)], stdout=output, stderr=output
        )
    try:
        wait_for(lambda: _put(f"{address}/{BUCKET}"))
        yield {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "tests",
            "AWS_SECRET_ACCESS_KEY": "tests",
            "AWS_REGION": "us-east-1",
        }
    finally:
        server.terminate()
        server.wait()


def _put(address: str) -> bool:
    request = urllib.request.Request(address, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.URLError:
        return False


@pytest.fixture
def address(s3: str, tmp_path: Path) -> str:
    """A prefix of its own for each test."""
    assert s3
    return f"s3://{BUCKET}/{tmp_path.name}"
