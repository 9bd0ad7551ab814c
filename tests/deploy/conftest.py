"""A server to stand behind nginx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers import Server, serving


@pytest.fixture(scope="session")
def server(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the sample."""
    with serving(sample_snapshots, tmp_path_factory.mktemp("behind") / "log") as running:
        yield running
