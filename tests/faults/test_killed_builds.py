"""Builds that are killed by SIGKILL, one in each phase, beside a server."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build import build
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from settings import ROOT
from tests.faults.conftest import Pair
from tests.support.patience import HUNG, wait_for
from tests.support.queries import FINGERPRINT
from tests.support.servers import PATIENT, Server, ask, serving
from tests.support.snapshots import copy_of, drafts

BEFORE = [
    "reading the cells",
    "opening account.json",
    "indexing names",
    "finding neighbors",
    "opening manifest.json",
    "renaming to {new}",
    "renaming to current",
]
"""Moments at which the old snapshot is the current one still."""
AFTER = "done"


@pytest.fixture(scope="module")
def server(built: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lives through all of it."""
    folder = tmp_path_factory.mktemp("killed")
    snapshots = copy_of(built.snapshots, (built.one,), folder / "snapshots")
    with serving(snapshots, folder / "log", **PATIENT) as running:
        yield running


@pytest.fixture
def snapshots(server: Server, built: Pair) -> Iterator[Path]:
    """The folder that it serves from, with the old snapshot alone."""
    folder = server.log_file.parent / "snapshots"
    yield folder
    store.point(folder, built.one)
    wait_for(lambda: served(server) == built.one)
    shutil.rmtree(folder / built.other)


def source(built: Pair) -> Path:
    """What the other snapshot was built from."""
    return built.snapshots.parent / "part"


def served(server: Server) -> str:
    """The fingerprint of the snapshot that the server answers from."""
    return str(ask(server, FINGERPRINT)["data"]["catalog"]["dataset"]["fingerprint"])


def kill(built: Pair, snapshots: Path, moment: str) -> None:
    """Build the other snapshot, to die at a moment."""
    moment = moment.format(new=built.other)
    command = [
        sys.executable,
        "-m",
        "tests.support.killed_build",
        str(source(built)),
        str(snapshots),
    ]
    done = subprocess.run(
        [*command, moment], cwd=ROOT, capture_output=True, text=True, timeout=HUNG, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def names(snapshots: Path) -> set[str]:
    """What stands in the folder and is not hidden."""
    return {entry.name for entry in snapshots.iterdir() if not entry.name.startswith(".")}


@pytest.mark.parametrize("moment", BEFORE)
def test_after_a_killed_build_the_old_snapshot_serves_on_and_the_next_build_leaves_no_drafts(
    moment: str, server: Server, snapshots: Path, built: Pair
) -> None:
    kill(built, snapshots, moment)
    assert store.current(snapshots).name == built.one
    for name in names(snapshots) - {store.POINTER}:  # what has its name is whole
        Snapshot.open(snapshots / name).verify()
    assert served(server) == built.one
    wait_for(server.ready)

    build(source(built), snapshots, accept_loss=True)
    assert drafts(snapshots) == []
    assert names(snapshots) == {built.one, built.other, store.POINTER}
    wait_for(lambda: served(server) == built.other)
    assert "was refused" not in server.log


def test_a_build_that_is_killed_at_its_very_end_has_been_done(
    server: Server, snapshots: Path, built: Pair
) -> None:
    kill(built, snapshots, AFTER)
    assert drafts(snapshots) == []
    assert store.current(snapshots).name == built.other
    wait_for(lambda: served(server) == built.other)


def test_what_a_killed_build_left_behind_is_there_until_the_next_one(
    snapshots: Path, built: Pair
) -> None:
    """Else the other tests would prove nothing."""
    kill(built, snapshots, "writing the snapshot")
    (draft,) = drafts(snapshots)
    assert draft.startswith(store.DRAFT)
    assert (snapshots / draft / "account.json").is_file()
    build(source(built), snapshots, accept_loss=True)
    assert drafts(snapshots) == []


def test_a_build_beside_one_that_still_runs_does_not_sweep_its_draft_away(
    snapshots: Path, built: Pair
) -> None:
    with store.draft(snapshots) as draft:
        build(source(built), snapshots, accept_loss=True)
        assert draft.folder.is_dir()
    assert drafts(snapshots) == []
