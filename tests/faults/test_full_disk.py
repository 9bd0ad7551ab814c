"""A disk that fills up during a build."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from tests.faults.conftest import Pair
from tests.support.command_line import error_line, run_process
from tests.support.queries import HEAT
from tests.support.servers import PATIENT, ask, serving
from tests.support.snapshots import SAMPLE, drafts

SIZE = 16_000_000
SPARE = (0, 4_096, 300_000, 900_000, 1_400_000)
"""Bytes that are left for the build: too few for anything, …, for all but the last files."""


@pytest.fixture
def disk(built: Pair, tmp_path: Path) -> Iterator[Path]:
    """A small disk with a snapshot on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    done = subprocess.run(mounting, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        shutil.copytree(built.snapshots / built.other, folder / built.other)
        store.point(folder, built.other)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, spare: int) -> None:
    """Leave so many bytes."""
    free = shutil.disk_usage(disk).free
    with (disk / "filler").open("wb") as filler:
        for _ in range((free - spare) // 4_096):
            filler.write(b"\0" * 4_096)


@pytest.mark.parametrize("spare", SPARE)
def test_a_build_on_a_full_disk_is_one_line_and_leaves_the_old_snapshot(
    spare: int, disk: Path, built: Pair
) -> None:
    fill(disk, spare)
    done = run_process("build", SAMPLE, "--snapshots", disk)
    assert "No space left on device" in error_line(done)
    assert drafts(disk) == []
    assert {entry.name for entry in disk.iterdir()} == {built.other, "current", "filler"}
    assert store.current(disk).name == built.other
    Snapshot.open(disk / built.other).verify()


def test_a_full_disk_is_served_from(disk: Path, tmp_path: Path) -> None:
    fill(disk, 0)
    with serving(disk, tmp_path / "log", **PATIENT) as server:
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
