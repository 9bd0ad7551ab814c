"""Snapshots with a flipped bit, or with a file that is cut off while it is served."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.conftest import Pair
from tests.support.patience import wait_for
from tests.support.servers import get, serving, started


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


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_is_cut_off_while_it_is_served_ends_the_server_and_all_its_workers(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    file = pair.snapshots / pair.one / "movies.runtime.values.npy"
    with serving(pair.snapshots, tmp_path / "log", "--workers", str(workers)) as server:
        metrics = f"{server.address}/metrics"
        wait_for(lambda: "snapshot_verified 1.0" in get(metrics).text)
        os.truncate(file, file.stat().st_size // 2)
        assert server.end().returncode == 3
        assert str(file) in server.log  # by a worker that serves it, or by one that begins to
