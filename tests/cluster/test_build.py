"""Builds on a real cluster give the snapshot that one machine gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from build import build
from catalog import snapshot
from catalog.snapshot import MANIFEST
from cluster.errors import NodeDiffers
from tests.cluster.hosts import Cluster, Host
from tests.faults.ground import SAMPLE, command, complaint, litter, until
from tests.test_docs import CLUSTERED, commands

pytestmark = pytest.mark.cluster
PYTHON = sys.executable
BUILT_WITHIN = 600  # seconds
TOLERANCE = 1e-5
TOLD = """
import sys
from pathlib import Path
from build import build
from cluster.build import connected

with connected(sys.argv[1]) as hands:
    build(Path(sys.argv[2]), Path(sys.argv[3]), lambda *told: print(*told, flush=True), hands)
"""
"""A build that prints how far it is."""


def built_on(host: Host, cluster: str, source: Path, snapshots: Path) -> None:
    """Run the command on a host."""
    options = ("--snapshots", snapshots, "--cluster", cluster)
    process = host.run(PYTHON, "main.py", "build", source, *options, log="build")
    ended(host, process, "build")


def ended(host: Host, process: subprocess.Popen[bytes], log: str) -> None:
    try:
        code = process.wait(BUILT_WITHIN)
    finally:
        process.kill()
    assert code == 0, host.log(log)[-3_000:]


def assert_the_same(one: Path, other: Path) -> None:
    """Compare two folders of snapshots: every table to the bit, neighbors by their scores."""
    left, right = snapshot.current(one), snapshot.current(other)
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
    snapshot.Snapshot.open(right).verify()


def test_a_cluster_builds_the_same_snapshot_by_the_command_in_the_docs(
    running: Cluster, sample_snapshots: Path, tmp_path: Path
) -> None:
    (shown,) = (line for line in commands(CLUSTERED[0]) if "--cluster" in line)
    assert shown.split()[1:] == ["main.py", "build", "SOURCE", "--cluster", "auto"]
    built_on(running.head, "auto", SAMPLE, tmp_path / "snapshots")
    assert_the_same(sample_snapshots, tmp_path / "snapshots")


def test_a_machine_outside_of_the_cluster_builds_on_it_as_a_client(
    running: Cluster, sample_snapshots: Path, tmp_path: Path
) -> None:
    address = f"ray://{running.head.address}:{running.client_port}"
    built_on(Host("", tmp_path), address, SAMPLE, tmp_path / "snapshots")
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

    assert until(far, BUILT_WITHIN)
    assert process.poll() is None, running.head.log("told")[-3_000:]
    assert list(snapshots.iterdir()) == [snapshots / litter(snapshots)[0]]
    running.nodes[0].kill()
    ended(running.head, process, "told")
    running.mend()
    assert_the_same(real_snapshots, snapshots)


def test_a_source_that_cannot_be_read_is_the_same_line_as_without_a_cluster(
    running: Cluster, tmp_path: Path
) -> None:
    source = tmp_path / "raw"
    source.mkdir()
    for file in SAMPLE.glob("*.csv"):
        (source / file.name).write_bytes(file.read_bytes())
    with (source / "credits.csv").open("a") as credits:
        credits.write('"never closed')
    alone = command("build", source, "--snapshots", tmp_path / "alone")
    options = ("--snapshots", tmp_path / "snapshots", "--cluster", running.address)
    process = running.head.run(PYTHON, "main.py", "build", source, *options, log="broken")
    code = process.wait(BUILT_WITHIN)
    assert complaint(code, running.head.log("broken")) == complaint(alone.returncode, alone.stderr)


def test_a_node_with_other_libraries_is_refused(
    running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import build as building
    from cluster.build import connected

    address = f"ray://{running.head.address}:{running.client_port}"
    monkeypatch.setattr(building, "LIBRARIES", building.LIBRARIES[1:])
    with connected(address) as hands, pytest.raises(NodeDiffers, match="requirements-cluster"):
        build(SAMPLE, tmp_path / "snapshots", hands=hands)
    assert litter(tmp_path / "snapshots") == []


def test_nobody_at_the_address_is_one_line(tmp_path: Path) -> None:
    for address in ("nowhere", "127.0.0.1:1", "http://127.0.0.1:1"):
        done = command("build", SAMPLE, "--snapshots", tmp_path, "--cluster", address)
        assert f"--cluster {address}: no Ray cluster" in complaint(done.returncode, done.stderr)
