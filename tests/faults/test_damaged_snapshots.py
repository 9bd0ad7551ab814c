"""Snapshots with a flipped bit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import Pair
from tests.support.servers import started


@pytest.mark.parametrize("workers", [1, 2])
def test_a_flipped_bit_that_is_found_while_serving_ends_the_server_and_all_its_workers(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    file = pair.snapshots / pair.one / "movies.runtime.values.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with started(pair.snapshots, tmp_path / "log", "--workers", str(workers)) as server:
        assert server.end().returncode == 3
        assert f"is served is damaged: {file}" in server.log
        assert "Traceback" not in server.log
