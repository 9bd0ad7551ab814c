"""Builds on a real cluster give the snapshot that one machine gives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from build import Workers, build
from catalog.storage import store
from catalog.storage.manifest import MANIFEST
from catalog.storage.snapshot import Snapshot
from cluster.build import blocks, connected, pieces
from cluster.errors import ClusterError, NoCluster
from etl.errors import SourceError
from tests.cluster.hosts import Cluster, Host
from tests.support.patience import HUNG, wait_for
from tests.support.snapshots import SAMPLE, drafts
from tests.test_docs import CLUSTERED, commands

PYTHON = sys.executable
TOLERANCE = 1e-5
TOLD = """
import sys
from pathlib import Path
from build import build
from cluster.build import connected

with connected(sys.argv[1]) as workers:
    told = lambda *told: print(*told, flush=True)
    build(Path(sys.argv[2]), Path(sys.argv[3]), told, workers=workers)
"""
"""A build that prints how far it is."""


def built_on(host: Host, cluster: str, source: Path, snapshots: Path) -> None:
    """Run the command on a host."""
    options = ("--snapshots", snapshots, "--cluster", cluster)
    process = host.run(PYTHON, "main.py", "build", source, *options, log="build")
    ended(host, process, "build")


def ended(host: Host, process: subprocess.Popen[bytes], log: str) -> None:
    try:
        code = process.wait(HUNG)
    finally:
        process.kill()
    assert code == 0, host.log(log)[-3_000:]


def assert_the_same(one: Path, other: Path) -> None:
    """Compare two folders of snapshots: every table to the bit, neighbors by their scores."""
    left, right = store.current(one), store.current(other)
    assert left.name == right.name
    names = {file.name for file in left.iterdir() if file.is_file()}
    assert names == {file.name for file in right.iterdir() if file.is_file()}
    for name in sorted(names - {MANIFEST}):
        if not name.startswith("neighbors-"):
            assert (left / name).read_bytes() == (right / name).read_bytes(), name
        elif name.endswith("scores.npy"):
            pair = np.load(left / name), np.load(right / name)
            assert np.abs(pair[0] - pair[1]).max(initial=0) <= TOLERANCE, name
    assert any(name.startswith("neighbors-") for name in names)
    Snapshot.open(right).verify()


def test_a_cluster_builds_the_same_snapshot_by_the_command_in_the_docs(
    running: Cluster, sample_snapshots: Path, tmp_path: Path
) -> None:
    (shown,) = (line for line in commands(CLUSTERED[0]) if "--cluster" in line)
    assert shown.split()[1:] == ["main.py", "build", "SOURCE", "--cluster", "auto"]
    built_on(running.head, "auto", SAMPLE, tmp_path / "snapshots")
    assert_the_same(sample_snapshots, tmp_path / "snapshots")


@pytest.mark.full
def test_a_build_finishes_although_a_node_dies_and_is_the_same(
    running: Cluster, real_source: Path, real_snapshots: Path, tmp_path: Path
) -> None:
    snapshots = tmp_path / "snapshots"
    arguments = (running.address, real_source, snapshots)
    process = running.head.run(PYTHON, "-c", TOLD, *arguments, log="told")

    def far() -> bool:
        finding = running.head.log("told").count("finding neighbors")
        return finding > 200 or process.poll() is not None

    wait_for(far)
    assert process.poll() is None, running.head.log("told")[-3_000:]
    assert list(snapshots.iterdir()) == [snapshots / drafts(snapshots)[0]]
    running.nodes[0].kill()
    ended(running.head, process, "told")
    assert_the_same(real_snapshots, snapshots)


@pytest.fixture(scope="module")
def workers(running: Cluster) -> Iterator[Workers]:
    """Workers of the cluster, for a client outside of it."""
    running.mend()
    with connected(f"ray://{running.head.address}:{running.client_port}") as made:
        yield made


def test_a_client_builds_the_same_snapshot_where_neighbors_are_approximate(
    workers: Workers, tmp_path: Path
) -> None:
    build(SAMPLE, tmp_path / "alone", exact_films=100)
    build(SAMPLE, tmp_path / "snapshots", exact_films=100, workers=workers)
    assert_the_same(tmp_path / "alone", tmp_path / "snapshots")


def test_what_cannot_be_read_is_told_as_without_a_cluster(workers: Workers, tmp_path: Path) -> None:
    source = tmp_path / "raw"
    shutil.copytree(SAMPLE, source)
    with (source / "credits.csv").open("a") as credits:
        credits.write('"never closed')
    with pytest.raises(SourceError) as alone:
        build(source, tmp_path / "alone")
    with pytest.raises(ClusterError) as together:
        build(source, tmp_path / "snapshots", workers=workers)
    assert str(together.value) == str(alone.value)
    assert drafts(tmp_path / "snapshots") == []


@pytest.mark.usefixtures("workers")
def test_a_node_with_other_code_or_libraries_is_refused(tmp_path: Path) -> None:
    others = Workers(partial(pieces, "another"), partial(blocks, "another"))
    with pytest.raises(ClusterError, match="expected code and libraries another, found"):
        build(SAMPLE, tmp_path / "snapshots", workers=others)
    assert drafts(tmp_path / "snapshots") == []


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:1", "ray://127.0.0.1:1", "http://a:1"])
def test_nobody_at_the_address_is_said_at_once(address: str) -> None:
    with pytest.raises(NoCluster, match=f"--cluster {address}: no Ray cluster"):
        connected(address).__enter__()
