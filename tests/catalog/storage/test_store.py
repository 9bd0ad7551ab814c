"""The folder of snapshots: drafts vanish unless published, and the pointer names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from catalog.errors import SnapshotMissing
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from tests.catalog.storage.pets import write

NOBODY = 65_534


@contextmanager
def unreadable(folder: Path) -> Iterator[None]:
    """Be a user who may not look into a folder; root may always, so it becomes another one."""
    user, mode = os.geteuid(), folder.stat().st_mode
    folder.chmod(0)
    for parent in folder.parents[:3]:  # pytest's own
        parent.chmod(0o755)
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(user)
        folder.chmod(mode)


def fail_while_writing(snapshots: Path) -> None:
    with store.draft(snapshots) as draft:
        draft.write_array("numbers", np.array([1]))
        raise RuntimeError("the power failed")


def test_a_draft_that_fails_vanishes_and_the_current_snapshot_stays(tmp_path: Path) -> None:
    write(tmp_path)
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(RuntimeError, match="the power failed"):
        fail_while_writing(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == before == ["cafe", "current"]
    assert store.current(tmp_path).name == "cafe"


def test_a_draft_that_nobody_publishes_vanishes(tmp_path: Path) -> None:
    with store.draft(tmp_path / "new"):
        pass
    assert list((tmp_path / "new").iterdir()) == []


def test_a_draft_is_not_the_current_snapshot_until_it_is_published(tmp_path: Path) -> None:
    write(tmp_path, "one")
    with store.draft(tmp_path) as draft:
        draft.seal(fingerprint="two", built_at="2026-01-02T03:04:05+00:00", source="a test")
        assert store.current(tmp_path).name == "one"
        store.publish(tmp_path, draft)
    assert store.current(tmp_path).name == "two"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["current", "one", "two"]


def test_a_snapshot_can_be_published_again(tmp_path: Path) -> None:
    (write(tmp_path) / "numbers.npy").unlink()
    Snapshot.open(write(tmp_path)).verify()


def test_another_snapshot_can_be_made_the_current_one(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    store.point(tmp_path, "one")
    assert store.current(tmp_path) == tmp_path / "one"


@pytest.mark.parametrize("pointer", [None, b"", b"\n", b"gone\n", b"\xff\xfe"])
def test_without_a_current_snapshot_the_message_says_how_to_make_one(
    tmp_path: Path, pointer: bytes | None
) -> None:
    if pointer is not None:
        (tmp_path / store.POINTER).write_bytes(pointer)
    with pytest.raises(SnapshotMissing, match=r"no snapshot here.*main\.py build") as missing:
        store.current(tmp_path)
    assert str(tmp_path) in str(missing.value)


def test_a_folder_that_is_not_there_holds_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing):
        store.current(tmp_path / "nowhere")


def test_a_folder_that_this_user_may_not_read_is_called_so(tmp_path: Path) -> None:
    folder = write(tmp_path)
    with unreadable(folder), pytest.raises(PermissionError, match=r"manifest\.json"):
        Snapshot.open(folder)
    with unreadable(tmp_path), pytest.raises(PermissionError, match=store.POINTER):
        store.current(tmp_path)


def test_the_next_draft_removes_those_that_a_killed_build_left(tmp_path: Path) -> None:
    (tmp_path / ".draft-left").mkdir()
    (tmp_path / ".draft-left" / "numbers.npy").write_text("half")
    (tmp_path / ".current-4711").write_text("half")
    with store.draft(tmp_path) as mine:
        assert [each.name for each in tmp_path.iterdir()] == [mine.folder.name]


def test_a_draft_that_somebody_writes_stays(tmp_path: Path) -> None:
    with store.draft(tmp_path) as first, store.draft(tmp_path) as second:
        assert first.folder.is_dir()
        assert second.folder.is_dir()
    assert list(tmp_path.iterdir()) == []
